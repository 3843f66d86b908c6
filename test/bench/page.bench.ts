import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import type { Bench } from '../../scripts/bench.ts';
import { findChromium } from '../../scripts/lib/browsers.ts';
import { readCorpus } from '../../scripts/lib/evaluate/corpus.ts';
import { fixturePages } from '../fixtures/generate.ts';
import type { InPage } from './in-page.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url).pathname;

/** Labelled real pages where they are at hand, else the project's own. */
function benchPages(): string[] {
  if (existsSync(`${CORPUS}labels.jsonl`)) return readCorpus(CORPUS, `${CORPUS}labels.jsonl`).map((page) => page.html);
  return fixturePages().map((page) => page.html);
}

async function bundle(): Promise<string> {
  const result = await build({
    logLevel: 'silent',
    configFile: false,
    build: {
      write: false,
      lib: { entry: new URL('./in-page.ts', import.meta.url).pathname, formats: ['iife'], name: 'inPage' },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error('the bench script was not built');
  return output.output[0].code;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function result(name: string, pair: { ours: number; peer: number }, goal: number): Bench {
  const ratio = pair.ours / pair.peer;
  return { name, ...pair, unit: 'ms', ratio, goal, ok: ratio <= goal };
}

/** The gate and the reading of a page in real Chromium, at full speed and at a sixth of it. */
export async function benches(): Promise<Bench[]> {
  const [code, pages] = [await bundle(), benchPages()];
  const browser = await puppeteer.launch({
    executablePath: await findChromium(),
    headless: true,
    // Without it the clock of a page ticks in steps of a tenth of a millisecond, which is longer than the gate runs.
    args: ['--no-sandbox', '--enable-features=SharedArrayBuffer', '--enable-blink-features=PreciseMemoryInfo'],
  });
  const found: Bench[] = [];
  try {
    const page = await browser.newPage();
    await page.goto('about:blank');
    await page.evaluate(code);
    for (const slowdown of [1, 6]) {
      await page.emulateCPUThrottling(slowdown);
      const at = slowdown === 1 ? '' : `, CPU slowed ${slowdown}×`;
      const run = <K extends keyof InPage>(method: K, ...args: Parameters<InPage[K]>) =>
        page.evaluate(
          (name, values) =>
            (
              (globalThis as unknown as { bench: Record<string, (...args: unknown[]) => unknown> }).bench[name] as (
                ...args: unknown[]
              ) => unknown
            )(...values),
          method as string,
          args as unknown[],
        ) as Promise<ReturnType<InPage[K]>>;
      const sum = await run('gateBesideWalk', pages, slowdown === 1 ? 25 : 9);
      found.push(result(`gate over all pages, beside a bare capped walk${at}`, sum, 1.5));
      for (const count of [1500, 10_000]) {
        const one = await run('gateBesideReaderable', count, 10);
        found.push(result(`gate on ${count} paragraphs, beside isProbablyReaderable${at}`, one, 0.5));
      }
      const readings = await run('readingBesideReadability', pages);
      const medians = { ours: median(readings.map((one) => one.ours)), peer: median(readings.map((one) => one.peer)) };
      found.push(result(`whole reading, median, beside Readability${at}`, medians, 0.25));
    }
    await page.emulateCPUThrottling(1);
    const small = await page.evaluate(() => (globalThis as unknown as { bench: InPage }).bench.readingOf(1));
    const large = await page.evaluate(() => (globalThis as unknown as { bench: InPage }).bench.readingOf(10));
    found.push(result('reading of 10 MB, beside ten times that of 1 MB', { ours: large, peer: small * 10 }, 1.2));
  } finally {
    await browser.close();
  }
  return found;
}
