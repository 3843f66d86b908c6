import type { PageContext } from '../../page/index.ts';
import type { Checked } from './use-log.ts';

const SHOWN_FAULTS = 50;

/** Checks the log at the user's wish, and says in words where something was changed. */
export function ChainCheck({
  check,
  count,
  context,
  onCheck,
  onGo,
}: {
  check: Checked | null;
  count: number;
  context: PageContext;
  onCheck: () => void;
  onGo: (n: number) => void;
}) {
  const { t } = context.translator;
  const faults = check
    ? [
        ...check.faults.map(({ n, what }) => ({
          n,
          here: what !== 'removed',
          text: t(`evidence:chain.fault.${what}`, { n }),
        })),
        ...check.files.map(({ n, name, what }) => ({
          n,
          here: true,
          text: t(`evidence:chain.fault.${what === 'missing' ? 'fileMissing' : 'fileAltered'}`, { n, name }),
        })),
      ]
    : [];
  const outcome = () => {
    if (!check) return t('evidence:chain.checking');
    if (!check.intact) return t('evidence:chain.broken');
    return t(check.withFiles ? 'evidence:chain.sound' : 'evidence:chain.soundEntries', { count });
  };
  return (
    <section>
      <h2>{t('evidence:chain.title')}</h2>
      <div role="status">
        <p>{outcome()}</p>
        {faults.length > 0 && (
          <ul class="rf-evidence-faults">
            {faults.slice(0, SHOWN_FAULTS).map(({ n, here, text }) => (
              <li key={text}>
                {text}{' '}
                {here && (
                  <button type="button" class="rf-button rf-plain" onClick={() => onGo(n)}>
                    {t('evidence:chain.go', { n })}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {faults.length > SHOWN_FAULTS && <p>{t('evidence:chain.more', { count: faults.length - SHOWN_FAULTS })}</p>}
        {check?.clockBack.slice(0, SHOWN_FAULTS).map((n) => (
          <p class="rf-small" key={n}>
            {t('evidence:chain.clockBack', { n })}
          </p>
        ))}
      </div>
      <button type="button" class="rf-button" onClick={onCheck}>
        {t('evidence:chain.check')}
      </button>
      {check && count > 0 && (
        <p class="rf-small">
          {t('evidence:chain.head')} <code class="rf-evidence-seal">{check.head}</code>
        </p>
      )}
    </section>
  );
}
