import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '../../lib/i18n/index.ts';
import { lenderKinds, type PackFile, type PackTexts } from '../../lib/rights/index.ts';
import type { Problem } from './problem.ts';
import { RIGHTS_FOLDER } from './rights-index.ts';

/** A file data/rights/texts/<tag>/<CC>.json as it stands. */
export type PackTextsFile = Partial<PackTexts> & {
  language: string;
  jurisdiction: string;
  rights: PackTexts['rights'];
  stamps?: Record<string, string>;
};

const FOLDER = join(RIGHTS_FOLDER, 'texts');

// The rules of the app stores stand beside the packs: scripts/lib/store-texts.ts reads them.
const isPack = (name: string) => /(?:^|\/)[A-Z]{2}\.json$/.test(name);

/** All translated pack files by `<tag>/<CC>`, parsed as they stand. Throws with the file's name where one is not JSON. */
export async function readPackTexts(): Promise<Record<string, PackTextsFile>> {
  const files: Record<string, PackTextsFile> = {};
  const entries = await readdir(FOLDER, { recursive: true }).catch(() => []);
  for (const entry of entries.filter(isPack).sort()) {
    try {
      files[entry.replace('.json', '')] = JSON.parse(await readFile(join(FOLDER, entry), 'utf8'));
    } catch (error) {
      throw new Error(`data/rights/texts/${entry}: ${(error as Error).message}`);
    }
  }
  return files;
}

type Entry = Record<string, string | null>;

/** What a translation may hold of a pack: its entries in English, by `section/id`. */
function englishEntries(pack: PackFile): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { id, text, whatYouCanDo, caveat } of pack.rights) {
    entries.set(`rights/${id}`, { text, whatYouCanDo, caveat });
  }
  for (const { id, title, statusNote } of pack.laws) entries.set(`laws/${id}`, { title, statusNote });
  for (const { id, name, whatFor } of pack.help) entries.set(`help/${id}`, { name, whatFor });
  for (const { name, howToCheck } of pack.registers) entries.set(`registers/${name}`, { name, howToCheck });
  for (const { name, howOften } of pack.creditReports) entries.set(`creditReports/${name}`, { name, howOften });
  for (const name of lenderKinds(pack)) entries.set(`lenders/${name}`, { text: name });
  entries.set('priceNote', { text: pack.priceNote });
  entries.set('contactsRule', { text: pack.contactsRule.text });
  return entries;
}

function translatedEntries(file: PackTextsFile): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const section of ['rights', 'laws', 'help', 'registers', 'creditReports'] as const) {
    for (const [id, { ...entry }] of Object.entries(file[section] ?? {})) {
      if ('parts' in entry) delete (entry as { parts?: unknown }).parts;
      entries.set(`${section}/${id}`, entry as Entry);
    }
  }
  for (const [name, text] of Object.entries(file.lenders ?? {})) entries.set(`lenders/${name}`, { text });
  if (file.priceNote) entries.set('priceNote', { text: file.priceNote });
  if (file.contactsRule) entries.set('contactsRule', { text: file.contactsRule });
  return entries;
}

/** Eight digits that change when English words do. */
export function stampOf(entry: Entry): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 8);
}

/**
 * The stamps of a file: those it has, and new ones for entries without; all anew where `renew`. Entries that are gone
 * lose theirs.
 */
export function stampsOf(file: PackTextsFile, pack: PackFile, renew: boolean): Record<string, string> {
  const english = englishEntries(pack);
  const stamps: Record<string, string> = {};
  for (const key of translatedEntries(file).keys()) {
    const source = english.get(key);
    if (source) stamps[key] = (!renew && file.stamps?.[key]) || stampOf(source);
  }
  return stamps;
}

