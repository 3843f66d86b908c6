// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  allowRecording,
  deleteVisit,
  emptyTrash,
  exportChunks,
  exportJson,
  forgetSite,
  getVisit,
  HISTORY_LIMIT,
  listDeleted,
  listNever,
  listVisits,
  openVisits,
  purgeExpired,
  recordVisit,
  UNDO_TIME,
  undoDelete,
  type VisitStore,
} from '../../../lib/visits/index.ts';
import { assessment, DAY, HOUR, MINUTE, platform } from './fixtures.ts';

let store: VisitStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
});

function value<T>(result: { ok: true; value: T } | { ok: false; reason: string; detail?: string }): T {
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail ?? ''}`);
  return result.value;
}

async function rows() {
  return value(await listVisits(store)).rows;
}

describe('recordVisit', () => {
  it('makes a row out of an assessment', async () => {
    const at = Date.UTC(2026, 10, 1, 9);
    expect(await recordVisit(store, assessment())).toEqual({
      ok: true,
      value: { key: 'h:tepat-dana.example', added: true, changed: true },
    });
    expect(await rows()).toMatchObject([
      {
        name: 'tepat-dana.example',
        host: 'www.tepat-dana.example',
        kind: 'application',
        severity: 'caution',
        status: 'unknown',
        jurisdiction: 'ID',
        firstVisit: at,
        lastVisit: at,
        count: 1,
        relation: 'looked',
      },
    ]);
  });

  it('counts visits, not pages: half an hour apart is a new visit', async () => {
    const at = assessment().at;
    for (const later of [0, MINUTE, 20 * MINUTE, 2 * HOUR, 2 * HOUR + MINUTE]) {
      await recordVisit(store, assessment({ at: at + later }));
    }
    expect(await rows()).toMatchObject([{ count: 2, firstVisit: at, lastVisit: at + 2 * HOUR + MINUTE }]);
  });

  it('lets the gravest page of a visit speak for it, and a later visit for itself', async () => {
    const at = assessment().at;
    await recordVisit(store, assessment({ severity: 'danger' }));
    await recordVisit(store, assessment({ kind: 'policy', severity: 'info', at: at + MINUTE }));
    expect(await rows()).toMatchObject([{ severity: 'danger', kind: 'application', rank: 3 }]);
    await recordVisit(store, assessment({ kind: 'policy', severity: 'info', at: at + DAY }));
    expect(await rows()).toMatchObject([{ severity: 'info', kind: 'policy', rank: 1 }]);
  });

  it('groups the domains of a listed platform, and moves an older row of its host under it', async () => {
    const at = assessment().at;
    await recordVisit(store, assessment());
    await recordVisit(store, assessment({ platform: platform(), at: at + DAY }));
    await recordVisit(store, assessment({ host: 'tepatdana2.example', platform: platform(), at: at + 2 * DAY }));
    expect(await rows()).toMatchObject([
      {
        key: 'p:id/tepat-dana',
        name: 'Tepat Dana',
        status: 'illegal-listed',
        count: 3,
        firstVisit: at,
        hosts: ['tepatdana2.example', 'www.tepat-dana.example'],
      },
    ]);
    const { history } = value(await getVisit(store, 'p:id/tepat-dana'));
    expect(history.map((entry) => [entry.n, entry.assessment.platform?.id ?? null])).toEqual([
      [2, 'id/tepat-dana'],
      [1, null],
    ]);
    expect(await getVisit(store, 'h:tepat-dana.example')).toMatchObject({ ok: false, reason: 'not-found' });
  });

  it('joins the row of a host into the row of its platform where both exist', async () => {
    const at = assessment().at;
    await recordVisit(store, assessment({ host: 'a.example', platform: platform(), at: at + DAY }));
    await recordVisit(store, assessment({ host: 'b.example', at }));
    await recordVisit(store, assessment({ host: 'b.example', platform: platform(), at: at + 2 * DAY }));
    expect(await rows()).toMatchObject([{ key: 'p:id/tepat-dana', count: 3, firstVisit: at, entry: 2 }]);
    expect(value(await getVisit(store, 'p:id/tepat-dana')).history.map((entry) => entry.since)).toEqual([at + DAY, at]);
  });

  it.each(['name', 'lookalike'] as const)('lends no list record to a site found by %s', async (match) => {
    await recordVisit(store, assessment({ platform: platform({ match }) }));
    expect(await rows()).toMatchObject([{ key: 'h:tepat-dana.example', platform: null, status: 'unknown' }]);
  });

  it('keeps the apps of one store apart', async () => {
    for (const app of ['com.a.loan', 'com.b.loan']) {
      const url = `https://play.google.com/store/apps/details?id=${app}&hl=id`;
      await recordVisit(store, assessment({ url, host: 'play.google.com', kind: 'store-listing' }));
    }
    expect((await rows()).map((row) => row.key).sort()).toEqual([
      'a:play.google.com/com.a.loan',
      'a:play.google.com/com.b.loan',
    ]);
  });

  it.each([
    ['https://sites.google.com/view/tepat-dana/home', 'h:sites.google.com/view/tepat-dana'],
    ['https://docs.google.com/forms/d/e/1FAIpQLSabc/viewform', 'h:docs.google.com/forms/d/e/1FAIpQLSabc'],
    ['https://www.facebook.com/tepatdana', 'h:facebook.com/tepatdana'],
    ['https://lender.16mb.com/apply', 'h:lender.16mb.com'],
    ['https://someone.github.io/loan/apply', 'h:someone.github.io'],
    ['https://10.0.0.7/apply', 'h:10.0.0.7'],
    ['https://m.lender.co.id/apply', 'h:lender.co.id'],
  ])('keeps strangers on one host apart: %s', async (url, key) => {
    const { host } = new URL(url);
    expect(await recordVisit(store, assessment({ url, host }))).toMatchObject({ value: { key } });
    expect(await rows()).toMatchObject([{ name: key.slice(2) }]);
  });

  it('adds to the history only where the facts changed, and caps it', async () => {
    const at = assessment().at;
    await recordVisit(store, assessment());
    await recordVisit(store, assessment({ at: at + DAY, score: 0.8 }));
    let { history } = value(await getVisit(store, 'h:tepat-dana.example'));
    expect(history).toMatchObject([{ n: 1, since: at, assessment: { at: at + DAY } }]);
    for (let day = 2; day < HISTORY_LIMIT + 10; day++) {
      await recordVisit(store, assessment({ at: at + day * DAY, severity: day % 2 ? 'danger' : 'caution' }));
    }
    ({ history } = value(await getVisit(store, 'h:tepat-dana.example')));
    expect(history).toHaveLength(HISTORY_LIMIT);
    expect(history[0]?.assessment.at).toBe(at + (HISTORY_LIMIT + 9) * DAY);
    expect(history.at(-1)?.assessment.at).toBe(at + 10 * DAY);
  });

  it('does not go back in time with the clock', async () => {
    const at = assessment().at;
    await recordVisit(store, assessment());
    await recordVisit(store, assessment({ at: at - DAY }));
    expect(await rows()).toMatchObject([{ lastVisit: at, recency: -at, count: 1 }]);
  });

  it('refuses what must not be kept', async () => {
    expect(await recordVisit(store, assessment(), { private: true })).toMatchObject({ ok: false, reason: 'private' });
    expect(await recordVisit(store, assessment({ kind: 'none', severity: 'none' }))).toMatchObject({
      reason: 'nothing',
    });
    expect(await recordVisit(store, assessment({ at: Number.NaN }))).toMatchObject({ reason: 'invalid' });
    expect(await recordVisit(store, assessment(), { paused: true })).toMatchObject({ reason: 'paused' });
    expect(await rows()).toEqual([]);
  });

  it('writes nothing of a visit that cannot be written whole', async () => {
    await recordVisit(store, assessment());
    // A function cannot be cloned, so the second write of the transaction fails after the first one was made.
    const broken = assessment({ severity: 'danger', signals: [(() => 0) as never] });
    expect(await recordVisit(store, broken)).toMatchObject({ ok: false, reason: 'invalid' });
    expect(await rows()).toMatchObject([{ severity: 'caution', entry: 1 }]);
  });

  it('loses no visit where two contexts record at once', async () => {
    const other = await openVisits();
    const at = assessment().at;
    await Promise.all(
      Array.from({ length: 10 }, (_, day) => recordVisit(day % 2 ? store : other, assessment({ at: at + day * DAY }))),
    );
    expect(await rows()).toMatchObject([{ count: 10 }]);
  });
});

