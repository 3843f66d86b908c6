import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type EventRow, type Failure, getMeta, observeChanges } from '../../../lib/database/index.ts';
import {
  type EvidenceStore,
  type LogCheck,
  NO_HASH,
  newestEvents,
  verifyChain,
  verifyLog,
} from '../../../lib/evidence/index.ts';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';
import { painted } from '../painted.ts';

/** What checking found, and whether the attached files were checked too or only the entries. */
export type Checked = LogCheck & { withFiles: boolean };

/** Entries read before all others: as many as the page shows. */
export const FIRST_ENTRIES = 50;

/** The log as the page shows it. `check` is null while checking. */
export interface Log {
  store: VisitStore | null;
  /** The newest entries and how many there are in all, until `entries` has them all. */
  newest: { entries: EventRow[]; total: number } | null;
  entries: EventRow[] | null;
  check: Checked | null;
  failure: Failure | null;
  /** Reads the log again. */
  refresh: () => void;
  /** Checks entries and files. */
  checkAll: () => void;
}

/** Entries taken in at a time, so that a log of thousands holds the page up nowhere. */
const PAGE = 1000;

// One transaction, so that the entries and their end belong together.
function readLog(store: EvidenceStore) {
  return store.database.run(['events', 'meta'], 'readonly', async (tx) => {
    const entries: EventRow[] = [];
    for (let last = PAGE; last === PAGE; ) {
      const after = IDBKeyRange.lowerBound(entries.at(-1)?.n ?? Number.NEGATIVE_INFINITY, true);
      const page = await tx.objectStore('events').getAll(after, PAGE);
      entries.push(...page);
      last = page.length;
    }
    return { entries, end: (await getMeta(tx, 'chain')) ?? { count: 0, hash: NO_HASH } };
  });
}

/** Reads the log, checks its entries, and follows every change of it, whichever page makes it. */
export function useLog(): Log {
  const [store, setStore] = useState<VisitStore | null>(null);
  const [newest, setNewest] = useState<Log['newest']>(null);
  const [entries, setEntries] = useState<EventRow[] | null>(null);
  const [check, setCheck] = useState<Checked | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // A slow answer must not replace a newer one.
  const turn = useRef(0);

  const load = useCallback(async (from: VisitStore) => {
    turn.current += 1;
    const mine = turn.current;
    const read = await readLog(from);
    if (mine !== turn.current) return;
    if (!read.ok) return setFailure(read);
    setFailure(null);
    setEntries(read.value.entries);
    setCheck(null);
    const found = await verifyChain(read.value.entries, read.value.end);
    if (mine === turn.current) setCheck({ ...found, files: [], withFiles: false });
  }, []);

  useEffect(() => {
    void openVisits().then(async (opened) => {
      setStore(opened);
      const first = await newestEvents(opened, FIRST_ENTRIES);
      if (first.ok) {
        setNewest(first.value);
        await painted();
      }
      void load(opened);
    });
  }, [load]);
  useEffect(() => {
    if (!store) return;
    return observeChanges(({ store: changed }) => {
      if (changed === 'events') void load(store);
    });
  }, [store, load]);

  const checkAll = async (from: VisitStore) => {
    turn.current += 1;
    const mine = turn.current;
    setCheck(null);
    // What is shown must be what was checked, even where something outside this page changed a row in silence.
    const [read, found] = [await readLog(from), await verifyLog(from)];
    if (mine !== turn.current) return;
    if (!read.ok) return setFailure(read);
    if (!found.ok) return setFailure(found);
    setEntries(read.value.entries);
    setCheck({ ...found.value, withFiles: true });
  };

  return {
    store,
    newest,
    entries,
    check,
    failure,
    refresh: () => store && void load(store),
    checkAll: () => store && void checkAll(store),
  };
}

/**
 * The rights pack of the user's home in a language of the interface: undefined while it is read, null where no place or
 * no pack is known.
 */
export function useHomePack(language: string): Pack | null | undefined {
  const [pack, setPack] = useState<Pack | null | undefined>(undefined);
  useEffect(() => {
    const load = async () => {
      const home = await homeJurisdiction();
      return home ? openRights(fetchPackagedJson).pack(home, language) : null;
    };
    // Without the law the log still works: it is then shown as for an unknown place.
    load().then(setPack, () => setPack(null));
  }, [language]);
  return pack;
}
