import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataProblem } from './problem.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const LOCALES = join(ROOT, 'data/locales');

// What a person sees before choosing anything. Only these must be in every language; the rest falls back to English.
const FIRST_SIGHT = new Set(['warning', 'rules', 'common', 'popup', 'welcome']);

type Tree = { [key: string]: string | string[] | Tree };

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else if (Array.isArray(value)) value.forEach((text, i) => void found.set(`${here}#${i}`, text));
    else for (const [name, text] of leaves(value, here)) found.set(name, text);
  }
  return found;
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g))].sort().join(' ');

async function sourceText(): Promise<string> {
  const parts: string[] = [];
  for (const folder of ['components', 'entrypoints', 'lib']) {
    for (const entry of await readdir(join(ROOT, folder), { recursive: true })) {
      if (/\.tsx?$/.test(entry)) parts.push(await readFile(join(ROOT, folder, entry), 'utf8'));
    }
  }
  return parts.join('\n');
}

// `t('rules:${id}.title')` and the like: keys under these prefixes are named by data, not by code.
function namedByTemplate(key: string, source: string): boolean {
  const [namespace, path] = key.split(':') as [string, string];
  const steps = path.split('.');
  for (let i = 0; i < steps.length; i++) {
    const prefix = steps.slice(0, i).join('.');
    if (source.includes(`\`${namespace}:${prefix}${prefix ? '.' : ''}\${`)) return true;
  }
  return false;
}

/**
 * Holds the texts of all languages against English: missing keys, keys that English does not have, placeholders that
 * differ, and English keys that no code uses. Plural forms of a language (`_one`, `_few` …) count as their base key, and
 * every entry of an array as a key of its own. The namespaces of the first sight (warning, rules, common, popup, welcome)
 * must be there in every language; another namespace may be absent, because it is then shown in English, but a file that
 * is there must be complete.
 */
export async function checkLocales(): Promise<DataProblem[]> {
  const problems: DataProblem[] = [];
  const plural = /_(zero|one|two|few|many|other)$/;
  const source = await sourceText();
  const namespaces = (await readdir(join(LOCALES, 'en'))).filter((name) => name.endsWith('.json'));
  for (const name of namespaces) {
    const namespace = name.replace('.json', '');
    const english = leaves(JSON.parse(await readFile(join(LOCALES, 'en', name), 'utf8')));
    for (const key of new Set([...english.keys()].map((name) => name.replace(/#\d+$/, '')))) {
      const full = `${namespace}:${key.replace(plural, '')}`;
      if (!source.includes(`${full}'`) && !source.includes(`${full}\``) && !namedByTemplate(full, source)) {
        problems.push({ file: `data/locales/en/${name}`, reason: `${key}: no code uses this text` });
      }
    }
    for (const tag of await readdir(LOCALES)) {
      if (tag === 'en') continue;
      const file = `data/locales/${tag}/${name}`;
      const text = await readFile(join(LOCALES, tag, name), 'utf8').catch(() => null);
      if (text === null) {
        if (FIRST_SIGHT.has(namespace)) problems.push({ file, reason: 'is missing' });
        continue;
      }
      const other = leaves(JSON.parse(text));
      const bases = new Set([...other.keys()].map((key) => key.replace(plural, '')));
      for (const [key, words] of english) {
        const base = key.replace(plural, '');
        if (!bases.has(base)) problems.push({ file, reason: `${key}: missing` });
        const translated = other.get(key);
        // The form `one` may stand for more numbers than 1 (in Filipino for 1, 2, 3, 5 and more), so it may have to count.
        const counted = plural.test(key) ? (text: string) => text.replaceAll('{{count}}', '') : (text: string) => text;
        if (translated !== undefined && placeholders(counted(translated)) !== placeholders(counted(words))) {
          problems.push({ file, reason: `${key}: placeholders differ from English (${placeholders(words)})` });
        }
      }
      const englishBases = new Set([...english.keys()].map((key) => key.replace(plural, '')));
      for (const base of bases) if (!englishBases.has(base)) problems.push({ file, reason: `${base}: not in English` });
    }
  }
  return problems;
}
