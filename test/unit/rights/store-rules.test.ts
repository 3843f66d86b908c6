// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { checkStoreTexts, readStores, readStoreTexts, type StoreTextsFile } from '../../../scripts/lib/store-texts.ts';
import { fetchJson } from './files.ts';

const stores = await readStores();
const files = await readStoreTexts();
const ID = 'gp-permissions';

describe('a rule of a store', () => {
  it.each(LANGUAGES.map(({ tag }) => tag))('is told in %s', async (tag) => {
    const rights = openRights(fetchJson);
    const english = await rights.googlePlayRule();
    const rule = await rights.googlePlayRule(tag);
    expect(rule.language).toBe(tag);
    expect(rule).toMatchObject({ forbidden: english.forbidden, policy: english.policy, store: 'Google Play' });
    for (const field of ['text', 'source', 'caveat'] as const) {
      expect(rule[field]?.length).toBeGreaterThan(10);
      if (tag !== 'en') expect(rule[field]).not.toBe(english[field]);
    }
    expect(rule.caveat).toContain('READ_CALL_LOG');
  });

  it('is told in English, and marked so, where nobody translated it', async () => {
    const rule = await openRights(fetchJson).googlePlayRule('xx');
    expect(rule).toMatchObject({ language: 'en', text: expect.stringContaining('In Google Play') });
  });
});

describe('the check of translated rules of the stores', () => {
  const afterChange = (change: (file: StoreTextsFile) => void): string => {
    const copy = structuredClone(files);
    change(copy.id!);
    return checkStoreTexts(stores, copy)
      .map(({ level, file, message }) => `${level}: ${file}: ${message}`)
      .join('\n');
  };

  it('finds nothing wrong in what is shipped', () => {
    expect(checkStoreTexts(stores, files)).toEqual([]);
  });

  it('misses a language that has none', () => {
    const { ur: _, ...others } = files;
    expect(checkStoreTexts(stores, others)).toMatchObject([{ level: 'error', message: `${ID} is missing` }]);
  });

  it.each<[string, (file: StoreTextsFile) => void, RegExp]>([
    [
      'a rule that is gone',
      (file) => void Object.assign(file.rules, { gone: file.rules[ID] }),
      /error: .*gone is no rule/,
    ],
    ['a missing caveat', (file) => void delete file.rules[ID]!.caveat, /error: .*caveat is missing/],
    [
      'a sentence left in English',
      (file) => void Object.assign(file.rules[ID]!, { text: stores.stores[0]!.rules[0]!.text }),
      /error: .*text is English/,
    ],
    ['another language', (file) => void Object.assign(file, { language: 'ms' }), /error: .*is in ms/],
    [
      'English that changed since',
      (file) => void Object.assign(file.stamps!, { [ID]: '00000000' }),
      /warning: .*changed/,
    ],
    ['no stamp', (file) => void Object.assign(file, { stamps: {} }), /warning: .*no stamp/],
  ])('finds %s', (_, change, said) => {
    expect(afterChange(change)).toMatch(said);
  });
});
