import type { Suggestion } from '../../../lib/evidence/index.ts';
import { citedRight } from '../../../lib/explain/index.ts';
import { placeInText } from '../../../lib/i18n/index.ts';
import type { Pack } from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import type { PageContext } from '../../page/index.ts';

/** Entries that are linked to of each rule; a log may have thousands, and the report names them all. */
const SHOWN = 20;

/** Which rules of the user's home may have been broken, by which entries, with the citation of each. */
export function Suggestions({
  suggestions,
  pack,
  context,
  onGo,
}: {
  suggestions: readonly Suggestion[];
  pack: Pack | null;
  context: PageContext;
  onGo: (n: number) => void;
}) {
  const { t, language } = context.translator;
  if (!pack) {
    return (
      <section>
        <h2>{t('evidence:rules.title')}</h2>
        <p>{t('evidence:rules.noPlace')}</p>
      </section>
    );
  }
  return (
    <section>
      <h2>{t('evidence:rules.title')}</h2>
      <p>
        {suggestions.length === 0
          ? t('evidence:rules.none', { place: placeInText(pack.jurisdiction, language.tag) })
          : t('evidence:rules.note')}
      </p>
      {suggestions.map(({ breach, events, rights }) => (
        <article key={breach}>
          <h3>{t(`evidence:rules.breach.${breach}`)}</h3>
          <p class="rf-row rf-evidence-entries">
            <span>{t('evidence:rules.entries')}</span>
            {events.slice(0, SHOWN).map((n) => (
              <button
                type="button"
                class="rf-button rf-plain"
                aria-label={t('evidence:chain.go', { n })}
                onClick={() => onGo(n)}
                key={n}
              >
                {n}
              </button>
            ))}
            {events.length > SHOWN && <span>{t('evidence:chain.more', { count: events.length - SHOWN })}</span>}
          </p>
          <ul>
            {rights.map((id) => {
              const right = pack.rights.find((item) => item.id === id);
              return (
                right && (
                  <li key={id}>
                    <p lang={right.language}>{right.text}</p>
                    <p class="rf-small">
                      <Cited cited={citedRight(right, context.translator)} newTab={t('common:opensInNewTab')} />
                    </p>
                    <p lang={right.language}>{t('evidence:rules.act', { text: right.whatYouCanDo })}</p>
                  </li>
                )
              );
            })}
          </ul>
        </article>
      ))}
    </section>
  );
}
