import type { ContactsRequest } from '../assessment/index.ts';
import { findBesides, findContactsRequests } from '../contacts/index.ts';
import { whatPageSays } from '../identity/index.ts';
import type { Snapshot } from '../page/index.ts';
import { findCurrencies, findPrices } from '../pricing/index.ts';
import { readPage } from '../recognise/index.ts';

/** Milliseconds of work after which the page gets its turn. */
const TURN = 12;

/**
 * A rest that is due only when the work since the last one took some 12 ms; `nextTask` gives a promise that resolves in a
 * later task. A small page is so read in one task, and a large one in none that is long.
 */
export function restsWhenDue(nextTask: () => Promise<void>, now = () => performance.now()): () => Promise<void> {
  let from = now();
  return async () => {
    if (now() - from < TURN) return;
    await nextTask();
    from = now();
  };
}

/** What is made of a snapshot, and of requests that script files show. `rest` is awaited between its parts. */
export async function makeNews(snapshot: Snapshot, fromFiles: readonly ContactsRequest[], rest: () => Promise<void>) {
  const contacts = [...findContactsRequests(snapshot), ...fromFiles].slice(0, 40);
  await rest();
  const finds = findBesides(snapshot, contacts);
  await rest();
  const reading = readPage(snapshot, { store: finds.listing !== null });
  await rest();
  const identity = whatPageSays(snapshot);
  await rest();
  const prices = findPrices(snapshot);
  await rest();
  return { reading, contacts, identity, finds, prices, currencies: findCurrencies(snapshot) };
}

/** What the controls of a page are called. */
export const controlNames = ({ controls }: Snapshot): Set<string> =>
  new Set(controls.map(({ key, label, type }) => `${key} ${label} ${type}`));

/** A form of which no field is left after another took its place is the next step of a wizard: a page of its own. */
export const isNextStep = (before: ReadonlySet<string>, now: ReadonlySet<string>): boolean =>
  before.size > 1 && now.size > 1 && now.isDisjointFrom(before);
