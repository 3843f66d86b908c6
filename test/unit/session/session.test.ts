// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type FrameState, limitFrames, openSession, type TabNews } from '../../../lib/session/index.ts';
import { memoryArea } from './memory-area.ts';

const frame = (id: number, features: number, contacts = 0, padding = 0): FrameState =>
  ({
    document: `mark${id}`,
    url: 'https://a.test/',
    reading: {
      features: Object.fromEntries(Array.from({ length: features }, (_, at) => [`f${at}`, 1])),
      evidence: { f0: { text: 'x'.repeat(padding), where: 'p' } },
    },
    contacts: Array.from({ length: contacts }, () => ({ vector: 'file-import', evidence: { text: '', where: '' } })),
  }) as unknown as FrameState;

describe('a page with a thousand frames', () => {
  const decoys = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [at + 1, frame(at + 1, 3)]));

  it('has the few kept that tell most, whenever they come, and always its top', () => {
    const kept = limitFrames({ 0: frame(0, 0), ...decoys, 1001: frame(1001, 2, 1), 1002: frame(1002, 40) });
    expect(Object.keys(kept).length).toBeLessThanOrEqual(31);
    expect(kept).toHaveProperty('0');
    expect(kept).toHaveProperty('1001');
    expect(kept).toHaveProperty('1002');
  });

  it('cannot fill the storage with long ones either', () => {
    const long = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [at + 1, frame(at + 1, 3, 0, 160_000)]));
    expect(JSON.stringify(limitFrames(long)).length).toBeLessThan(1_600_000);
  });

  it('keeps an ordinary page as it is', () => {
    const few = { 0: frame(0, 9), 7: frame(7, 2) };
    expect(limitFrames(few)).toBe(few);
  });
});

const news = (host: string, more: Partial<TabNews> = {}): TabNews => ({
  assessment: { host } as TabNews['assessment'],
  frames: { document: 'mark', prior: null, frames: {} },
  visit: { version: 1, at: 0, features: {}, evidence: {} },
  origin: `https://${host}`,
  incognito: false,
  scoring: null,
  ...more,
});

describe('what is kept until the browser closes', () => {
  it('makes room for the page that is open where thousands of sites have filled the storage', async () => {
    const area = memoryArea();
    await area.set(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`visit:open:https://${at}.test`, {}])));
    const { tabs } = openSession(memoryArea({ kept: area.kept, most: 40 }));
    await tabs.write(5, news('now.test'));
    expect(await tabs.readAssessment(5)).toEqual({ host: 'now.test' });
  });

  it('makes room for whatever is to be kept: a policy’s words, a lead, a warning that was closed, a count', async () => {
    const site = { origin: 'https://now.test', incognito: false };
    const lead = { host: 'now.test', name: 'Now', at: 1 };
    const keeps: ((session: ReturnType<typeof openSession>) => Promise<void>)[] = [
      ({ reach }) => reach.change(site, () => ({ version: 1, said: [], apps: [] })),
      ({ leads }) => leads.remember({ id: 5, incognito: false }, lead, []),
      ({ tabs }) => tabs.writeClosed(5, { host: 'now.test', severity: 'caution' }),
      ({ tabs }) => tabs.countDropped(),
    ];
    for (const keep of keeps) {
      const kept = new Map([1, 2].map((at) => [`visit:open:https://${at}.test`, {} as unknown]));
      await keep(openSession(memoryArea({ kept, most: 2 })));
      expect([...kept.keys()].filter((name) => !name.startsWith('visit'))).toHaveLength(1);
    }
  });

  it('says so where there is nothing to make room with', async () => {
    const { tabs } = openSession(memoryArea({ most: 1 }));
    await expect(tabs.write(5, news('now.test'))).rejects.toThrow('quota');
    expect(await tabs.readAssessment(5)).toBeNull();
  });

  it('is written in one step, so that no worker can be killed between page and visit', async () => {
    const area = memoryArea();
    await openSession(area).tabs.write(5, news('a.test', { scoring: { lending: 0.5, contributions: [] } }));
    expect(area.writes).toBe(1);
  });

  it('is known to a worker that starts later', async () => {
    const { kept } = memoryArea();
    await openSession(memoryArea({ kept })).tabs.write(5, news('a.test'));
    const { tabs } = openSession(memoryArea({ kept }));
    expect(await tabs.readAssessment(5)).toEqual({ host: 'a.test' });
    expect(await tabs.readVisit('https://a.test', false)).not.toBeNull();
    expect(await tabs.kept()).toEqual([5]);
  });

  it('knows nothing of a private visit in an open window', async () => {
    const { tabs } = openSession(memoryArea());
    await tabs.write(5, news('a.test', { incognito: true }));
    expect(await tabs.readVisit('https://a.test', false)).toBeNull();
    expect(await tabs.readVisit('https://a.test', true)).not.toBeNull();
  });

  it('forgets the page of a tab, and what was closed in it only with the tab', async () => {
    const area = memoryArea();
    const { tabs, leads } = openSession(area);
    await tabs.write(5, news('a.test', { scoring: { lending: 0.5, contributions: [] } }));
    await tabs.writeClosed(5, { host: 'a.test', severity: 'caution' });
    await leads.remember({ id: 5, incognito: false }, { host: 'a.test', name: 'A', at: 1 }, []);
    await tabs.clear(5, false);
    expect(await tabs.readFrames(5)).toBeNull();
    expect(await tabs.readClosed(5)).not.toBeNull();
    expect(await tabs.kept()).toEqual([5]);
    await tabs.clear(5, true);
    expect([...area.kept.keys()]).toEqual(['visit:open:https://a.test']);
  });

  it('takes a damaged record of a visit for none', async () => {
    const area = memoryArea();
    await area.set({ 'visit:open:https://a.test': { version: 2 }, 'reach:open:https://a.test': 'x' });
    const { tabs, reach } = openSession(area);
    expect(await tabs.readVisit('https://a.test', false)).toBeNull();
    expect(await reach.read({ origin: 'https://a.test', incognito: false })).toBeNull();
  });

  it('holds at most fifty numbers of lenders at providers, the oldest left first', async () => {
    const area = memoryArea();
    const { leads } = openSession(area);
    for (let at = 1; at <= 52; at += 1) {
      const lead = { host: `${at}.test`, name: 'L', at };
      await leads.remember({ id: 1, incognito: false }, lead, [{ provider: 'p', clientId: `${at}`, redirect: '' }]);
    }
    const client = { provider: 'p', redirect: '' };
    expect(await leads.byClient(false, { ...client, clientId: '2' })).toBeNull();
    expect(await leads.byClient(false, { ...client, clientId: '3' })).toMatchObject({ host: '3.test' });
    expect(await leads.byTab(1)).toMatchObject({ host: '52.test' });
  });
});
