// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { chooseLanguage, LANGUAGES, openTranslator } from '../../../lib/i18n/index.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const FIRST_SIGHT = ['warning', 'rules', 'common', 'popup', 'welcome'] as const;
// Names that stand in Latin letters in every language.
const NAMES = /Ringfence|Google Play|\bzip\b/g;
// Folders of other names. Portuguese stands there by country. Chrome passes over a folder of a language that it is not
// itself translated into, Firefox takes it.
const FOLDERS: Record<string, string> = { 'zh-CN': 'zh_CN', 'zh-TW': 'zh_TW', pt: 'pt_BR' };
const OWN_LETTERS: Record<string, RegExp> = {
  'zh-CN': /\p{Script=Han}/u,
  'zh-TW': /\p{Script=Han}/u,
  hi: /\p{Script=Devanagari}/u,
  th: /\p{Script=Thai}/u,
  bn: /\p{Script=Bengali}/u,
  ur: /\p{Script=Arabic}/u,
};

const others = LANGUAGES.filter((language) => language.tag !== 'en').map((language) => language.tag);
const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(ROOT + path, 'utf8'));
const locale = (tag: string, namespace: string) => read(`data/locales/${tag}/${namespace}.json`);

function texts(tree: unknown, path = ''): [key: string, text: string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree as object).flatMap(([key, value]) => texts(value, path ? `${path}.${key}` : key));
}

const placeholders = (text: string) => (text.match(/\{\{[^}]+\}\}/g) ?? []).sort();
const withoutNames = (text: string) => text.replace(/\{\{[^}]+\}\}/g, '').replace(NAMES, '');

describe.each(others)('the texts of the first sight in %s', (tag) => {
  it.each(FIRST_SIGHT)('has in %s the keys and the placeholders of English', async (namespace) => {
    const shape = async (language: string) =>
      Object.fromEntries(texts(await locale(language, namespace)).map(([key, text]) => [key, placeholders(text)]));
    expect(await shape(tag)).toEqual(await shape('en'));
  });

  it.each(FIRST_SIGHT)('says everything of %s, calmly and cleanly', async (namespace) => {
    for (const [key, text] of texts(await locale(tag, namespace))) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe('');
      expect(text, key).not.toMatch(/[!！¡�]/);
      expect(text, key).toBe(text.normalize('NFC'));
    }
  });

  it('leaves no title or reason of a rule in English', async () => {
    const english = new Map(texts(await locale('en', 'rules')));
    for (const [key, text] of texts(await locale(tag, 'rules'))) expect(text, key).not.toBe(english.get(key));
  });

  // Filled with a source of usual length. The first sight has room for forty words; some scripts set no spaces.
  it('keeps title and reason of a rule within forty words', async () => {
    const rules = (await locale(tag, 'rules')) as Record<string, { title: string; why: string }>;
    const segmenter = new Intl.Segmenter(tag, { granularity: 'word' });
    for (const [id, { title, why }] of Object.entries(rules)) {
      const filled = `${title} ${why}`
        .replace('{{source}}', 'Financial Services Authority register')
        .replace('{{date}}', '1 May 2026')
        .replace(/\{\{[^}]+\}\}/g, 'x');
      const words = /^(zh|th)/.test(tag)
        ? [...segmenter.segment(filled)].filter((part) => part.isWordLike)
        : filled.split(/\s+/);
      expect(words.length, id).toBeLessThanOrEqual(40);
    }
  });
});

it.each(Object.entries(OWN_LETTERS))(
  'writes everything of the first sight in the letters of %s',
  async (tag, letters) => {
    for (const namespace of FIRST_SIGHT) {
      for (const [key, text] of texts(await locale(tag, namespace))) {
        const words = withoutNames(text);
        expect(words, `${namespace}:${key}`).not.toMatch(/[a-z]{2}/i);
        if (/\p{L}/u.test(words)) expect(words, `${namespace}:${key}`).toMatch(letters);
      }
    }
  },
);

describe('the texts that the browser shows', () => {
  const tags = others.map((tag) => FOLDERS[tag] ?? tag);

  it('are there for every language of the interface, and for no other', async () => {
    expect((await readdir(`${ROOT}public/_locales`)).sort()).toEqual(['en', ...tags].sort());
  });

  it.each(tags)('are whole in %s and fit the manifest', async (tag) => {
    const messages = async (language: string) =>
      (await read(`public/_locales/${language}/messages.json`)) as Record<string, { message: string }>;
    const [own, english] = await Promise.all([messages(tag), messages('en')]);
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    for (const [key, { message }] of Object.entries(own)) {
      if (key !== 'name') expect(message, key).not.toBe(english[key]?.message);
    }
    // Chrome refuses a longer description.
    expect(own.description?.message.length).toBeLessThanOrEqual(132);
  });
});

describe('the choice of a language', () => {
  it.each([
    [['en-GB'], 'en'],
    [['zh'], 'zh-CN'],
    [['zh-SG'], 'zh-CN'],
    [['zh-Hans-HK'], 'zh-CN'],
    [['zh-HK'], 'zh-TW'],
    [['zh-MO'], 'zh-TW'],
    [['zh-Hant'], 'zh-TW'],
    [['ZH-tw'], 'zh-TW'],
    [['es-MX'], 'es'],
    [['pt-BR'], 'pt'],
    [['pt-PT'], 'pt'],
    [['in-ID'], 'id'],
    [['tl-PH'], 'fil'],
    [['sw-KE'], 'sw'],
    [['ur-PK'], 'ur'],
    [['fr', 'bn-BD', 'en'], 'bn'],
    [['en-US', 'hi'], 'en'],
    [['fr', 'de'], 'en'],
    [[], 'en'],
  ])('%j gives %s', (wanted, tag) => {
    expect(chooseLanguage(wanted).tag).toBe(tag);
  });

  it('has the direction of the script', () => {
    for (const { tag, dir } of LANGUAGES) expect(dir, tag).toBe(tag === 'ur' ? 'rtl' : 'ltr');
  });
});

it('shows English where a language has no text yet', async () => {
  const files = new Map<string, unknown>([
    ['locales/hi/common.json', { cancel: 'बंद करें' }],
    ['locales/en/common.json', { cancel: 'Cancel', undo: 'Undo' }],
    ['locales/en/storage.json', await locale('en', 'storage')],
  ]);
  const { t, language } = await openTranslator(['hi-IN'], ['common', 'storage'], async (path) => {
    if (!files.has(path)) throw new Error(`no ${path}`);
    return files.get(path);
  });
  expect(language.tag).toBe('hi');
  expect(t('common:cancel')).toBe('बंद करें');
  expect(t('common:undo')).toBe('Undo');
  const [first] = texts(await locale('en', 'storage'));
  expect((t as (key: string) => string)(`storage:${first?.[0]}`)).toBe(first?.[1]);
});
