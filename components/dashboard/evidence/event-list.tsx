import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type EventRow, type EvidenceStore, newestFirst } from '../../../lib/evidence/index.ts';
import type { PageContext } from '../../page/index.ts';
import { type ChainState, ChainTag, chainStates } from './chain-state.tsx';
import { KeptFile } from './kept-file.tsx';
import { type Platform, platformWord } from './platforms.ts';
import { type Checked, FIRST_ENTRIES } from './use-log.ts';
import { entryId, whenWord } from './words.ts';

// Enough for weeks of an ordinary log, and little enough to draw at once on an old phone. No more than these are ever in
// the document, however long the log is.
const PAGE = FIRST_ENTRIES;

function Entry({
  event,
  platforms,
  state,
  correctedBy,
  store,
  context,
  onCorrect,
}: {
  event: EventRow;
  platforms: readonly Platform[];
  state: ChainState;
  correctedBy: boolean;
  store: EvidenceStore;
  context: PageContext;
  onCorrect: () => void;
}) {
  const { t } = context.translator;
  const { n } = event;
  const fields = (
    [
      ['party', event.party],
      ['said', event.said],
      ['url', event.url ?? ''],
    ] as const
  ).filter(([, text]) => text !== '');
  return (
    <li>
      <article class="rf-evidence-entry" id={entryId(n)} tabIndex={-1} aria-labelledby={`${entryId(n)}-title`}>
        <h3 id={`${entryId(n)}-title`}>{whenWord(event, context.translator) ?? t('evidence:list.noTime')}</h3>
        <p class="rf-row">
          <span>{t('evidence:report.entry').replace('{n}', String(n))}</span>
          <ChainTag state={state} context={context} />
        </p>
        {event.corrects !== null && <p>{t('evidence:report.corrects').replace('{n}', String(event.corrects))}</p>}
        {correctedBy && <p>{t('evidence:report.corrected')}</p>}
        <p>
          {t(`evidence:report.channels.${event.channel}`)} · {t('evidence:report.fields.contacted')}:{' '}
          {t(`evidence:report.contacted.${event.contacted}`)}
        </p>
        <dl>
          {event.visit !== null && (
            <div>
              <dt>{t('dashboard:visits.name')}</dt>
              <dd dir="auto">{platformWord(event.visit, platforms)}</dd>
            </div>
          )}
          {fields.map(([name, text]) => (
            <div key={name}>
              <dt>{t(`evidence:report.fields.${name}`)}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
          {event.threats.length > 0 && (
            <div>
              <dt>{t('evidence:report.fields.threats')}</dt>
              <dd>{event.threats.map((threat) => t(`evidence:report.threats.${threat}`)).join(', ')}</dd>
            </div>
          )}
        </dl>
        {event.files.length > 0 && (
          <ul class="rf-evidence-files" aria-label={t('evidence:files.title')}>
            {event.files.map((file, at) => (
              <KeptFile file={file} store={store} context={context} key={`${at}-${file.sha256}`} />
            ))}
          </ul>
        )}
        <button type="button" class="rf-button rf-plain" onClick={onCorrect}>
          {t('evidence:list.correct', { n })}
        </button>
      </article>
    </li>
  );
}

/**
 * The entries as a timeline, newest first, `total` in all where the older ones are still being read. `about` is
 * the key of the platform whose entries are wanted, or '' for all, `goal` the entry that the user asked to be led to.
 */
export function EventList({
  entries,
  total: all,
  platforms,
  about,
  check,
  goal,
  store,
  context,
  onCorrect,
}: {
  entries: readonly EventRow[];
  total: number;
  platforms: readonly Platform[];
  about: string;
  check: Checked | null;
  goal: { n: number } | null;
  store: EvidenceStore;
  context: PageContext;
  onCorrect: (event: EventRow) => void;
}) {
  const { t } = context.translator;
  const [first, setFirst] = useState(0);
  const turned = useRef(false);
  const newest = useMemo(
    () => entries.filter(({ visit }) => about === '' || visit === about).sort(newestFirst),
    [entries, about],
  );
  const total = about === '' ? all : newest.length;
  const corrected = useMemo(() => new Set(entries.map((event) => event.corrects)), [entries]);
  const reached = useRef<{ n: number } | null>(null);
  const states = useMemo(() => chainStates(check), [check]);

  useEffect(() => {
    // Once there, later changes of the list must not take the keyboard back to it.
    if (!goal || reached.current === goal) return;
    const place = newest.findIndex((event) => event.n === goal.n);
    if (place >= 0) setFirst(place - (place % PAGE));
    const entry = document.getElementById(entryId(goal.n));
    if (!entry) return;
    reached.current = goal;
    entry.focus();
    entry.scrollIntoView({ block: 'center' });
  }, [goal, newest, first]);
  useEffect(() => {
    if (!turned.current) return;
    turned.current = false;
    // The button may be gone with the page before; reading goes on at the first of those that came.
    const entry = document.getElementById(entryId(newest[first]?.n ?? 0));
    entry?.focus();
    entry?.scrollIntoView({ block: 'start' });
  }, [first, newest]);
  const turn = (to: number) => {
    turned.current = true;
    setFirst(to);
  };
  const shown = newest.slice(first, first + PAGE);
  const older = total - first - shown.length;

  return (
    <section>
      <h2>{t('evidence:list.title')}</h2>
      <p>{total === 0 ? t('evidence:list.none') : t('evidence:list.count', { count: total })}</p>
      {first > 0 && (
        <button type="button" class="rf-button" onClick={() => turn(Math.max(0, first - PAGE))}>
          {t('evidence:list.newer', { count: first })}
        </button>
      )}
      <ol class="rf-evidence-list" start={first + 1}>
        {shown.map((event) => (
          <Entry
            event={event}
            platforms={platforms}
            state={check ? (states.get(event.n) ?? 'sound') : 'pending'}
            correctedBy={corrected.has(event.n)}
            store={store}
            context={context}
            onCorrect={() => onCorrect(event)}
            key={event.n}
          />
        ))}
      </ol>
      {older > 0 && (
        <button
          type="button"
          class="rf-button"
          disabled={newest.length <= first + PAGE}
          onClick={() => turn(first + PAGE)}
        >
          {t('evidence:list.older', { count: older })}
        </button>
      )}
    </section>
  );
}
