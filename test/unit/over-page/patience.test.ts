import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patience } from '../../../components/over-page/patience.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An event as the user's own hand makes it. */
const byHand = (type: string): Event =>
  Object.defineProperty(new Event(type), 'isTrusted', { value: true, configurable: true });

it('works at once a few times, then ever more seldom, however often it is asked', () => {
  const done: number[] = [];
  const rhythm = patience(3, () => {
    done.push(Date.now());
    // The page is as quick as we are.
    rhythm.again();
  });
  const start = Date.now();
  rhythm.again();
  expect(done).toHaveLength(3);
  vi.advanceTimersByTime(600_000);
  const waits = done.slice(3).map((at, index) => at - (done[index + 2] ?? start));
  expect(waits.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
  expect(done.length).toBeLessThan(30);
  rhythm.end();
});

it('does not wait for the end of a long wait when the user does something', () => {
  let done = 0;
  const rhythm = patience(0, () => {
    done += 1;
  });
  for (let round = 0; round < 6; round += 1) {
    rhythm.again();
    vi.advanceTimersByTime(30_000);
  }
  const before = done;
  rhythm.again();
  vi.advanceTimersByTime(5_000);
  window.dispatchEvent(new Event('pointerdown'));
  expect(done).toBe(before);
  window.dispatchEvent(byHand('pointerdown'));
  expect(done).toBe(before + 1);
  // Nothing is left to be done.
  window.dispatchEvent(byHand('keydown'));
  vi.advanceTimersByTime(60_000);
  expect(done).toBe(before + 1);
  rhythm.end();
});

it('begins anew after a minute without being asked', () => {
  let done = 0;
  const rhythm = patience(2, () => {
    done += 1;
  });
  for (let round = 0; round < 5; round += 1) rhythm.again();
  expect(done).toBe(2);
  vi.advanceTimersByTime(61_000);
  expect(done).toBe(3);
  rhythm.again();
  rhythm.again();
  expect(done).toBe(5);
  rhythm.end();
});

it('ends', () => {
  let done = 0;
  const rhythm = patience(0, () => {
    done += 1;
  });
  rhythm.again();
  rhythm.end();
  vi.advanceTimersByTime(60_000);
  window.dispatchEvent(byHand('pointerdown'));
  expect(done).toBe(0);
});
