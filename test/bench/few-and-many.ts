import type { Bench } from '../../scripts/bench.ts';
import { type BrowserDriver, type BrowserName, launch } from '../e2e/driver/index.ts';

/** A figure of ours beside a peer's, both in `unit`; right where ours is at most `goal` times the peer's. */
export function beside(name: string, ours: number, peer: number, goal: number, unit = 'ms'): Bench {
  const ratio = ours / peer;
  return { name, ours, peer, unit, ratio, goal, ok: ratio <= goal };
}

/**
 * Measures in two browsers with the extension, of which one holds few records and one many, so that both sizes can be
 * measured in turns and meet the same machine. `save` writes the records.
 */
export async function withFewAndMany<T>(
  name: BrowserName,
  save: (driver: BrowserDriver, which: 'few' | 'many') => Promise<void>,
  measure: (few: BrowserDriver, many: BrowserDriver) => Promise<T>,
): Promise<T> {
  const [few, many] = [await launch(name), await launch(name)];
  try {
    for (const [driver, which] of [
      [few, 'few'],
      [many, 'many'],
    ] as const) {
      // The database is there once the dashboard has looked into it.
      const page = await driver.openDashboard();
      await page.waitFor(() => document.querySelector('.rf-notice') !== null);
      await page.close();
      await save(driver, which);
    }
    return await measure(few, many);
  } finally {
    await few.close();
    await many.close();
  }
}
