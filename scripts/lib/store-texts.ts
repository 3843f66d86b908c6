import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '../../lib/i18n/index.ts';
import { parseStores, type Stores, type StoreTexts } from '../../lib/rights/index.ts';
import type { Problem } from './problem.ts';
import { RIGHTS_FOLDER } from './rights-index.ts';
import { stampOf } from './rights-texts.ts';

/** A file data/rights/texts/<tag>/app-stores.json as it stands. */
export type StoreTextsFile = StoreTexts & { stamps?: Record<string, string> };

/** The rules that users read, in the report on an app. */
const SHOWN = ['gp-permissions'];

const pathOf = (tag: string) => join(RIGHTS_FOLDER, 'texts', tag, 'app-stores.json');

/** The app stores with their rules. Throws where the file is not as it should be. */
export async function readStores(): Promise<Stores> {
  return parseStores(JSON.parse(await readFile(join(RIGHTS_FOLDER, 'app-stores.json'), 'utf8')));
}

/** The translated rules of the stores by the tag of their language. Throws where a file is no JSON. */
export async function readStoreTexts(): Promise<Record<string, StoreTextsFile>> {
  const tags = LANGUAGES.map(({ tag }) => tag).filter((tag) => existsSync(pathOf(tag)));
  const files = tags.map(async (tag) => [tag, JSON.parse(await readFile(pathOf(tag), 'utf8'))] as const);
  return Object.fromEntries(await Promise.all(files));
}

function englishRules({ stores }: Stores) {
  const rules = stores.flatMap((store) => store.rules);
  return new Map(rules.map(({ id, text, source, caveat }) => [id, { text, source: source?.title ?? null, caveat }]));
}

/** Writes into the files from which English words each rule was made; anew for those in `renewed` (`<tag>/app-stores`). */
export async function writeStoreStamps(renewed: readonly string[]): Promise<void> {
  const english = englishRules(await readStores());
  for (const [tag, file] of Object.entries(await readStoreTexts())) {
    const old = renewed.includes(`${tag}/app-stores`) ? {} : (file.stamps ?? {});
    const stamps: Record<string, string> = {};
    for (const id of Object.keys(file.rules)) {
      const rule = english.get(id);
      if (rule) stamps[id] = old[id] ?? stampOf(rule);
    }
    if (JSON.stringify(stamps) === JSON.stringify(file.stamps)) continue;
    await writeFile(pathOf(tag), `${JSON.stringify({ ...file, stamps }, null, 2)}\n`);
  }
}

/**
 * What is wrong in the translated rules of the stores. Errors: a language of the interface without a rule that users
 * read, words left in English, an entry in part. Warnings: English words that changed after the translation. Pure.
 */
export function checkStoreTexts(stores: Stores, files: Record<string, StoreTextsFile>): Problem[] {
  const english = englishRules(stores);
  return LANGUAGES.filter(({ tag }) => tag !== 'en').flatMap(({ tag }) => {
    const problems: Problem[] = [];
    const file = files[tag];
    const say = (level: Problem['level'], message: string) =>
      problems.push({ level, file: `data/rights/texts/${tag}/app-stores.json`, message });
    if (file && file.language !== tag) say('error', `is in ${file.language}`);
    for (const id of SHOWN) if (!file?.rules[id]) say('error', `${id} is missing`);
    for (const [id, entry] of Object.entries(file?.rules ?? {})) {
      const rule = english.get(id);
      if (!rule) {
        say('error', `${id} is no rule of a store`);
        continue;
      }
      for (const field of ['text', 'source', 'caveat'] as const) {
        if (rule[field] === null && entry[field]) say('error', `${id}: ${field} stands here, but not in English`);
        if (rule[field] !== null && !entry[field]) say('error', `${id}: ${field} is missing`);
        if (rule[field] !== null && entry[field] === rule[field]) say('error', `${id}: ${field} is English`);
      }
      if (!file?.stamps?.[id]) say('warning', `${id} has no stamp: run npm run data -- rights-texts`);
      else if (file.stamps[id] !== stampOf(rule))
        say('warning', `${id}: the English words have changed since; read it again`);
    }
    return problems;
  });
}
