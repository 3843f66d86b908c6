import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinPack, type PackFile, parsePack } from '../../lib/rights/index.ts';
import { checkLetters } from './check-letters.ts';
import type { Problem } from './problem.ts';
import { RIGHTS_FOLDER, readPackFiles, rightsIndex } from './rights-index.ts';
import { checkPackTexts, readPackTexts } from './rights-texts.ts';
import { checkStoreTexts, readStores, readStoreTexts } from './store-texts.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;

// Two numbers in one field: "999 / 112", "1800 1, 1800 2".
const TWO_NUMBERS = /\d\s*[/,;|]\s*\+?\d|\bor\b/;

/** First moment of an ISO date of any precision, in milliseconds since the epoch. */
function startOf(date: string): number {
  return Date.parse(date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date);
}

function lawKey(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

type Say = (level: Problem['level'], message: string) => void;

function checkReferences(pack: PackFile, say: Say): void {
  const laws = new Map(pack.laws.map((law) => [law.id, law]));
  const rights = new Map(pack.rights.map((right) => [right.id, right]));
  const cited = new Set(pack.rights.flatMap((right) => right.cites.map((cite) => cite.law)));
  for (const [kind, list] of [
    ['right', pack.rights],
    ['law', pack.laws],
    ['hotline', pack.help],
  ] as const) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id)) say('error', `${kind} ${id} stands there twice`);
      seen.add(id);
    }
  }
  for (const right of pack.rights) {
    if (!right.id.startsWith(`${pack.jurisdiction.toLowerCase()}-`))
      say('error', `right ${right.id} belongs to another place`);
    for (const cite of right.cites) {
      if (!laws.has(cite.law)) say('error', `right ${right.id} cites "${cite.law}", which is not in the pack`);
    }
    if (right.confidence !== 'recalled' && right.source === null) say('error', `right ${right.id} has no source`);
    if (right.confidence !== 'recalled' && right.source && right.source.quote === null) {
      say('error', `right ${right.id} is not recalled, yet its source quotes nothing`);
    }
  }
  for (const { id } of pack.laws) if (!cited.has(id)) say('error', `law ${id} is cited by no right`);
  const help = new Set(pack.help.map(({ id }) => id));
  for (const [door, ids] of Object.entries(pack.firstHelp)) {
    if (ids.length === 0) say('error', `door ${door} has no help`);
    for (const id of ids)
      if (!help.has(id)) say('error', `door ${door} names the help ${id}, which is not in the pack`);
  }
  const pointers = [
    ...pack.priceCaps.map(({ rightId }) => ['price cap', rightId] as const),
    ...pack.contactsRule.rightIds.map((id) => ['contacts rule', id] as const),
    ...(pack.collectionHours ? [['collection hours', pack.collectionHours.rightId] as const] : []),
  ];
  for (const [what, id] of pointers)
    if (!rights.has(id)) say('error', `${what} names the right ${id}, which is not in the pack`);
  for (const cap of pack.priceCaps) {
    const right = rights.get(cap.rightId);
    const law = right && laws.get(right.cites[0]?.law ?? '');
    if (cap.limit !== null && (right?.confidence === 'recalled' || law?.status !== 'in-force')) {
      say('error', `price cap of ${cap.rightId} has a number, but its right is recalled or not in force`);
    }
    if (cap.growth && (cap.kind !== 'total-cost' || cap.limit === null)) {
      say('error', `price cap of ${cap.rightId} grows with the term, but is no share of the loan with a number`);
    }
    if (cap.limit === 0 && !cap.growth) say('error', `price cap of ${cap.rightId} allows no price at all`);
    if (cap.scope.onlyIfTold && (cap.scope.lender === null || cap.limit === null)) {
      say('error', `price cap of ${cap.rightId} is asked about, but names no lender or has no number`);
    }
  }
}

function checkHelp(pack: PackFile, say: Say): void {
  for (const entry of pack.help) {
    if (entry.phone !== null && TWO_NUMBERS.test(entry.phone))
      say('error', `help ${entry.id} has two telephone numbers in one entry`);
    if (entry.phone === null && entry.url === null)
      say('warning', `help ${entry.id} has neither telephone nor address`);
    if (entry.confidence !== 'recalled' && entry.source === null) say('error', `help ${entry.id} has no source`);
  }
}

/** Which file said what of a law, by its folded title. */
type Instruments = Map<string, { status: string; force: string; file: string }>;

function checkInstruments(pack: PackFile, file: string, instruments: Instruments, say: Say): void {
  for (const law of pack.laws) {
    // A title may be common to places ("Civil Code"), so a law is known by title and jurisdiction; its original title too.
    for (const title of [law.title, law.originalTitle]) {
      if (title === null) continue;
      const key = `${pack.jurisdiction} ${lawKey(title)}`;
      const before = instruments.get(key);
      if (before && (before.status !== law.status || before.force !== law.force)) {
        say(
          'error',
          `"${title}" is ${law.status}/${law.force} here and ${before.status}/${before.force} in ${before.file}`,
        );
      } else if (before && before.file === file) {
        say('error', `"${title}" is listed twice`);
      }
      if (!before) instruments.set(key, { status: law.status, force: law.force, file });
    }
    if (law.status !== 'in-force' && law.status !== 'reported' && law.statusNote === null) {
      say('error', `law ${law.id} is ${law.status} without a note that says why`);
    }
  }
}

/** Problems of the given packs by file name, as of `now` (milliseconds since the epoch). Pure. */
export function checkPacks(packs: Record<string, PackFile>, now: number): Problem[] {
  const problems: Problem[] = [];
  const instruments: Instruments = new Map();
  for (const [name, pack] of Object.entries(packs)) {
    const file = `data/rights/${name}`;
    const say: Say = (level, message) => problems.push({ level, file, message });
    try {
      parsePack(pack);
    } catch (error) {
      say('error', (error as Error).message);
      continue;
    }
    if (name !== `${pack.jurisdiction}.json`) say('error', `is the pack of ${pack.jurisdiction}`);
    checkReferences(pack, say);
    checkHelp(pack, say);
    checkInstruments(pack, file, instruments, say);
    if (now - startOf(pack.asOf) > YEAR)
      say('warning', `state of the law is ${pack.asOf}, more than a year ago: look it up anew`);
  }
  return problems;
}

/**
 * Everything that is wrong in data/rights, in its translations, and in the letters and guidance that cite it. Errors: a missing source, a
 * citation that leads nowhere, an instrument with two statuses, two telephone numbers in one entry, a list out of step.
 * Warnings: a pack older than a year. Throws where a file cannot be read.
 */
export async function checkRights(now = Date.now()): Promise<Problem[]> {
  const packs = await readPackFiles();
  const problems = checkPacks(packs, now);
  const index = JSON.parse(await readFile(join(RIGHTS_FOLDER, 'index.json'), 'utf8'));
  if (JSON.stringify(index) !== JSON.stringify(rightsIndex(packs))) {
    problems.push({
      level: 'error',
      file: 'data/rights/index.json',
      message: 'is out of step with the packs; write it anew',
    });
  }
  if (problems.some(({ level }) => level === 'error')) return problems;
  return [
    ...problems,
    ...checkPackTexts(packs, await readPackTexts()),
    ...checkStoreTexts(await readStores(), await readStoreTexts()),
    ...(await checkLetters(new Map(Object.values(packs).map((pack) => [pack.jurisdiction, joinPack(pack)])))),
  ];
}
