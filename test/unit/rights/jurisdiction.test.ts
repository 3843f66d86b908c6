// @vitest-environment node
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessHomeJurisdiction, guessPageJurisdiction, openRights, packCode } from '../../../lib/rights/index.ts';
import { fetchJson } from './files.ts';

const page = { host: 'example.com', lang: '', currencies: [], marks: [], record: null };

describe("the user's jurisdiction", () => {
  it.each([
    ['Asia/Shanghai', ['zh-CN'], 'CN'],
    ['Asia/Calcutta', ['en-US'], 'IN'],
    ['Asia/Makassar', ['id'], 'ID'],
    ['America/Indiana/Knox', ['en-US'], 'US'],
    ['Europe/Berlin', ['de'], 'EU'],
    ['Europe/London', ['pl'], 'GB'],
    ['Africa/Nairobi', ['en-GB'], 'KE'],
    ['Africa/Lagos', [], 'NG'],
    ['America/Tijuana', ['es-MX'], 'MX'],
    ['Australia/Perth', [], 'AU'],
  ])('is told by the time zone %s', (timeZone, languages, code) => {
    expect(guessHomeJurisdiction({ timeZone, languages })).toBe(code);
  });

  it('is told by the languages where the browser hides its place', () => {
    expect(guessHomeJurisdiction({ timeZone: 'UTC', languages: ['en-US', 'fil'] })).toBe('PH');
    expect(guessHomeJurisdiction({ timeZone: 'Atlantic/Reykjavik', languages: ['es-AR', 'es-MX'] })).toBe('MX');
    expect(guessHomeJurisdiction({ timeZone: '', languages: ['zh-Hant-TW'] })).toBe('TW');
    expect(guessHomeJurisdiction({ timeZone: '', languages: ['de-AT'] })).toBe('EU');
  });

  it('is left open where nothing tells, and abroad', () => {
    expect(guessHomeJurisdiction({ timeZone: 'UTC', languages: ['en-US', 'en'] })).toBeNull();
    expect(guessHomeJurisdiction({ timeZone: 'Asia/Tokyo', languages: ['zh-CN'] })).toBeNull();
    expect(guessHomeJurisdiction({ timeZone: 'America/Indianapolis Colts', languages: [] })).toBeNull();
  });
});

describe("the page's jurisdiction", () => {
  it('is that of its list record before all else', () => {
    expect(guessPageJurisdiction({ ...page, host: 'x.co.id', record: 'PH' })).toEqual({ code: 'PH', by: 'record' });
    expect(guessPageJurisdiction({ ...page, record: 'DE' })).toEqual({ code: 'EU', by: 'record' });
  });

  it('is told by marks, domain, currency and language, in that order of weight', () => {
    expect(guessPageJurisdiction({ ...page, marks: ['Berizin dan diawasi oleh OJK'], currencies: ['INR'] })).toEqual({
      code: 'ID',
      by: 'mark',
    });
    expect(guessPageJurisdiction({ ...page, host: 'loans.example.co.ke' })).toEqual({ code: 'KE', by: 'domain' });
    expect(guessPageJurisdiction({ ...page, currencies: ['₦'] })).toEqual({ code: 'NG', by: 'currency' });
    expect(guessPageJurisdiction({ ...page, lang: 'vi' })).toEqual({ code: 'VN', by: 'language' });
    expect(guessPageJurisdiction({ ...page, marks: ['沪ICP备12345678号'] })).toEqual({ code: 'CN', by: 'mark' });
  });

  it('adds clues up', () => {
    const mixed = { ...page, host: 'cash.example.in', currencies: ['Rp'], lang: 'id' };
    expect(guessPageJurisdiction(mixed)).toBeNull();
    expect(guessPageJurisdiction({ ...mixed, currencies: ['Rp', '₹'] })?.code).toBe('IN');
  });

  it('reads marks as words, not as parts of words', () => {
    expect(guessPageJurisdiction({ ...page, marks: ['carbine project, arbitrage, sbsx'] })).toBeNull();
    expect(guessPageJurisdiction({ ...page, marks: ['Registered with RBI.'] })?.code).toBe('IN');
  });

  it('tells nothing of a bare English page, of example.co and of the dollar', () => {
    expect(guessPageJurisdiction({ ...page, host: 'example.co', lang: 'en-US', currencies: ['$', 'USD'] })).toBeNull();
  });

  it('never fails, whatever a page says of itself', () => {
    const codes = new Set([
      'AU',
      'BD',
      'BR',
      'CN',
      'CO',
      'EU',
      'GB',
      'GH',
      'HK',
      'ID',
      'IN',
      'KE',
      'LK',
      'MX',
      'MY',
      'NG',
      'PE',
      'PH',
      'PK',
      'SG',
      'TH',
      'TW',
      'TZ',
      'UG',
      'US',
      'VN',
      'ZA',
    ]);
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.array(fc.string()),
        fc.array(fc.string({ unit: 'binary' })),
        (host, lang, currencies, marks) => {
          const found = guessPageJurisdiction({ host, lang, currencies, marks, record: null });
          return found === null || codes.has(found.code);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('hints', () => {
  it('fit their schema and name no place without a pack', async () => {
    const hints = (await fetchJson('rights/hints.json')) as { places: Record<string, unknown> };
    const schema = (await fetchJson('rights/hints.schema.json')) as object;
    expect(new Ajv({ allErrors: true }).validate(schema, hints)).toBe(true);
    const { packs } = await openRights(fetchJson).index();
    expect(Object.keys(hints.places).sort()).toEqual(packs.map(({ jurisdiction }) => jurisdiction).sort());
  });

  it('send members of the EU to its pack', () => {
    expect(packCode('fr')).toBe('EU');
    expect(packCode('CH')).toBe('CH');
  });
});