describe('listVisits', () => {
  it('pages through every row once, newest first, also where many share a time', async () => {
    const at = assessment().at;
    for (let index = 0; index < 25; index++) {
      const host = `lender${String(index).padStart(2, '0')}.example`;
      await recordVisit(store, assessment({ host, at: at + Math.floor(index / 10) * DAY }));
    }
    const seen: string[] = [];
    let after: { lastVisit: number; key: string } | null | undefined;
    while (after !== null) {
      const page = value(await listVisits(store, { limit: 4, ...(after ? { after } : {}) }));
      seen.push(...page.rows.map((row) => row.host));
      after = page.end;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen[0]).toBe('lender20.example');
  });

  it('filters by one field with the same paging', async () => {
    const at = assessment().at;
    for (const [index, severity] of (['info', 'danger', 'caution', 'danger'] as const).entries()) {
      await recordVisit(store, assessment({ host: `l${index}.example`, severity, at: at + index }));
    }
    const page = value(await listVisits(store, { filter: { severity: 'danger' }, limit: 1 }));
    expect(page.rows.map((row) => row.host)).toEqual(['l3.example']);
    const rest = value(await listVisits(store, { filter: { severity: 'danger' }, limit: 9, after: page.end! }));
    expect(rest).toMatchObject({ rows: [{ host: 'l1.example' }], end: null });
    expect(value(await listVisits(store, { filter: { jurisdiction: 'MX' } })).rows).toEqual([]);
    expect(value(await listVisits(store, { filter: { kind: 'application' } })).rows).toHaveLength(4);
  });
});

