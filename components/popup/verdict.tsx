import type { Explanation } from '../../lib/explain/index.ts';
import type { Translator } from '../../lib/i18n/index.ts';
import { trustSite, untrustSite } from '../../lib/settings/index.ts';
import { ContactCard, ExplanationSections } from '../explanation/index.ts';
import { SeverityTag } from '../theme/index.ts';
import { pageAsks } from './ask-background.ts';
import type { CurrentTab } from './current-tab.ts';

/** The verdict on the tab: the same words as the warning in the page. */
export function Verdict({
  current,
  explanation,
  translator,
  onTrust,
}: {
  current: CurrentTab;
  explanation: Explanation | null;
  translator: Translator;
  onTrust: (trusted: boolean) => void;
}) {
  const { assessment, host } = current;
  const { t } = translator;
  if (!assessment || assessment.severity === 'none') {
    return (
      <section class="rf-verdict" aria-labelledby="rf-verdict">
        <h1 id="rf-verdict">{t('popup:title')}</h1>
        <p>{host === null ? t('popup:unread') : t('popup:quiet')}</p>
      </section>
    );
  }
  if (!explanation) {
    // The laws are still being fetched: the finding stands already, and "nothing here" would be a lie.
    return (
      <section class="rf-verdict" aria-labelledby="rf-verdict" aria-busy="true">
        <SeverityTag severity={assessment.severity} label={t(`common:severity.${assessment.severity}`)} />
        <h1 id="rf-verdict">{t('popup:title')}</h1>
      </section>
    );
  }
  const trust = async () => {
    await trustSite(
      assessment.host,
      assessment.reasons.map((reason) => reason.rule),
      Date.now(),
    );
    onTrust(true);
  };
  const untrust = async () => {
    await untrustSite(assessment.host);
    onTrust(false);
  };
  return (
    <section class="rf-verdict" aria-labelledby="rf-verdict">
      <SeverityTag severity={explanation.severity} label={explanation.severityLabel} />
      <h1 id="rf-verdict">{explanation.title}</h1>
      <p>{explanation.why}</p>
      {current.trusted && <p>{t('warning:trusted')}</p>}
      <ContactCard explanation={explanation} />
      <details class="rf-section">
        <summary>{t('warning:more')}</summary>
        <ExplanationSections
          explanation={explanation}
          contact={false}
          {...(current.id === null ? {} : { asks: pageAsks(current.id, assessment.jurisdiction.page) })}
        />
      </details>
      <button type="button" class="rf-button rf-plain" onClick={() => void (current.trusted ? untrust() : trust())}>
        {current.trusted ? t('warning:untrust') : t('warning:trust')}
      </button>
    </section>
  );
}
