import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../scripts/bench.ts';
import { type BrowserDriver, launch, type PageDriver, type Site, serveSites } from '../e2e/driver/index.ts';
import { type FixturePage, fixturePages } from '../fixtures/generate.ts';

const PAGES = 24;
/** Times that all browsers are started anew: one start may be quicker than its like for as long as it runs. */
const STARTS = 3;
const ROUNDS = 2;
const WEIGHT = 4000;
/** Milliseconds until an answer begins, as on a good line: the way to a near server and back. */
const LATENCY = 50;
const PICTURES = 6;
const FILLER = '<p>The heron stood in the reeds until the light had gone, and nobody saw it leave.</p>';

const PACKAGE = join(import.meta.dirname, '../../.output/chrome-mv3');

/** The least that any extension with a content script on these pages costs: one that does nothing. */
const EMPTY_EXTENSION = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Does nothing',
    version: '1',
    background: { service_worker: 'nothing.js' },
    content_scripts: [{ matches: ['http://*/*', 'https://*/*'], js: ['nothing.js'], run_at: 'document_idle' }],
  }),
  'nothing.js': '0;\n',
};

/** Folders of the extensions to compare: one that does nothing, ours, and ours without what runs at document_start. */
async function extensionsBeside(folder: string): Promise<{ empty: string; ours: string; unguarded: string }> {
  const empty = await mkdtemp(join(folder, 'empty-'));
  for (const [name, content] of Object.entries(EMPTY_EXTENSION)) await writeFile(join(empty, name), content);
  const unguarded = await mkdtemp(join(folder, 'unguarded-'));
  await cp(PACKAGE, unguarded, { recursive: true });
  const manifest = JSON.parse(await readFile(join(unguarded, 'manifest.json'), 'utf8')) as {
    content_scripts: { run_at: string }[];
  };
  manifest.content_scripts = manifest.content_scripts.filter((script) => script.run_at !== 'document_start');
  await writeFile(join(unguarded, 'manifest.json'), JSON.stringify(manifest));
  return { empty, ours: PACKAGE, unguarded };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function loadTime(page: PageDriver, url: string): Promise<number> {
  await page.goto(url);
  return page.waitFor(() => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return entry && entry.loadEventEnd > 0 ? entry.loadEventEnd - entry.startTime : 0;
  });
}

const PARTS: Record<string, { type: string; body: string }> = {
  css: { type: 'text/css', body: 'body { font: 16px serif; max-width: 40em }' },
  js: { type: 'text/javascript', body: 'document.title += "."' },
  svg: { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>' },
};

/** The pages, each with a style sheet, a script and pictures of its own; every answer begins after `latency` ms. */
function siteOf(pages: FixturePage[], latency: number): Site {
  const pictures = Array.from({ length: PICTURES }, (_, at) => `<img alt="" src="/${at}.svg">`).join('');
  return async ({ url }) => {
    await new Promise((resolve) => setTimeout(resolve, latency));
    const [name = '', kind] = url.pathname.slice(1).split('.');
    const part = PARTS[kind ?? ''];
    if (part) return { headers: { 'content-type': part.type, 'cache-control': 'no-store' }, body: part.body };
    const page = pages[Number(name)];
    if (!page) return { status: 404 };
    // Pages of the set are short. With this many paragraphs a load takes as long as that of a light page of the web.
    const body = page.html
      .replace('</head>', '<link rel="stylesheet" href="/style.css"><script src="/script.js"></script></head>')
      .replace('</body>', `${pictures}${FILLER.repeat(WEIGHT)}</body>`);
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body };
  };
}

const BROWSERS = ['ours', 'unguarded', 'empty', 'none', 'none'] as const;

/** Load times in milliseconds by page and round, of the browsers in this order. */
type Times = [number[][], number[][], number[][], number[][], number[][]];

/** Adds the milliseconds of each load to `times`, by browser and page. */
async function loads(drivers: BrowserDriver[], host: string, times: number[][][]): Promise<void> {
  const pages = await Promise.all(drivers.map((driver) => driver.open('about:blank')));
  for (const at of (times[0] ?? []).keys()) {
    for (let round = 0; round <= ROUNDS; round += 1) {
      // In turn, and in turned order, so that all meet the same machine.
      const order = round % 2 ? [...pages.keys()] : [...pages.keys()].reverse();
      for (const which of order) {
        const time = await loadTime(pages[which] as PageDriver, `https://${host}/${at}`);
        if (round > 0) times[which]?.[at]?.push(time);
      }
    }
  }
  for (const page of pages) await page.close();
}