/** Writes the stamps of all files into them; `renewed` names files (`<tag>/<CC>`) to stamp wholly anew. */
export async function writeStamps(packs: Record<string, PackFile>, renewed: readonly string[]): Promise<void> {
  for (const [name, file] of Object.entries(await readPackTexts())) {
    const pack = packs[`${file.jurisdiction}.json`];
    if (!pack) throw new Error(`data/rights/texts/${name}.json: there is no pack of ${file.jurisdiction}`);
    const stamps = stampsOf(file, pack, renewed.includes(name));
    if (JSON.stringify(stamps) === JSON.stringify(file.stamps)) continue;
    await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify({ ...file, stamps }, null, 2)}\n`);
  }
}

/** How much is translated, a line a language: packs, rights, and everything a reader sees. */
export function coverage(packs: Record<string, PackFile>, files: Record<string, PackTextsFile>): string[] {
  const all = Object.values(packs).map(englishEntries);
  const whole = all.reduce((sum, entries) => sum + entries.size, 0);
  return LANGUAGES.filter(({ tag }) => tag !== 'en').map(({ tag }) => {
    const own = Object.values(files).filter(({ language }) => language === tag);
    const rights = own.reduce((sum, file) => sum + Object.keys(file.rights).length, 0);
    const entries = own.reduce((sum, file) => sum + translatedEntries(file).size, 0);
    const allRights = Object.values(packs).reduce((sum, pack) => sum + pack.rights.length, 0);
    return `${tag}: ${own.length} of ${all.length} packs, ${rights} of ${allRights} rights, ${entries} of ${whole} entries`;
  });
}

type Say = (level: Problem['level'], message: string) => void;

function checkEntries(file: PackTextsFile, pack: PackFile, say: Say): void {
  const english = englishEntries(pack);
  let unstamped = 0;
  for (const [key, entry] of translatedEntries(file)) {
    const source = english.get(key);
    if (!source) {
      say('error', `${key} is not in the pack of ${pack.jurisdiction}`);
      continue;
    }
    for (const [field, words] of Object.entries(source)) {
      if (words === null && entry[field]) say('error', `${key}: ${field} stands here, but not in English`);
      if (words !== null && !entry[field]) say('error', `${key}: ${field} is missing`);
      // Names and titles may be the same in both languages; sentences are not.
      const named = field === 'name' || field === 'title';
      if (words !== null && entry[field] === words && !named) say('error', `${key}: ${field} is English`);
    }
    const stamp = file.stamps?.[key];
    if (!stamp) unstamped += 1;
    else if (stamp !== stampOf(source)) say('warning', `${key}: the English words have changed since; read it again`);
  }
  for (const [id, { parts = {} }] of Object.entries(file.rights)) {
    const cites = pack.rights.find((right) => right.id === id)?.cites ?? [];
    for (const key of Object.keys(parts)) {
      if (!cites.some((cite) => cite.parts === key)) say('error', `rights/${id} does not cite "${key}"`);
    }
  }
  for (const key of Object.keys(file.stamps ?? {})) {
    if (!english.has(key)) say('error', `the stamp ${key} is not in the pack of ${pack.jurisdiction}`);
  }
  if (unstamped > 0) say('warning', `${unstamped} entries have no stamp: run npm run data -- rights-texts`);
}

/**
 * What is wrong in the translated packs. Errors: a language or place that is not there, an id that the pack does not
 * have, an entry in part. Warnings: English words that changed after the translation. Pure.
 */
export function checkPackTexts(packs: Record<string, PackFile>, files: Record<string, PackTextsFile>): Problem[] {
  const problems: Problem[] = [];
  for (const [name, file] of Object.entries(files)) {
    const say: Say = (level, message) => problems.push({ level, file: `data/rights/texts/${name}.json`, message });
    if (name !== `${file.language}/${file.jurisdiction}`) say('error', `is ${file.language}/${file.jurisdiction}`);
    if (file.language === 'en' || !LANGUAGES.some(({ tag }) => tag === file.language)) {
      say('error', `${file.language} is no language to translate into`);
    }
    const pack = packs[`${file.jurisdiction}.json`];
    if (!pack) say('error', `there is no pack of ${file.jurisdiction}`);
    else checkEntries(file, pack, say);
  }
  return problems;
}
