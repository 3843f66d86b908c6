import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { limitFrames } from '../../../entrypoints/background/frame-limit.ts';
import { isLocalAddress, mayAskFor } from '../../../entrypoints/background/local-address.ts';
import { type FrameState, readAssessment, writeTab } from '../../../entrypoints/background/tab-state.ts';

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

describe('a storage that thousands of sites have filled', () => {
  beforeEach(() => browser.storage.session.clear());
  afterEach(() => vi.restoreAllMocks());

  it('makes room for the page that is open', async () => {
    const set = browser.storage.session.set.bind(browser.storage.session);
    await set(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`visit:open:https://${at}.test`, {}])));
    vi.spyOn(browser.storage.session, 'set').mockImplementation(async (entries) => {
      if (Object.keys(await browser.storage.session.get(null)).length > 40) throw new Error('quota exceeded');
      await set(entries);
    });
    await writeTab(5, {
      assessment: { host: 'now.test' },
      frames: {},
      visit: {},
      origin: 'https://now.test',
      incognito: false,
      scoring: null,
    } as unknown as Parameters<typeof writeTab>[1]);
    expect(await readAssessment(5)).toEqual({ host: 'now.test' });
  });
});

describe('what a page may have fetched at a click', () => {
  it.each([
    'http://localhost/privacy',
    'http://127.1/privacy',
    'http://2130706433/privacy',
    'http://0x7f.0.0.1/privacy',
    'http://0/privacy',
    'http://192.168.1.1/reboot?privacy',
    'http://10.0.0.1/',
    'http://172.31.0.1/',
    'http://169.254.169.254/latest',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::ffff:192.168.1.1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://router/',
    'http://printer.local/',
    'http://fritz.box.lan./',
  ])('is nothing at home: %s', (url) => {
    expect(isLocalAddress(url)).toBe(true);
    expect(mayAskFor(url, 'https://lender.test')).toBe(false);
  });

  it.each([
    'https://lender.test/p',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://11.0.0.1/',
    'https://[2606:4700::1]/',
  ])('is what lies on the web: %s', (url) => expect(mayAskFor(url, 'https://lender.test')).toBe(true));

  it('is what lies at the very host of a page at home', () => {
    expect(mayAskFor('http://localhost:8080/privacy', 'http://localhost:3000')).toBe(true);
    expect(mayAskFor('http://192.168.1.1/', 'http://192.168.1.2')).toBe(false);
  });
});
