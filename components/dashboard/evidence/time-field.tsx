import { useId, useMemo } from 'preact/hooks';
import { deviceZone, instantOf, isoLocal, offsetAt } from '../../../lib/evidence/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';

/** A local time as the user gives it: `YYYY-MM-DDTHH:MM`, its zone, and which of two where clocks were put back. */
export interface LocalMoment {
  local: string;
  zone: string;
  second: boolean;
}

/** A moment in milliseconds since the epoch, as clocks show it in a zone. */
export function momentAt(at: number, zone = deviceZone()): LocalMoment {
  return { local: isoLocal(at, offsetAt(at, zone)).slice(0, 16), zone, second: false };
}

/** Milliseconds since the epoch, or null where it is no time. */
export function atOf({ local, zone, second }: LocalMoment): number | null {
  const instant = instantOf(local.slice(0, 10), local.slice(11, 16), zone);
  return instant && ((second ? instant.later : null) ?? instant.at);
}

let known: string[] | null = null;

function zones(own: string): { value: string; text: string }[] {
  known ??= Intl.supportedValuesOf('timeZone');
  const names = [...new Set([deviceZone(), own, 'UTC', ...known])];
  return names.map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') }));
}

/** Date, time and zone, with a question or a note where clocks were changed at that time. */
export function TimeField({
  value,
  context,
  onChange,
}: {
  value: LocalMoment;
  context: PageContext;
  onChange: (value: LocalMoment) => void;
}) {
  const { t } = context.translator;
  const id = useId();
  // Hundreds of zones, which no key typed elsewhere in the form changes.
  const options = useMemo(() => zones(value.zone), [value.zone]);
  const instant = instantOf(value.local.slice(0, 10), value.local.slice(11, 16), value.zone);
  const kept = instant?.note === 'skipped' ? isoLocal(instant.at, instant.offset).slice(11, 16) : '';
  return (
    <>
      <p class="rf-stack">
        <label for={id}>
          <strong>{t('evidence:form.when')}</strong>
        </label>
        <input
          id={id}
          class="rf-field"
          type="datetime-local"
          required
          value={value.local}
          aria-describedby={`${id}-note`}
          onInput={(event) => onChange({ ...value, local: event.currentTarget.value, second: false })}
        />
        <span class="rf-small" id={`${id}-note`}>
          {instant === null && t('evidence:form.noTime')}
          {kept && t('evidence:form.skipped', { time: kept })}
        </span>
      </p>
      <Choice
        label={t('evidence:form.zone')}
        value={value.zone}
        options={options}
        onChoose={(zone) => onChange({ ...value, zone, second: false })}
      />
      {instant?.note === 'twice' && (
        <Choice
          label={t('evidence:form.twice')}
          value={value.second ? 'second' : 'first'}
          options={(['first', 'second'] as const).map((which) => ({ value: which, text: t(`evidence:form.${which}`) }))}
          onChoose={(which) => onChange({ ...value, second: which === 'second' })}
        />
      )}
    </>
  );
}
