import type { ContactsRequest } from '../assessment/index.ts';
import { findBesides, findContactsRequests } from '../contacts/index.ts';
import { whatPageSays } from '../identity/index.ts';
import type { Snapshot } from '../page/index.ts';
import { findCurrencies, findPrices } from '../pricing/index.ts';
import { readPage } from '../recognise/index.ts';

/** Characters of text from which a page is read in several tasks. */
const LONG = 20_000;

/** What is made of a snapshot, and of requests that script files show; of a long one in several tasks, each after `nextTask`, so that none is long. */
export async function makeNews(
  snapshot: Snapshot,
  fromFiles: readonly ContactsRequest[],
  nextTask: () => Promise<void>,
) {
  const rest = () => (snapshot.counts.textLength > LONG ? nextTask() : undefined);
  await rest();
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
