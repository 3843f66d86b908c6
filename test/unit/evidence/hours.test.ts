// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { heatMap, legalTest, type RuleFacts, suggestRules } from '../../../lib/evidence/index.ts';
import { chain } from './fixtures.ts';

const HOURS = {
  spans: [{ days: 'monday-saturday', from: '08:00', to: '20:30' }],
  channels: null,
  rightId: 'id-hours',
};
const facts: RuleFacts = {
  collectionHours: HOURS,
  rights: [
    { id: 'id-hours', topic: 'hours-frequency', shown: 'unverified' },
    { id: 'id-only-consumer', topic: 'third-party-contact', shown: 'normal' },
    { id: 'id-draft', topic: 'third-party-contact', shown: 'background' },
    { id: 'id-threats', topic: 'threats', shown: 'normal' },
  ],
};

const HOLIDAYS = {
  spans: [
    { days: 'monday-friday', from: '08:00', to: '20:00' },
    { days: 'holidays', from: '08:00', to: '18:00' },
  ],
  channels: null,
};

const CALLS = { ...HOURS, channels: ['call', 'visit'] as const };

// 1 November 2026 is a Sunday.
const monday = (hour: number, minute = 0) => Date.UTC(2026, 10, 2, hour, minute);

describe('legalTest', () => {
  it.each([
    [1, 8 * 60, true],
    [1, 8 * 60 - 1, false],
    [6, 20 * 60 + 29, true],
    [6, 20 * 60 + 30, false],
    [0, 12 * 60, false],
  ])('day %d, minute %d: %s', (day, minute, legal) => {
    expect(legalTest(HOURS)(day, minute)).toBe(legal);
  });

  it.each([
    [5, 20 * 60, false],
    [6, 10 * 60, true],
    [0, 23 * 60, true],
  ])('holds no hours to days that a rule with holidays does not name: day %d, minute %d: %s', (day, minute, legal) => {
    expect(legalTest(HOLIDAYS)(day, minute)).toBe(legal);
  });
});

describe('heatMap', () => {
  it('counts contacts in their own local hours beside the legal ones', async () => {
    const events = await chain(
      5,
      (n) =>
        [
          { at: monday(2), offset: 420 }, // 09:00
          { at: monday(2, 59), offset: 420 }, // 09:59
          { at: monday(20, 45), offset: 0 }, // 20:45
          { at: monday(2), offset: -600 }, // Sunday 16:00
          { at: monday(3), offset: 0, channel: 'letter' as const },
        ][n - 1]!,
    );
    const map = heatMap(events, HOURS);
    expect(map).toMatchObject({ total: 4, most: 2, outside: 2 });
    expect(map.cells[1]![9]).toEqual({ count: 2, unnamed: 0, legal: 'yes' });
    expect(map.cells[1]![20]).toEqual({ count: 1, unnamed: 0, legal: 'part' });
    expect(map.cells[0]![16]).toEqual({ count: 1, unnamed: 0, legal: 'no' });
    expect(heatMap(events, null)).toMatchObject({ outside: null, total: 4 });
    expect(heatMap(events, null).cells[1]![9]).toEqual({ count: 2, unnamed: 0, legal: 'unknown' });
  });

  it('leaves days unjudged that a rule with hours for holidays does not name', async () => {
    const events = await chain(2, (n) => ({ at: monday(n === 1 ? -14 : 21), offset: 0 })); // Sunday 10:00, Monday 21:00
    const map = heatMap(events, HOLIDAYS);
    expect(map).toMatchObject({ total: 2, outside: 1 });
    expect(map.cells[0]![10]).toEqual({ count: 1, unnamed: 0, legal: 'unknown' });
    expect(map.cells[1]![21]).toEqual({ count: 1, unnamed: 0, legal: 'no' });
  });

  it('holds channels that the rule does not name against no hours', async () => {
    const channels = ['call', 'chat', 'sms', 'chat', 'visit', 'email'] as const;
    const events = await chain(6, (n) => ({ at: monday(22), offset: 0, channel: channels[n - 1]! }));
    const map = heatMap(events, CALLS);
    expect(map).toMatchObject({ total: 5, outside: 2, unnamed: { count: 3, channels: ['chat', 'sms'] } });
    expect(map.cells[1]![22]).toEqual({ count: 5, unnamed: 3, legal: 'no' });
    expect(heatMap(events, HOURS)).toMatchObject({ outside: 5, unnamed: { count: 0, channels: [] } });
    expect(heatMap(events, null).unnamed.count).toBe(0);
  });

  it('counts a corrected entry once', async () => {
    const events = await chain(2, (n) => (n === 2 ? { corrects: 1 } : {}));
    expect(heatMap(events, null).total).toBe(1);
  });
});

describe('suggestRules', () => {
  it('names entries and rights, and no rule that is not in force', async () => {
    const events = await chain(
      4,
      (n) =>
        [
          { at: monday(10), offset: 0, contacted: 'contact' as const, threats: ['told-contacts' as const] },
          { at: monday(22), offset: 0, threats: ['arrest' as const] },
          { at: monday(10), offset: 0 },
          { at: monday(23), offset: 0, channel: 'letter' as const },
        ][n - 1]!,
    );
    expect(suggestRules(events, facts)).toEqual([
      { breach: 'outside-hours', events: [2], rights: ['id-hours'] },
      { breach: 'third-party', events: [1], rights: ['id-only-consumer'] },
      // Nothing on disclosure: the jurisdiction has no such right in its facts.
      { breach: 'threats', events: [2], rights: ['id-threats'] },
    ]);
  });

  it('takes no contact by a channel that the rule does not name for one outside its hours', async () => {
    const events = await chain(2, (n) => ({ at: monday(22), offset: 0, channel: n === 1 ? 'chat' : 'call' }));
    const found = suggestRules(events, { ...facts, collectionHours: { ...CALLS, rightId: 'id-hours' } });
    expect(found).toEqual([{ breach: 'outside-hours', events: [2], rights: ['id-hours'] }]);
  });

  it('suggests nothing without facts, and nothing for entries that were corrected', async () => {
    const events = await chain(2, (n) =>
      n === 1 ? { contacted: 'contact' } : { corrects: 1, at: monday(10), offset: 0 },
    );
    expect(suggestRules(events, { collectionHours: null, rights: [] })).toEqual([]);
    expect(suggestRules(events, facts)).toEqual([]);
  });
});
