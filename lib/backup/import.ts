import {
  announce,
  type EventRow,
  getMeta,
  type Result,
  success,
  type Transaction,
  together,
} from '../database/index.ts';
import { type ChainCheck, verifyChain } from '../evidence/index.ts';
import { historyOf, type VisitStore } from '../visits/index.ts';
import { type EvidenceMerge, mergeEvidence, mergeVisit, toStored } from './merge.ts';
import type { BackupContents, ImportIssue } from './read.ts';

/** `merge` adds to what is here; `replace` erases what is here first. */
export type ImportMode = 'merge' | 'replace';

/** How many rows of a kind an import adds, changes or leaves as they are, and takes away. */
export interface Effect {
  added: number;
  merged: number;
  removed: number;
}

/** What an import will do, before it does anything. */
export interface ImportPreview {
  mode: ImportMode;
  exported: string | null;
  visits: Effect;
  debts: Effect;
  budget: 'none' | 'added' | 'kept' | 'replaced';
  evidence: {
    outcome: EvidenceMerge | 'replaced';
    entries: number;
    /** Entries of the log here that the import takes away. */
    removed: number;
    /** What checking the file's own chain found. */
    check: ChainCheck;
    /** Attachments that the file names without holding them. */
    missingFiles: number;
  };
  rejected: number;
  issues: ImportIssue[];
}

const STORES = ['visits', 'assessments', 'trash', 'meta', 'debts', 'events', 'files'] as const;
type ImportTransaction = Transaction<[...typeof STORES], 'readwrite'>;
const BATCH = 500;

function effect(file: Iterable<string>, here: ReadonlySet<IDBValidKey>, mode: ImportMode): Effect {
  const keys = [...file];
  const known = keys.filter((key) => here.has(key)).length;
  if (mode === 'replace') return { added: keys.length, merged: 0, removed: here.size };
  return { added: keys.length - known, merged: known, removed: 0 };
}

function missing(contents: BackupContents): number {
  const named = new Set(contents.events.flatMap((event) => event.files.map((file) => file.sha256)));
  return [...named].filter((hash) => !contents.files.has(hash)).length;
}

function checkChain(contents: BackupContents): Promise<ChainCheck> {
  return verifyChain(contents.events as EventRow[], contents.chain ?? undefined);
}

/** What an import in this mode would do. Writes nothing. */
export async function previewImport(
  store: VisitStore,
  contents: BackupContents,
  mode: ImportMode,
): Promise<Result<ImportPreview>> {
  const check = await checkChain(contents);
  return store.database.run(['visits', 'debts', 'meta', 'events'], 'readonly', async (tx) => {
    const [visits, debts, budget, events] = await Promise.all([
      tx.objectStore('visits').getAllKeys(),
      tx.objectStore('debts').getAllKeys(),
      getMeta(tx, 'budget'),
      tx.objectStore('events').getAll(),
    ]);
    const replace = mode === 'replace';
    let budgetEffect: ImportPreview['budget'] = 'none';
    if (contents.budget) budgetEffect = !budget ? 'added' : replace ? 'replaced' : 'kept';
    return {
      mode,
      exported: contents.exported,
      visits: effect(contents.visits.keys(), new Set(visits), mode),
      debts: effect(contents.debts.keys(), new Set(debts), mode),
      budget: budgetEffect,
      evidence: {
        outcome: replace ? 'replaced' : mergeEvidence(events, contents.events, check.intact),
        entries: contents.events.length,
        removed: replace ? events.length : 0,
        check,
        missingFiles: missing(contents),
      },
      rejected: contents.rejected,
      issues: contents.issues,
    };
  });
}

async function importVisits(tx: ImportTransaction, contents: BackupContents): Promise<void> {
  const [visits, assessments] = [tx.objectStore('visits'), tx.objectStore('assessments')];
  const all = [...contents.visits.values()];
  for (let from = 0; from < all.length; from += BATCH) {
    const files = all.slice(from, from + BATCH).map(toStored);
    const here = await Promise.all(
      files.map(async ({ row }) => {
        const [known, entries] = await Promise.all([visits.get(row.key), assessments.getAll(historyOf(row.key))]);
        return known ? { row: known, entries } : null;
      }),
    );
    await together(
      files.flatMap((file, index) => {
        const known = here[index];
        const { row, entries } = known ? mergeVisit(known, file) : file;
        // Numbers of a known history may go beyond those of the new one, so that is written over a clean place.
        const clear = known ? [() => assessments.delete(historyOf(row.key))] : [];
        return [...clear, () => visits.put(row), ...entries.map((entry) => () => assessments.put(entry))];
      }),
    );
  }
}

async function importPlan(tx: ImportTransaction, contents: BackupContents): Promise<void> {
  const debts = tx.objectStore('debts');
  const here = new Set(await debts.getAllKeys());
  const news = [...contents.debts.values()].filter((debt) => !here.has(debt.id));
  await together(news.map((debt) => () => debts.put(debt)));
  if (contents.budget && !(await getMeta(tx, 'budget'))) await tx.objectStore('meta').put(contents.budget);
  const never = (await getMeta(tx, 'policy'))?.never ?? [];
  if (contents.never.length > 0) {
    await tx.objectStore('meta').put({ id: 'policy', never: [...new Set([...never, ...contents.never])] });
  }
}

async function importEvidence(
  tx: ImportTransaction,
  contents: BackupContents,
  intact: boolean,
): Promise<EvidenceMerge> {
  const events = tx.objectStore('events');
  const outcome = mergeEvidence(await events.getAll(), contents.events, intact);
  if (outcome === 'diverged' || outcome === 'none') return outcome;
  const files = tx.objectStore('files');
  await together(
    [...contents.files].map(
      ([hash, blob]) =>
        () =>
          files.put({ sha256: hash, blob }),
    ),
  );
  if (outcome === 'same') return outcome;
  await together((contents.events as EventRow[]).map((event) => () => events.put(event)));
  const last = contents.events.reduce((a, b) => (b.n > a.n ? b : a));
  // The end as the file has it, so that what was cut off in the file still shows after the import; but never before the
  // last entry, or nothing could be added any more.
  const end = contents.chain && contents.chain.count >= last.n ? contents.chain : { count: last.n, hash: last.hash };
  await tx.objectStore('meta').put({ id: 'chain', count: end.count, hash: end.hash });
  return outcome;
}

/**
 * Does what `previewImport` showed, in one transaction: all of it, or nothing where anything fails. Gives what happened
 * to the evidence log.
 */
export async function applyImport(
  store: VisitStore,
  contents: BackupContents,
  mode: ImportMode,
): Promise<Result<EvidenceMerge>> {
  const { intact } = await checkChain(contents);
  const result = await store.database.run([...STORES], 'readwrite', async (tx) => {
    if (mode === 'replace') await Promise.all(STORES.map((name) => tx.objectStore(name).clear()));
    await importVisits(tx, contents);
    await importPlan(tx, contents);
    return importEvidence(tx, contents, intact);
  });
  if (!result.ok) return result;
  for (const changed of ['visits', 'policy', 'trash', 'debts', 'budget', 'events'] as const) {
    announce({ store: changed, keys: null });
  }
  return success(result.value);
}
