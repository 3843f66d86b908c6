// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { PlatformMatch } from '../../../lib/assessment/index.ts';
import type { Lookalikes, PlatformLists } from '../../../lib/platforms/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { type FrameState, openSession } from '../../../lib/session/index.ts';
import { assessTab } from '../../../lib/tab-assessment/index.ts';
import { fetchJson } from '../explain/fixtures.ts';
import { memoryArea } from '../session/memory-area.ts';
import { APPLICATION, pageRead } from '../tabs/desk.ts';

const ARTICLE =
  '<article><h1>Council opens a new park</h1><p>By Jane Doe. The council opened a new park.</p></article>';
const EMPTY = '<canvas></canvas>';

const line = { source: 'Register', url: '', date: '2026-11-01', says: 'on the list', confidence: 'verified' as const };
const record = (name: string, status: PlatformMatch['status'], more: Partial<PlatformMatch> = {}): PlatformMatch => ({
  ...{ id: name, name, jurisdiction: 'ID', status, match: 'domain', evidence: [{ ...line, status }] },
  ...more,
});
const LISTED = new Map([
  ['licensed.test', record('Licensed', 'licensed')],
  ['lapsed.test', record('Lapsed', 'unknown', { was: { status: 'licensed', date: '2024-01-01', why: 'lapsed' } })],
  ['illegal.test', record('Illegal', 'illegal-listed')],
  ['own.test', { ...record('own.test', 'reported'), evidence: [{ ...line, source: 'own-entry', says: '' }] }],
]);
const BRAND = { id: 'brand', name: 'Brand', jurisdiction: 'ID', domains: ['brand.test'] };

const sources = (session = openSession(memoryArea())) => ({
  rights: openRights(fetchJson),
  lists: async () =>
    ({
      findByHost: async (host: string) => LISTED.get(host) ?? null,
      ...{ findByApp: async () => null, findByName: async () => null },
      ...{ findByLicence: async () => null, findByCompany: async () => null },
    }) as unknown as PlatformLists,
  lookalikes: async () =>
    ({
      find: (host: string) =>
        host === 'brand-loans.test' ? { brand: BRAND, reason: 'near', needsSecondKey: false } : null,
    }) as unknown as Lookalikes,
  home: async () => 'ID',
  trusted: async () => new Set<string>(),
  session,
  openerOf: async () => undefined,
});

/** A page of one body on a host, with what its frames show. */
async function assess(host: string, body: string, frames: { url: string; body: string }[]) {
  const state = (url: string, text: string, at: number): FrameState => ({
    ...(pageRead(`mark${at}`, text, url) as unknown as FrameState),
    url,
  });
  const url = `https://${host}/page`;
  const all = [{ url, body }, ...frames].map((frame, at) => state(frame.url, frame.body, at));
  const tab = { document: 'mark0', prior: null, frames: Object.fromEntries(all.entries()) };
  const { assessment } = await assessTab(url, tab, 1_000_000, { id: 7, incognito: false }, sources());
  return { ...assessment, rules: assessment.reasons.map(({ rule }) => rule) };
}

describe('the list’s word on the host of a frame', () => {
  it.each(['licensed.test', 'lapsed.test'])('does not speak for the page around it: %s', async (host) => {
    const alone = await assess('brand-loans.test', APPLICATION, []);
    expect(alone).toMatchObject({ severity: 'danger', platform: { match: 'lookalike' } });
    const framed = await assess('brand-loans.test', APPLICATION, [{ url: `https://${host}/`, body: EMPTY }]);
    expect(framed).toMatchObject({ severity: 'danger', platform: { match: 'lookalike' } });
    expect(framed.rules).toEqual(alone.rules);
  });

  it.each(['illegal.test', 'own.test'])('is a caution by the frame’s name, and none of the page: %s', async (host) => {
    const page = await assess('news.test', ARTICLE, [{ url: `https://${host}/`, body: EMPTY }]);
    expect(page).toMatchObject({ kind: 'none', severity: 'caution', platform: null, rules: ['frame-listed'] });
    expect(page.signals).toMatchObject([{ id: 'frame-listed', value: host }]);
  });

  it('takes nothing from what the page’s own host is', async () => {
    const own = await assess('illegal.test', ARTICLE, [{ url: 'https://licensed.test/', body: EMPTY }]);
    expect(own).toMatchObject({ severity: 'danger', platform: { id: 'Illegal' }, rules: ['listed-illegal'] });
    const licensed = await assess('licensed.test', APPLICATION, [{ url: 'https://illegal.test/', body: EMPTY }]);
    expect(licensed).toMatchObject({ severity: 'caution', platform: { id: 'Licensed' } });
  });
});