describe('deleting and forgetting', () => {
  it('brings a deleted visit back after a reload, within the day', async () => {
    await recordVisit(store, assessment());
    const before = value(await getVisit(store, 'h:tepat-dana.example'));
    const { id, expires } = value(await deleteVisit(store, 'h:tepat-dana.example', 1000));
    expect(expires).toBe(1000 + UNDO_TIME);
    expect(await rows()).toEqual([]);
    await store.database.close();
    store = await openVisits();
    expect(value(await listDeleted(store, 2000))).toMatchObject([{ id, name: 'tepat-dana.example' }]);
    expect(await undoDelete(store, id, 2000)).toEqual({ ok: true, value: 'h:tepat-dana.example' });
    expect(value(await getVisit(store, 'h:tepat-dana.example'))).toEqual(before);
    expect(value(await listDeleted(store, 2000))).toEqual([]);
    expect(await undoDelete(store, id, 2000)).toMatchObject({ ok: false, reason: 'not-found' });
  });

  it('does not undo after the day, and purges the copy', async () => {
    await recordVisit(store, assessment());
    const { id } = value(await deleteVisit(store, 'h:tepat-dana.example', 0));
    expect(await undoDelete(store, id, UNDO_TIME)).toMatchObject({ reason: 'not-found' });
    await purgeExpired(store, 0, UNDO_TIME);
    expect(value(await listDeleted(store, 0))).toEqual([]);
  });

  it('joins an undone row with one recorded meanwhile', async () => {
    const at = assessment().at;
    await recordVisit(store, assessment());
    const { id } = value(await deleteVisit(store, 'h:tepat-dana.example', at));
    await recordVisit(store, assessment({ at: at + HOUR, severity: 'danger' }));
    await undoDelete(store, id, at + HOUR);
    const { row, history } = value(await getVisit(store, 'h:tepat-dana.example'));
    expect(row).toMatchObject({ firstVisit: at, lastVisit: at + HOUR, count: 2, severity: 'danger', entry: 2 });
    expect(history.map((entry) => entry.n)).toEqual([2, 1]);
  });

  it('forgets a site with its deleted copies, and never records it again until allowed', async () => {
    await recordVisit(store, assessment());
    await deleteVisit(store, 'h:tepat-dana.example');
    await recordVisit(store, assessment());
    await forgetSite(store, 'h:tepat-dana.example', { never: true });
    expect(await rows()).toEqual([]);
    expect(value(await listDeleted(store, 0))).toEqual([]);
    expect(await recordVisit(store, assessment({ host: 'm.tepat-dana.example' }))).toMatchObject({ reason: 'never' });
    // Also once the list knows the site under another key.
    expect(await recordVisit(store, assessment({ platform: platform() }))).toMatchObject({ reason: 'never' });
    expect(value(await listNever(store))).toEqual(['h:tepat-dana.example']);
    await allowRecording(store, 'h:tepat-dana.example');
    expect(await recordVisit(store, assessment())).toMatchObject({ ok: true });
  });

  it('empties the trash at once', async () => {
    await recordVisit(store, assessment());
    await deleteVisit(store, 'h:tepat-dana.example');
    await emptyTrash(store);
    expect(value(await listDeleted(store, 0))).toEqual([]);
  });
});

