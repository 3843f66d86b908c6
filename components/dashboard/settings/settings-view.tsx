import { useEffect, useState } from 'preact/hooks';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { LANGUAGES, placeName } from '../../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import {
  changeSettings,
  managedSettings,
  observeSettings,
  RETENTION_DAYS,
  readSettings,
  type Settings,
} from '../../../lib/settings/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from './choice.tsx';
import { Erase } from './erase.tsx';
import { NeverRecorded } from './never-recorded.tsx';
import { TrustedSites } from './trusted-sites.tsx';

/** The settings: where, language, colours, what warns, what is kept, whom to trust, and erasing everything. */
export function SettingsView({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const [settings, setSettings] = useState<Settings>(context.settings);
  const [places, setPlaces] = useState<string[]>([]);
  const [guess, setGuess] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const [managed, setManaged] = useState<ReadonlySet<keyof Settings>>(new Set());

  useEffect(() => {
    void openRights(fetchPackagedJson)
      .index()
      .then(({ packs }) => setPlaces(packs.map((pack) => pack.jurisdiction)));
    void homeJurisdiction().then(setGuess);
    const follow = (now: Settings) => {
      setSettings(now);
      void managedSettings().then(setManaged);
    };
    void readSettings().then(follow);
    return observeSettings(follow);
  }, []);

  const change = async (part: Partial<Settings>) => {
    await changeSettings(part);
    // A policy can stand above the choice; what is shown is what holds.
    setSettings(await readSettings());
    setSaved(true);
    if (part.theme) document.documentElement.dataset.theme = part.theme;
    if (part.language) location.reload();
  };
  const nameOf = (code: string) => placeName(code, language.tag);
  const unset =
    settings.jurisdiction === null && guess
      ? t('settings:placeGuess', { place: nameOf(guess) })
      : t('settings:placeUnset');

  return (
    <div class="rf-narrow">
      <h1>{t('settings:title')}</h1>
      {managed.size > 0 && <p class="rf-notice">{t('settings:managed')}</p>}
      <p role="status">{saved && t('settings:saved')}</p>
      <Choice
        label={t('settings:place')}
        locked={managed.has('jurisdiction')}
        note={t('settings:placeWhy')}
        value={settings.jurisdiction ?? ''}
        options={[
          { value: '', text: unset },
          ...places
            .map((code) => ({ value: code, text: nameOf(code) }))
            .sort((a, b) => a.text.localeCompare(b.text, language.tag)),
        ]}
        onChoose={(code) => void change({ jurisdiction: code || null })}
      />
      <Choice
        label={t('settings:language')}
        locked={managed.has('language')}
        value={settings.language}
        options={[
          { value: 'auto', text: t('settings:languageAuto') },
          ...LANGUAGES.map(({ tag, name, reviewed }) => ({
            value: tag,
            text: reviewed ? name : t('settings:unreviewed', { name }),
          })),
        ]}
        onChoose={(tag) => void change({ language: tag })}
      />
      <Choice
        label={t('settings:theme')}
        locked={managed.has('theme')}
        value={settings.theme}
        options={(['auto', 'light', 'dark'] as const).map((value) => ({
          value,
          text: t(`settings:themeChoice.${value}`),
        }))}
        onChoose={(theme) => void change({ theme })}
      />
      <Choice
        label={t('settings:warnFrom')}
        locked={managed.has('warnFrom')}
        note={t('settings:warnWhy')}
        value={settings.warnFrom}
        options={(['info', 'caution', 'danger'] as const).map((value) => ({
          value,
          text: t(`settings:warnFromChoice.${value}`),
        }))}
        onChoose={(warnFrom) => void change({ warnFrom })}
      />
      <p>
        <label class="rf-check">
          <input
            type="checkbox"
            checked={settings.recording}
            disabled={managed.has('recording')}
            onChange={(event) => void change({ recording: event.currentTarget.checked })}
          />{' '}
          {t('settings:recording')}
        </label>
      </p>
      <Choice
        label={t('settings:retention')}
        locked={managed.has('retentionDays')}
        note={t('settings:retentionWhy')}
        value={`${settings.retentionDays}`}
        options={RETENTION_DAYS.map((days) => ({
          value: `${days}` as const,
          text: t(`settings:retentionChoice.${days}`),
        }))}
        onChoose={(days) => void change({ retentionDays: RETENTION_DAYS.find((value) => `${value}` === days) ?? 365 })}
      />
      <TrustedSites context={context} />
      <NeverRecorded context={context} />
      <section>
        <h2>{t('settings:data')}</h2>
        <p>
          <a href="#backup">{t('settings:backup')}</a>
        </p>
      </section>
      <p>
        <label class="rf-check">
          <input
            type="checkbox"
            checked={settings.debug}
            disabled={managed.has('debug')}
            onChange={(event) => void change({ debug: event.currentTarget.checked })}
          />{' '}
          {t('settings:debug')}
        </label>
      </p>
      {settings.debug && (
        <p>
          <a href="#debug">{t('settings:scores')}</a>
        </p>
      )}
      <Erase context={context} />
    </div>
  );
}
