import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Look } from './look.ts';

const LOCALES = join(import.meta.dirname, '../../../data/locales');

type Tree = { [key: string]: string | string[] | Tree };

function leaves(tree: Tree | string | string[], path: string): [key: string, text: string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key));
}

/** All texts of a language by `namespace:key`; files that are not there are left out. */
export async function textsOf(tag: string): Promise<Map<string, string>> {
  const files = (await readdir(join(LOCALES, tag))).filter((name) => name.endsWith('.json'));
  const all = await Promise.all(
    files.map(async (name) =>
      leaves(JSON.parse(await readFile(join(LOCALES, tag, name), 'utf8')), '').map(([key, text]): [string, string] => [
        `${name.replace('.json', '')}:${key}`,
        text,
      ]),
    ),
  );
  return new Map(all.flat());
}

/** Names and signs that are the same in every language, or in those that write with Latin letters. */
const NAMES = new Set([
  ...[
    'Ringfence',
    'Android',
    'Google Play',
    'Google',
    'Firefox',
    'Chrome',
    'WhatsApp',
    'Telegram',
    'zip',
    'CSV',
    'PDF',
  ],
  ...['SHA-256', 'JSON', 'APK', 'SMS', 'APR', 'ID', 'URL', 'EU'],
]);

const words = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0;

/** Texts of English, ready to be found again on a screen in another language. */
export class English {
  #plain = new Map<string, string[]>();
  #filled: { pattern: RegExp; key: string }[] = [];

  constructor(texts: ReadonlyMap<string, string>) {
    for (const [key, text] of texts) {
      const parts = text.split(/\{\{[^}]+\}\}/);
      if (parts.length === 1) this.#plain.set(text, [...(this.#plain.get(text) ?? []), key]);
      // With few words of its own, a sentence with gaps would fit anything.
      else if (words(parts.join(' ')) >= 3) {
        const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.{0,300}');
        this.#filled.push({ pattern: new RegExp(`^${pattern.trim()}$`), key });
      }
    }
  }

  /** The keys whose English words a text is. */
  keysOf(text: string): string[] {
    return this.#plain.get(text) ?? this.#filled.filter(({ pattern }) => pattern.test(text)).map(({ key }) => key);
  }
}

/**
 * Texts of a screen that stand in English though the language has words of its own for them. What is marked as English
 * (`lang="en"`: sentences of a law that nobody has translated) and names are no fault. Words that a language really
 * shares with English, such as "SMS" or "Text message" in the Philippines, are those for which its own file has the same
 * one or two words. `marked` texts come from data with a language of its own.
 */
export function untranslated({ texts }: Look, english: English, own: ReadonlyMap<string, string>): string[] {
  const faults = texts.flatMap(({ text, lang, marked, at }) => {
    if ((marked && lang.split('-')[0] === 'en') || NAMES.has(text)) return [];
    const keys = english.keysOf(text);
    const shared = words(text) <= 2 && keys.some((key) => own.get(key) === text);
    return keys.length === 0 || shared ? [] : [`${at}: “${text}” is the English of ${keys.join(', ')}`];
  });
  return [...new Set(faults)];
}

const LETTERS: Record<string, string> = {
  ...{ a: 'ä', b: 'ƀ', c: 'ç', d: 'đ', e: 'é', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'ï', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ' },
  ...{ o: 'ö', p: 'þ', q: 'ɋ', r: 'ř', s: 'š', t: 'ť', u: 'ü', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž' },
};
/** Letters of the long word: of a label, and of a text of three words or more. */
const LONG = { label: 14, text: 24 };

/**
 * English as a language of long words: every letter with an accent, every text longer by two fifths, and in each text
 * one word without a break, as German has them: of at least 14 letters in a label, of 24 in a longer text. What stands in braces stays.
 */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]+\}\})/);
  const all = parts.flatMap((part, index) => (index % 2 ? [] : (part.match(/\p{L}+/gu) ?? [])));
  const longest = all.reduce((best, word) => (word.length > best.length ? word : best), '');
  const least = all.length < 3 ? LONG.label : LONG.text;
  const want = Math.max(least, longest.length + Math.ceil(text.length * 0.4));
  let done = longest === '';
  const stretched = (part: string) =>
    part.replace(/\p{L}+/gu, (word) => {
      if (done || word !== longest) return word;
      done = true;
      return word.repeat(Math.ceil(want / word.length)).slice(0, Math.min(want, 40));
    });
  return parts
    .map((part, index) =>
      index % 2
        ? part
        : [...stretched(part)]
            .map((char) => LETTERS[char] ?? LETTERS[char.toLowerCase()]?.toUpperCase() ?? char)
            .join(''),
    )
    .join('');
}

/** A file of texts in the pseudo language. */
export function pseudoTree<T>(tree: T): T {
  if (typeof tree === 'string') return pseudo(tree) as T;
  if (Array.isArray(tree)) return tree.map(pseudoTree) as T;
  return Object.fromEntries(Object.entries(tree as object).map(([key, value]) => [key, pseudoTree(value)])) as T;
}
