// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { givenQuestion } from '../../../lib/explain/index.ts';
import { openTranslator } from '../../../lib/i18n/index.ts';
import { fetchJson } from '../rights/files.ts';

const open = (tag: string) => openTranslator([tag], ['common', 'reach', 'warning'], fetchJson);
const call = { name: 'SECP', phone: '021-111-117-327' };

describe('a value inside a sentence', () => {
  it('keeps its own direction in Urdu: no group of a telephone number changes its place', async () => {
    const { t } = await open('ur');
    expect(t('common:callHelp', call)).toBe('\u2068SECP\u2069: \u2068021-111-117-327\u2069');
  });

  it('stands unmarked in a language from the left', async () => {
    for (const tag of ['en', 'hi']) {
      const { t } = await open(tag);
      expect(t('common:callHelp', call)).toBe('SECP: 021-111-117-327');
    }
  });

  it('can still be put in later by the page, which has no translator', async () => {
    const question = givenQuestion(
      { host: 'loan.example', way: 'file', people: 3, kind: 'application' },
      await open('ur'),
    );
    for (const name of ['{{name}}', '{{phones}}', '{{emails}}'])
      expect(question.person).toContain(`\u2068${name}\u2069`);
    for (const text of [question.some, question.more]) expect(text).toContain('\u2068{{count}}\u2069');
  });
});

it('has no invisible mark of direction in the texts themselves, where nobody would see it go', async () => {
  const folder = new URL('../../../data/locales/ur/', import.meta.url);
  for (const name of await readdir(folder)) {
    expect(await readFile(new URL(name, folder), 'utf8'), name).not.toMatch(/\p{Bidi_Control}/u);
  }
});
