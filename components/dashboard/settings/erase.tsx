import { useState } from 'preact/hooks';
import { eraseEverything } from '../../../lib/erase/index.ts';
import type { PageContext } from '../../page/index.ts';

type Phase = { is: 'idle' } | { is: 'asking' } | { is: 'erased'; left: number } | { is: 'failed' };

/** Erases all that is stored, after one question, and says what is left: nothing. */
export function Erase({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [phase, setPhase] = useState<Phase>({ is: 'idle' });
  const erase = async () => {
    const result = await eraseEverything();
    setPhase(result.ok ? { is: 'erased', left: result.value } : { is: 'failed' });
  };
  return (
    <section>
      <h2>{t('settings:erase')}</h2>
      <p>{t('settings:eraseWhy')}</p>
      {phase.is === 'asking' ? (
        <div role="alertdialog" aria-label={t('settings:eraseSure')}>
          <p>{t('settings:eraseSure')}</p>
          <div class="rf-row">
            <button type="button" class="rf-button rf-primary" onClick={() => setPhase({ is: 'idle' })}>
              {t('common:cancel')}
            </button>
            <button type="button" class="rf-button" onClick={() => void erase()}>
              {t('settings:eraseYes')}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" class="rf-button" onClick={() => setPhase({ is: 'asking' })}>
          {t('settings:erase')}
        </button>
      )}
      <p role="status">
        {phase.is === 'erased' && t('settings:erased', { left: String(phase.left) })}
        {phase.is === 'failed' && t('settings:eraseFailed')}
      </p>
    </section>
  );
}
