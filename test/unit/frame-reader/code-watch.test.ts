import { beforeEach, expect, it, vi } from 'vitest';
import { openCodeWatch } from '../../../lib/frame-reader/index.ts';

const lookers = vi.hoisted(() => ({ made: 0, forgot: 0 }));
vi.mock('../../../lib/qr/pictures/index.ts', () => ({
  PictureLooker: class {
    constructor() {
      lookers.made += 1;
    }
    forgetSeen() {
      lookers.forgot += 1;
    }
    async look() {
      return { bitmaps: [{ side: 1, bits: 'AA' }], unreadable: false };
    }
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call, 0));
  Object.assign(lookers, { made: 0, forgot: 0 });
});

/** Looks once on each of these pages, and gives the marks under which pictures were sent. */
async function sentFrom(marks: string[]): Promise<string[]> {
  const sent: string[] = [];
  let mark = '';
  const watch = openCodeWatch(
    async (message) => void sent.push((message as { document: string }).document),
    () => mark,
  );
  for (const next of marks) {
    mark = next;
    watch.look(() => undefined);
    await vi.advanceTimersByTimeAsync(10_000);
  }
  return sent;
}

it('has one budget for all the pages that a load shows one after the other', async () => {
  const sent = await sentFrom(Array.from({ length: 40 }, (_, at) => `a.${at}`));
  expect(sent.length).toBeGreaterThan(8);
  expect(sent.length).toBeLessThanOrEqual(12);
  expect(sent).toContain('a.5');
  expect(lookers).toEqual({ made: 1, forgot: 39 });
});

it('begins anew with the next load', async () => {
  const sent = await sentFrom([...Array.from({ length: 20 }, (_, at) => `a.${at}`), 'b']);
  expect(sent.at(-1)).toBe('b');
  expect(lookers.made).toBe(2);
});
