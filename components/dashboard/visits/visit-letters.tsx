import { LETTER_KINDS, letterAddress } from '../../../lib/rights/index.ts';
import type { VisitRow } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The letters about one platform: each opens with its name, its site and the law of its place filled in. */
export function VisitLetters({ row, context }: { row: VisitRow; context: PageContext }) {
  const { t } = context.translator;
  return (
    <section>
      <h3>{t('dashboard:nav.letters')}</h3>
      <ul class="rf-found">
        {LETTER_KINDS.map((kind) => (
          <li key={kind}>
            <a href={`#${letterAddress(kind, row.key)}`}>{t(`letters:kindName.${kind}`)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
