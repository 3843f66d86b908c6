import { useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type EventRow, standing, suggestRules } from '../../../lib/evidence/index.ts';
import type { PageContext } from '../../page/index.ts';
import { FailureNotice } from '../failure/index.ts';
import { Choice } from '../settings/index.ts';
import { ChainCheck } from './chain-check.tsx';
import { EventForm } from './event-form.tsx';
import { EventList } from './event-list.tsx';
import { ExportPanel } from './export-panel.tsx';
import { HoursMap } from './hours-map.tsx';
import { platformsOf, usePlatforms } from './platforms.ts';
import { Suggestions } from './suggestions.tsx';
import { useHomePack, useLog } from './use-log.ts';

const NONE: EventRow[] = [];

/** The evidence log: what happened, whether it is unchanged, what it shows, and how to take it along. */
export function EvidenceView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const log = useLog();
  const pack = useHomePack(context.translator.language.tag);
  const [corrects, setCorrects] = useState<EventRow | null>(null);
  const [said, setSaid] = useState('');
  const [goal, setGoal] = useState<{ n: number } | null>(null);
  const isPrivate = browser.extension.inIncognitoContext;
  const { store, check, failure } = log;
  const entries = log.entries ?? NONE;
  const platforms = usePlatforms(store);
  const [about, setAbout] = useState('');
  const named = useMemo(() => platformsOf(entries, platforms), [entries, platforms]);
  // Of all entries, what stands: a correction may say that one is about another platform.
  const timed = useMemo(
    () => (about ? standing(entries).filter(({ visit }) => visit === about) : entries),
    [entries, about],
  );
  const listed = log.entries ?? log.newest?.entries;
  const suggestions = useMemo(() => (pack ? suggestRules(entries, pack) : []), [entries, pack]);
  const done = (kept: { n: number; words: string } | null) => {
    setSaid(kept?.words ?? '');
    setCorrects(null);
    // The form of the correction goes, and the keyboard must not be left in the void.
    if (corrects) go(kept?.n ?? corrects.n);
  };
  const go = (n: number) => {
    // The entry may be about another platform than the chosen one.
    setAbout('');
    setGoal({ n });
  };

  return (
    <>
      <h1>{t('evidence:title')}</h1>
      <p>{t('evidence:intro')}</p>
      {isPrivate && <p class="rf-notice">{t('evidence:privateWindow')}</p>}
      {failure && (
        <FailureNotice title={t('evidence:cannotRead')} failure={failure} context={context} onAgain={log.refresh} />
      )}
      {store && (
        <EventForm
          store={store}
          corrects={corrects}
          platforms={platforms}
          isPrivate={isPrivate}
          context={context}
          onDone={done}
          key={corrects ? `corrects-${corrects.n}` : 'new'}
        />
      )}
      <p role="status">{said}</p>
      <section>
        <h2>{t('evidence:picture.title')}</h2>
        <p>{t('evidence:picture.how')}</p>
      </section>
      {store && listed ? (
        <>
          {named.length > 0 && (
            <Choice
              label={t('evidence:list.about')}
              value={about}
              options={[
                { value: '', text: t('evidence:list.all') },
                ...named.map(({ key, text }) => ({ value: key, text })),
              ]}
              onChoose={(key) => {
                // The list begins anew, and must not lead to where the user was led before.
                setGoal(null);
                setAbout(key);
              }}
            />
          )}
          <EventList
            entries={listed}
            total={log.entries?.length ?? log.newest?.total ?? 0}
            platforms={platforms}
            about={about}
            check={check}
            goal={goal}
            key={about}
            store={store}
            context={context}
            onCorrect={setCorrects}
          />
          {log.entries && (entries.length > 0 || (check && !check.intact)) ? (
            <>
              <ChainCheck check={check} count={entries.length} context={context} onCheck={log.checkAll} onGo={go} />
              {pack !== undefined && (
                <>
                  <HoursMap entries={timed} pack={pack} context={context} />
                  <Suggestions suggestions={suggestions} pack={pack} context={context} onGo={go} />
                  {/* Not before the law is read: a report made sooner would leave out the rules without a word. */}
                  <ExportPanel
                    store={store}
                    entries={entries}
                    suggestions={suggestions}
                    pack={pack}
                    context={context}
                  />
                </>
              )}
            </>
          ) : null}
        </>
      ) : (
        !failure && <p role="status">{t('evidence:reading')}</p>
      )}
    </>
  );
}
