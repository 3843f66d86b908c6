import { useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/index.ts';
import type { Captured } from './capture-tab.ts';
import type { CurrentTab } from './current-tab.ts';

/** The button that keeps a picture of the page as evidence, and what came of it. Nothing where there is no web page. */
export function KeepPicture({
  current,
  translator,
  onOpen,
}: {
  current: CurrentTab;
  translator: Translator;
  onOpen: () => void;
}) {
  const { t } = translator;
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Captured | null>(null);
  if (current.host === null) return null;
  if (current.isPrivate) return <p class="rf-small">{t('popup:picture.private')}</p>;

  const keep = async () => {
    setBusy(true);
    setResult(null);
    // The log and its database are loaded for those who use them only: the popup has to be there at once.
    const { captureTab } = await import('./capture-tab.ts');
    setResult(await captureTab(current.assessment));
    setBusy(false);
  };
  const words = () => {
    if (busy) return t('popup:picture.working');
    if (!result) return '';
    if (result.ok) {
      const lasting = result.persistence ? ` ${t(`popup:picture.persistence.${result.persistence}`)}` : '';
      return `${t('popup:picture.kept', { n: result.n })}${lasting}`;
    }
    const { reason } = result;
    return reason === 'refused' || reason === 'moved' ? t(`popup:picture.${reason}`) : t(`storage:${reason}`);
  };
  return (
    <section class="rf-stack" aria-label={t('popup:picture.keep')}>
      <button type="button" class="rf-button rf-door" aria-disabled={busy} onClick={() => void (busy || keep())}>
        {t('popup:picture.keep')}
      </button>
      <p role="status">{words()}</p>
      {result?.ok && (
        <button type="button" class="rf-button rf-plain" onClick={onOpen}>
          {t('popup:picture.open')}
        </button>
      )}
    </section>
  );
}
