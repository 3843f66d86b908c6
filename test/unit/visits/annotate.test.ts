// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Annotation,
  annotateVisit,
  getVisit,
  openVisits,
  purgeExpired,
  recordVisit,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import { assessment, DAY, platform } from './fixtures.ts';

const KEY = 'h:tepat-dana.example';
let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
  await recordVisit(store, assessment());
});

describe('annotateVisit', () => {
  const whole: Annotation = {
    relation: 'borrowed',
    notes: 'They called <b>my aunt</b>',
    tags: [' family ', 'family', '', 'two   words'],
    amount: { minor: 150000000, currency: 'IDR' },
    due: '2026-12-31',
  };

  it('keeps what the user wrote, part by part, through later visits', async () => {
    await annotateVisit(store, KEY, whole);
    await annotateVisit(store, KEY, { relation: 'in-dispute' });
    await recordVisit(store, assessment({ at: assessment().at + DAY, platform: platform(), severity: 'danger' }));
    expect(await getVisit(store, 'p:id/tepat-dana')).toMatchObject({
      value: { row: { ...whole, relation: 'in-dispute', tags: ['family', 'two words'], severity: 'danger' } },
    });
  });

  it('takes parts away again', async () => {
    await annotateVisit(store, KEY, whole);
    await annotateVisit(store, KEY, { amount: null, due: null, tags: [], notes: '' });
    expect(await getVisit(store, KEY)).toMatchObject({
      value: { row: { amount: null, due: null, tags: [], notes: '', relation: 'borrowed' } },
    });
  });

  it.each<[string, Annotation, string]>([
    ['an unknown relation', { relation: 'loved' as never }, 'relation'],
    ['a note without end', { notes: 'x'.repeat(10_001) }, 'notes'],
    ['too many tags', { tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }, 'tags'],
    ['a negative amount', { amount: { minor: -1, currency: 'IDR' } }, 'amount'],
    ['an amount beyond whole numbers', { amount: { minor: 1e308, currency: 'IDR' } }, 'amount'],
    ['half a minor unit', { amount: { minor: 0.5, currency: 'IDR' } }, 'amount'],
    ['a currency that is none', { amount: { minor: 1, currency: 'rupiah' } }, 'amount'],
    ['the 30th of February', { due: '2026-02-30' }, 'due'],
    ['the year 0', { due: '0000-01-01' }, 'due'],
    ['the year 275760', { due: '275760-01-01' }, 'due'],
  ])('refuses %s and writes nothing', async (_what, change, detail) => {
    expect(await annotateVisit(store, KEY, { notes: 'new', ...change })).toEqual({
      ok: false,
      reason: 'invalid',
      detail,
    });
    expect(await getVisit(store, KEY)).toMatchObject({ value: { row: { notes: '', relation: 'looked' } } });
  });

  it('says where the visit is gone', async () => {
    expect(await annotateVisit(store, 'h:gone.example', whole)).toMatchObject({ ok: false, reason: 'not-found' });
  });

  it('keeps a row that the user wrote in from being purged', async () => {
    await recordVisit(store, assessment({ host: 'plain.example' }));
    await annotateVisit(store, KEY, { relation: 'borrowed' });
    expect(await purgeExpired(store, 30, assessment().at + 31 * DAY)).toEqual({ ok: true, value: 1 });
    expect(await getVisit(store, KEY)).toMatchObject({ ok: true });
  });

  it('purges past kept rows of the same moment', async () => {
    for (let index = 0; index < 700; index++) {
      const host = `l${String(index).padStart(3, '0')}.example`;
      await recordVisit(store, assessment({ host }));
      if (index < 520) await annotateVisit(store, `h:${host}`, { notes: 'mine' });
    }
    // 180 plain ones of these and the first.
    expect(await purgeExpired(store, 30, assessment().at + 31 * DAY)).toEqual({ ok: true, value: 181 });
  });
});
