import { useEffect, useState } from 'preact/hooks';
import { citedRight } from '../../../lib/explain/index.ts';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { placeName } from '../../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { HELP_CASES, openRights, type Pack, type Right, TOPICS } from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import { Guidance, StepParts } from '../../guidance/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';

const rights = openRights(fetchPackagedJson);

function RightEntry({ right, context }: { right: Right; context: PageContext }) {
  const { t } = context.translator;
  return (
    <li>
      <p lang={right.language}>{right.text}</p>
      <p lang={right.language}>{right.whatYouCanDo}</p>
      <p class="rf-small">
        <Cited
          cited={citedRight(right, context.translator)}
          newTab={t('common:opensInNewTab')}
          more={right.inForceSince && t('rights:since', { date: right.inForceSince })}
        />
      </p>
    </li>
  );
}

function PackView({ pack, context }: { pack: Pack; context: PageContext }) {
  const { t } = context.translator;
  const background = pack.rights.filter((right) => right.shown === 'background');
  return (
    <>
      <p class="rf-small">
        {t(`rights:depth.${pack.depth}`)} · {t('common:information', { asOf: pack.asOf })}
      </p>
      <h2>{t('rights:contacts')}</h2>
      <StepParts parts={['contacts-rule']} pack={pack} context={context} heading="h3" />
      {TOPICS.map((topic) => {
        const items = pack.rights.filter((right) => right.topic === topic && right.shown !== 'background');
        if (items.length === 0) return null;
        return (
          <section key={topic}>
            <h2>{t(`rights:topic.${topic}`)}</h2>
            <ul>
              {items.map((right) => (
                <RightEntry right={right} context={context} key={right.id} />
              ))}
            </ul>
          </section>
        );
      })}
      <StepParts
        parts={['crisis', 'help', 'debt-advice', 'registers', 'credit-reports']}
        pack={pack}
        context={context}
        heading="h2"
      />
      {background.length > 0 && (
        <details class="rf-section">
          <summary>{t('rights:background')}</summary>
          <ul>
            {background.map((right) => (
              <RightEntry right={right} context={context} key={right.id} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The law of a country, topic by topic, each right with its citation, standing and source; and the three guides. */
export function RightsView({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const [places, setPlaces] = useState<string[]>([]);
  const [place, setPlace] = useState<string | null>(null);
  const [pack, setPack] = useState<Pack | null>(null);
  const [door, setDoor] = useState(() => HELP_CASES.find((name) => location.hash === `#rights/${name}`) ?? null);

  useEffect(() => {
    void rights.index().then(({ packs }) => setPlaces(packs.map((entry) => entry.jurisdiction)));
    void homeJurisdiction().then(setPlace);
  }, []);
  useEffect(() => {
    if (place === null) setPack(null);
    else void rights.pack(place, language.tag).then(setPack);
  }, [place, language]);

  return (
    <div class="rf-narrow">
      <h1>{t('rights:title')}</h1>
      <Choice
        label={t('rights:place')}
        value={place ?? ''}
        options={[
          { value: '', text: '—' },
          ...places
            .map((code) => ({ value: code, text: placeName(code, language.tag) }))
            .sort((a, b) => a.text.localeCompare(b.text, language.tag)),
        ]}
        onChoose={(code) => setPlace(code || null)}
      />
      <h2>{t('rights:guide')}</h2>
      <div class="rf-row">
        {HELP_CASES.map((name) => (
          <button
            type="button"
            class="rf-button"
            aria-pressed={door === name}
            onClick={() => setDoor(door === name ? null : name)}
            key={name}
          >
            {t(`popup:door.${name}`)}
          </button>
        ))}
      </div>
      {door && (
        <Guidance
          door={door}
          place={place}
          context={context}
          openTool={(address) => {
            location.hash = address;
          }}
        />
      )}
      {pack ? <PackView pack={pack} context={context} /> : <p class="rf-notice">{t('rights:choose')}</p>}
    </div>
  );
}