/** Median over the pages of the median over the rounds of one load beside the other's of the same round. */
function pairedRatio(own: number[][], peer: number[][]): number {
  return median(own.map((list, at) => median(list.map((time, round) => time / (peer[at]?.[round] ?? time)))));
}

/**
 * Load by load the geometric mean of two browsers. Two that are alike differ by some per cent throughout a run, which
 * one alone would lend to whatever stands beside it.
 */
function meanOf(one: number[][], other: number[][]): number[][] {
  return one.map((list, at) => list.map((time, round) => Math.sqrt(time * (other[at]?.[round] ?? time))));
}

/** What the extension costs on pages that are none of its business, beside the same browser without it. */
export async function benches(): Promise<Bench[]> {
  const pages = fixturePages()
    .filter((page) => page.label === 'negative' && !page.hard)
    .slice(0, PAGES);
  const sites = await serveSites({ 'quiet.test': siteOf(pages, LATENCY), 'local.test': siteOf(pages, 0) });
  const folder = await mkdtemp(join(tmpdir(), 'bench-load-'));
  const dirs = await extensionsBeside(folder);
  const far: number[][][] = BROWSERS.map(() => pages.map(() => []));
  const near: number[][][] = BROWSERS.map(() => pages.map(() => []));
  let wakes = 0;
  try {
    for (let start = 0; start < STARTS; start += 1) {
      const drivers: BrowserDriver[] = [];
      try {
        // The one that starts last is not always the same.
        for (const at of BROWSERS.keys()) {
          const which = (at + 2 * start) % BROWSERS.length;
          const kind = BROWSERS[which] as (typeof BROWSERS)[number];
          drivers[which] = await launch('chromium', { sites, extensionDir: kind === 'none' ? null : dirs[kind] });
        }
        const [ours] = drivers as [BrowserDriver];
        const wakesBefore = await ours.workerStarts();
        await loads(drivers, 'quiet.test', far);
        await loads(drivers, 'local.test', near);
        wakes += (await ours.workerStarts()) - wakesBefore;
      } finally {
        for (const driver of drivers.filter(Boolean)) await driver.close();
      }
    }
    const line = `${LATENCY} ms per answer`;
    const beside = (name: string, own: number[][], peer: number[][], goal: number): Bench => {
      const ratio = pairedRatio(own, peer);
      return { name, ours: median(own.flat()), peer: median(peer.flat()), unit: 'ms', ratio, goal, ok: ratio <= goal };
    };
    /** How far apart two browsers without any extension are: what the figures before it may be wrong by. */
    const control = (name: string, one: number[][], other: number[][]): Bench => {
      const figure = beside(name, one, other, 1.02);
      return { ...figure, ok: Math.max(figure.ratio, 1 / figure.ratio) <= figure.goal };
    };
    const figures = (what: string, [whole, unguarded, empty, none, noneAgain]: Times): Bench[] => {
      const without = meanOf(none, noneAgain);
      return [
        beside(`${what}, with the extension beside none`, whole, without, 1.02),
        beside('the same, beside an extension whose content script does nothing', whole, empty, 1.02),
        beside('the same, with the contacts guard beside without it', whole, unguarded, 1.01),
        control('the same, two browsers without any: what these may be wrong by', none, noneAgain),
      ];
    };
    return [
      ...figures(`load of ${pages.length} quiet pages, ${line}`, far as Times),
      ...figures('load of the same pages from this machine itself', near as Times),
      {
        name: `worker starts over ${pages.length} quiet pages, ${2 * STARTS * (ROUNDS + 1)} loads each, beside none`,
        ours: wakes,
        peer: 0,
        unit: 'starts',
        ratio: wakes,
        goal: 0,
        ok: wakes === 0,
      },
    ];
  } finally {
    await sites.close();
    await rm(folder, { recursive: true, force: true });
  }
}