describe('purgeExpired', () => {
  it('keeps everything unless told otherwise, then only what is young enough', async () => {
    const now = assessment().at + 400 * DAY;
    for (const age of [0, 29, 31, 89, 91, 364, 366]) {
      await recordVisit(store, assessment({ host: `age${age}.example`, at: now - age * DAY }));
    }
    expect(await purgeExpired(store, 0, now)).toEqual({ ok: true, value: 0 });
    for (const [retention, left] of [
      [365, 6],
      [90, 4],
      [30, 2],
    ] as const) {
      await purgeExpired(store, retention, now);
      expect(await rows()).toHaveLength(left);
    }
  });

  it('works through more rows than one batch', async () => {
    for (let index = 0; index < 620; index++) await recordVisit(store, assessment({ host: `l${index}.example` }));
    expect(await purgeExpired(store, 30, assessment().at + 31 * DAY)).toEqual({ ok: true, value: 620 });
    expect(await rows()).toEqual([]);
  });
});

describe('export', () => {
  it('gives every visit with its history as JSON, with progress', async () => {
    for (let index = 0; index < 450; index++) await recordVisit(store, assessment({ host: `l${index}.example` }));
    const progress: number[] = [];
    const blob = value(await exportJson(store, { now: 0, onProgress: (done, total) => progress.push(done / total) }));
    const file = JSON.parse(await blob.text());
    expect(file).toMatchObject({ format: 'ringfence-visits', version: 1, exported: '1970-01-01T00:00:00.000Z' });
    expect(file.visits).toHaveLength(450);
    expect(file.visits[0].history).toHaveLength(1);
    expect(progress).toEqual([100, 200, 300, 400, 450].map((done) => done / 450));
  });

  it('gives valid JSON for no visits', async () => {
    expect(JSON.parse(await value(await exportJson(store)).text())).toMatchObject({ visits: [] });
  });

  it('stops at the signal', async () => {
    for (let index = 0; index < 210; index++) await recordVisit(store, assessment({ host: `l${index}.example` }));
    const controller = new AbortController();
    const chunks: string[] = [];
    const read = async () => {
      for await (const chunk of exportChunks(store, { signal: controller.signal })) {
        chunks.push(chunk);
        if (chunks.length === 2) controller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ failure: { reason: 'cancelled' } });
    expect(chunks).toHaveLength(2);
    expect(await exportJson(store, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, reason: 'cancelled' });
  });
});

describe('without a database', () => {
  it.each([
    ['no IndexedDB at all', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'an open that throws',
      () =>
        vi.stubGlobal('indexedDB', {
          open() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        }),
    ],
  ])('says so and throws nothing: %s', async (_name, spoil) => {
    spoil();
    try {
      store = await openVisits();
      expect(store.state).toMatchObject({ ok: false, reason: 'unavailable' });
      expect(await recordVisit(store, assessment())).toMatchObject({ ok: false, reason: 'unavailable' });
      expect(await listVisits(store)).toMatchObject({ ok: false, reason: 'unavailable' });
      expect(await exportJson(store)).toMatchObject({ ok: false, reason: 'unavailable' });
      expect(await purgeExpired(store, 30)).toMatchObject({ ok: false, reason: 'unavailable' });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
