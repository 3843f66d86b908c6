import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import puppeteer, { type Page } from 'puppeteer-core';
import { build } from 'vite';
import type { Bench } from '../../scripts/bench.ts';
import { findChromium } from '../../scripts/lib/browsers.ts';
import { beside } from './few-and-many.ts';
import type { VisitFigures } from './visits-page.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const ENTRY = new URL('visits-page.ts', import.meta.url).pathname;
const TOTAL = 100_000;
const FRAME = 1000 / 60;

async function bundle(): Promise<string> {
  const output = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'visits', fileName: () => 'page.js' } },
  });
  const chunks = (Array.isArray(output) ? output : [output]).flatMap((item) => ('output' in item ? item.output : []));
  const chunk = chunks.find((item) => item.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('the page of the visits bench was not built');
  return chunk.code;
}

interface FirstPaints {
  firstSmall: number;
  firstLarge: number;
}

/** Median times until a page shows the newest visits of each database; a new page each time, taken in turns. */
async function firstPaints(page: Page, address: string): Promise<FirstPaints> {
  const [small, large]: [number[], number[]] = [[], []];
  for (let round = 0; round < 21; round++) {
    for (const [name, times] of [
      ['visits-small', small],
      ['visits-large', large],
    ] as const) {
      await page.goto(address);
      times.push(await page.evaluate((database) => globalThis.showFirstVisits(database), name));
    }
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return { firstSmall: median(small), firstLarge: median(large) };
}

/** Runs the page in a real Chromium, on an origin of its own so that it has an IndexedDB. */
async function measure(): Promise<VisitFigures & FirstPaints> {
  const script = await bundle();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><title>bench</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    pipe: true,
    protocolTimeout: 600_000,
    args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
  try {
    const page = await browser.newPage();
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await page.goto(address);
    const figures = await page.evaluate((total) => globalThis.measureVisits(total), TOTAL);
    return { ...figures, ...(await firstPaints(page, address)) };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Visits at a hundred thousand rows, in a real Chromium. Goals are those of the issue where it names one. */
export async function benches(): Promise<Bench[]> {
  const f = await measure();
  const mib = (bytes: number) => bytes / 1024 ** 2;
  return [
    beside('list page shows the newest of 100,000 visits, beside of 100', f.firstLarge, f.firstSmall, 1.3),
    beside('search as you type, 95th percentile, beside two frames', f.keystroke, 2 * FRAME, 1),
    beside('search as you type beside getAll and filter', f.keystroke, f.keystrokeGetAll, 1),
    beside('search as you type beside Dexie', f.keystroke, f.keystrokeDexie, 1),
    beside('recording a visit to a known site beside a bare put', f.record, f.put, 2),
    beside('recording a visit to a new site beside a bare put', f.recordNew, f.put, 2),
    beside('longest task while 100,000 visits load, beside 50 ms', f.longestTask, 50, 1),
    beside('loading all visits page by page beside one getAll with a search', f.loading, f.keystrokeGetAll, 3),
    beside('one changed visit taken into the loaded list, beside a frame', f.changePatch, FRAME, 1),
    beside('export in a stream beside the whole in memory: time', f.exportTime, f.exportTimeWhole, 3),
    beside(
      'export in a stream beside the whole in memory: heap',
      mib(f.exportHeap),
      mib(f.exportHeapWhole),
      0.2,
      'MiB',
    ),
    beside('heat map of 10,000 contacts beside two frames', f.heatMap, 2 * FRAME, 1),
  ];
}
