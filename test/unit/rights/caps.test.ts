// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fittingCaps, openRights } from '../../../lib/rights/index.ts';
import { fetchJson } from './files.ts';

const rights = openRights(fetchJson);
const { capsFor, collectionHours } = rights;
const capFor = async (...asked: Parameters<typeof capsFor>) => (await capsFor(...asked))[0] ?? null;
const unknown = { amount: null, termDays: null };

describe('price caps', () => {
  it('knows that the 24 % of China bind some kinds of lenders only', async () => {
    expect(await capFor('CN', 'nominal', unknown)).toMatchObject({ limit: 0.24, counts: 'all-in', sure: false });
    const micro = { ...unknown, lender: ['重庆晴天小额贷款有限公司'] };
    expect(await capFor('CN', 'nominal', micro)).toMatchObject({ rightId: 'cn-rate-cap-microloan', sure: true });
    expect(await capFor('CN', 'effective', unknown)).toBeNull();
  });

  it('holds the Philippine cap against small short loans alone', async () => {
    const small = { amount: 8000, termDays: 90, on: '2026-05-01' };
    expect(await capFor('PH', 'nominal', small)).toMatchObject({ sure: false });
    expect(await capFor('PH', 'nominal', { ...small, lender: ['Sunny Lending Corp.'] })).toMatchObject({ sure: true });
    expect((await capsFor('PH', 'nominal', small)).map(({ limit, counts }) => [limit, counts])).toEqual([
      [0.73, 'stated-interest'],
      [1.46, 'all-in'],
    ]);
    expect(await capFor('PH', 'total-cost', small)).toMatchObject({ limit: 1 });
    expect(await capFor('PH', 'effective', small)).toBeNull();
    expect(await capFor('PH', 'nominal', { ...small, amount: 10_001 })).toBeNull();
    expect(await capFor('PH', 'nominal', { ...small, termDays: 200 })).toBeNull();
    expect(await capFor('PH', 'nominal', { ...small, on: '2026-03-31' })).toBeNull();
    expect(await capFor('PH', 'nominal', { ...small, amount: null })).toBeNull();
    expect(await capFor('PH', 'nominal', { ...small, termDays: null })).toBeNull();
  });

  it('does not accuse a lawful British payday lender by its yearly rate', async () => {
    const month = { amount: 200, termDays: 30, effective: 12.7 };
    expect(await capFor('GB', 'effective', month)).toBeNull();
    expect(await capFor('GB', 'nominal', month)).toBeNull();
    const caps = await capsFor('GB', 'total-cost', month);
    expect(caps.map(({ limit, effect, sure }) => [limit, effect, sure])).toEqual([
      [0.24, 'unenforceable', true],
      [1, 'unenforceable', true],
    ]);
    expect(await capFor('GB', 'total-cost', { ...month, termDays: 400 })).toBeNull();
    expect(await capFor('GB', 'total-cost', { ...month, effective: 0.5 })).toBeNull();
    expect(await capFor('GB', 'total-cost', { amount: 200, termDays: 30 })).toBeNull();
  });

  it('takes the criminal limit, not the presumption, in Hong Kong', async () => {
    expect(await capFor('HK', 'effective', unknown)).toMatchObject({ limit: 0.48, effect: 'criminal', sure: false });
    const said = async (...lender: string[]) => (await capFor('HK', 'effective', { ...unknown, lender }))?.sure;
    expect(await said('晴天財務有限公司', '放債人牌照號碼 1234/2026')).toBe(true);
    expect(await said('晴天銀行')).toBe(false);
  });

  it.each(['ID', 'IN', 'KE', 'NG', 'MX', 'US', 'EU', 'BD', 'BR', 'CO', 'MY', 'TH', 'UG', 'VN', 'ZA', 'AU', 'PE'])(
    'compares no page in %s',
    async (code) => {
      const loan = { amount: 100, termDays: 30, on: '2026-11-20' };
      for (const kind of ['nominal', 'effective', 'total-cost'] as const)
        expect(await capFor(code, kind, loan)).toBeNull();
    },
  );
});

describe('a limit that grows with the term', () => {
  it.each([
    [16, 0.24],
    [31, 0.24],
    [32, 0.28],
    // A quarter of calendar months, at its shortest and its longest.
    [89, 0.32],
    [92, 0.32],
    [365, 0.68],
  ])('counts in Australia each month and each part of one: %i days', async (termDays, limit) => {
    const pack = (await rights.pack('AU'))!;
    const [cap] = fittingCaps(pack, 'total-cost', { amount: 500, termDays, lenderKind: 'a lender that is not a bank' });
    expect(cap?.limit).toBeCloseTo(limit, 12);
  });

  it('is not known where the term is not', async () => {
    expect(await capFor('GB', 'total-cost', { amount: 200, termDays: null, effective: 12 })).toBeNull();
  });
});

describe('the scope of caps', () => {
  it('lets no cap on some lenders give a verdict on all', async () => {
    for (const { jurisdiction } of (await openRights(fetchJson).index()).packs) {
      for (const { limit, scope, rightId } of (await openRights(fetchJson).pack(jurisdiction))?.priceCaps ?? []) {
        const narrow = scope.lender !== null && scope.lenderWords.length === 0 && scope.otherWords.length === 0;
        if (limit === null || !narrow) continue;
        for (const kind of ['nominal', 'effective', 'total-cost'] as const) {
          const cap = await capFor(jurisdiction, kind, { amount: 1, termDays: 1, effective: 5, lender: ['Any Ltd'] });
          expect(cap?.rightId === rightId && cap.sure, rightId).toBeFalsy();
        }
      }
    }
  });
});

describe('collection hours', () => {
  it.each([
    ['CN', 'every-day', '08:00', '22:00'],
    ['ID', 'monday-saturday', '08:00', '20:00'],
    ['IN', 'every-day', '08:00', '19:00'],
    ['PH', 'every-day', '06:00', '22:00'],
    ['MX', 'every-day', '07:00', '22:00'],
    ['US', 'every-day', '08:00', '21:00'],
  ])('in %s', async (code, days, from, to) => {
    expect((await collectionHours(code))?.spans).toEqual([{ days, from, to }]);
  });

  it.each([
    ['AU', ['call']],
    ['CN', ['call', 'visit']],
    ['IN', ['call']],
    ['PE', ['call', 'visit']],
    // These speak of contact, of collecting or of reminders, however they come.
    ['CO', null],
    ['ID', null],
    ['MX', null],
    ['PH', null],
    ['TH', null],
    ['US', null],
    ['VN', null],
  ])('in %s are for the channels that the rule names', async (code, channels) => {
    expect((await collectionHours(code))?.channels).toEqual(channels);
  });

  it('are null where none are fixed', async () => {
    for (const code of ['GB', 'KE', 'NG', 'JP']) expect(await collectionHours(code)).toBeNull();
  });
});
