import { useEffect, useState } from 'preact/hooks';
import { observeSettings, readSettings } from '../../../lib/settings/index.ts';
import type { PageContext } from '../../page/index.ts';
import { observeScored, readScored, type Scored, type ScoredPage } from './scored-pages.ts';

/** For people who help to improve recognition: what each open page was taken for, and by what. */
export function DebugView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [on, setOn] = useState(context.settings.debug);
  const [scored, setScored] = useState<Scored>({ pages: [], dropped: 0 });
  useEffect(() => {
    const read = () => void readScored().then(setScored);
    void readSettings().then(({ debug }) => setOn(debug));
    read();
    const stops = [observeScored(read), observeSettings(({ debug }) => setOn(debug))];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <>
      <h1>{t('dashboard:debug.title')}</h1>
      {!on && (
        <p class="rf-notice">
          {t('dashboard:debug.off')} <a href="#settings">{t('settings:title')}</a>
        </p>
      )}
      {on && scored.pages.length === 0 && <p class="rf-notice">{t('dashboard:debug.none')}</p>}
      {on && scored.pages.map((page) => <Page page={page} context={context} key={page.tab} />)}
      {on && <p class="rf-small">{t('dashboard:debug.dropped', { number: `${scored.dropped}` })}</p>}
    </>
  );
}

function Page({ page, context }: { page: ScoredPage; context: PageContext }) {
  const { t } = context.translator;
  const { assessment, lending, contributions } = page;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(page, null, 2));
    setCopied(true);
  };
  return (
    <section>
      <h2>{assessment.host}</h2>
      <p class="rf-wrap">{assessment.url}</p>
      <p>
        {t('dashboard:debug.score', {
          kind: t(`common:kind.${assessment.kind}`),
          score: assessment.score.toFixed(3),
          lending: lending === null ? '–' : lending.toFixed(3),
        })}
      </p>
      <div class="rf-row">
        <button type="button" class="rf-button" onClick={() => void copy()}>
          {t('dashboard:debug.copy')} <span class="rf-unseen">{assessment.host}</span>
        </button>
        <p role="status" class="rf-visits-said">
          {copied && t('dashboard:debug.copied')}
        </p>
      </div>
      {contributions.length === 0 ? (
        <p>{t('dashboard:debug.noParts')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <section class="rf-scroll" aria-label={assessment.host} tabIndex={0}>
          <table class="rf-plain-table">
            <thead>
              <tr>
                {(['part', 'feature', 'value', 'weight', 'product', 'evidence'] as const).map((name) => (
                  <th scope="col" key={name}>
                    {t(`dashboard:debug.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {contributions.map(({ to, name, value, weight, evidence }) => (
                <tr key={`${to} ${name}`}>
                  <td>{t(`dashboard:debug.to.${to}`)}</td>
                  <td>{name}</td>
                  <td>{value.toFixed(3)}</td>
                  <td>{weight.toFixed(3)}</td>
                  <td>{(value * weight).toFixed(3)}</td>
                  <td>{evidence && `${evidence.text} (${evidence.where})`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
