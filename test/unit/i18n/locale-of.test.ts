// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, localeOf, openTranslator } from '../../../lib/i18n/index.ts';

describe('the locale of numbers and dates', () => {
  it.each<[string, string[], string | null, string]>([
    // The browser's own, where it is of the language of the interface.
    ['en', ['en-IN', 'en'], 'PH', 'en-IN'],
    ['en', ['hi-IN', 'en-GB'], 'IN', 'en-GB'],
    ['es', ['es-MX'], null, 'es-MX'],
    ['zh-TW', ['zh-HK', 'zh-TW'], null, 'zh-HK'],
    ['fil', ['tl-PH'], null, 'fil-PH'],
    // A language alone says nothing of the place.
    ['en', ['en'], 'IN', 'en-IN'],
    // The place, where the browser speaks another language.
    ['en', ['id-ID'], 'IN', 'en-IN'],
    ['zh-TW', ['en-US'], 'MY', 'zh-Hant-MY'],
    ['zh-CN', ['zh-TW'], 'SG', 'zh-Hans-SG'],
    ['id', ['en-US'], 'ID', 'id-ID'],
    // Nothing is known of the place, or what is known is none.
    ['en', ['id-ID'], null, 'en'],
    ['zh-TW', ['en-US'], null, 'zh-TW'],
    ['en', ['id-ID'], 'nowhere', 'en'],
  ])('of %s with a browser in %j and a home in %s is %s', (tag, languages, home, locale) => {
    expect(localeOf(LANGUAGES.find((language) => language.tag === tag)!, languages, home)).toBe(locale);
  });

  it('groups numbers and orders days as the place does', () => {
    const india = localeOf(LANGUAGES[0]!, ['hi-IN'], 'IN');
    expect(new Intl.NumberFormat(india).format(120_000)).toBe('1,20,000');
    const day = new Intl.DateTimeFormat(india, { dateStyle: 'long', timeZone: 'UTC' });
    expect(day.format(Date.UTC(2026, 10, 25))).toBe('25 November 2026');
  });

  it('comes with the texts, and is that of the wanted languages where no place is told', async () => {
    const fetchJson = async (path: string) => JSON.parse(await readFile(`data/${path}`, 'utf8'));
    const told = await openTranslator(['en'], ['common'], fetchJson, { languages: ['id-ID'], home: 'IN' });
    expect(told.language).toMatchObject({ tag: 'en', locale: 'en-IN' });
    expect((await openTranslator(['en-GB'], ['common'], fetchJson)).language.locale).toBe('en-GB');
    expect((await openTranslator(['en'], ['common'], fetchJson)).language.locale).toBe('en');
  });
});
