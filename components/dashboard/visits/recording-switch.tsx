import { useEffect, useId, useState } from 'preact/hooks';
import { changeSettings, managedSettings, observeSettings, readSettings } from '../../../lib/settings/index.ts';
import type { PageContext } from '../../page/index.ts';

/** Whether visits are recorded, with the way to pause it. Off-limits where an organisation has decided it. */
export function RecordingSwitch({
  context,
  recording,
  onChange,
}: {
  context: PageContext;
  recording: boolean;
  onChange: (recording: boolean) => void;
}) {
  const { t } = context.translator;
  const id = useId();
  const [managed, setManaged] = useState(false);
  useEffect(() => {
    void readSettings().then((settings) => onChange(settings.recording));
    void managedSettings().then((names) => setManaged(names.has('recording')));
    return observeSettings((settings) => onChange(settings.recording));
  }, [onChange]);
  return (
    <p class="rf-visits-recording">
      <button
        type="button"
        role="switch"
        class="rf-switch"
        aria-checked={recording}
        aria-describedby={id}
        disabled={managed}
        onClick={() => void changeSettings({ recording: !recording })}
      >
        <span class="rf-switch-track" aria-hidden="true" />
        {t('dashboard:visits.recording')}
      </button>{' '}
      <span class="rf-small" id={id}>
        {recording ? t('dashboard:visits.recordingOn') : t('dashboard:visits.recordingOff')}
        {managed && ` ${t('settings:managedOne')}`}
      </span>
    </p>
  );
}
