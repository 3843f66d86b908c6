import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../scripts/bench.ts';
import { type BrowserDriver, launch, type PageDriver, type Site, serveSites } from '../e2e/driver/index.ts';
import { type FixturePage, fixturePages } from '../fixtures/generate.ts';

const PAGES = 24;
const ROUNDS = 11;
const WEIGHT = 4000;
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

function sitesOf(pages: FixturePage[]): Record<string, Site> {
  return {
    'quiet.test': ({ url }) => {
      const page = pages[Number(url.pathname.slice(1))];
      if (!page) return { status: 404 };
      // Pages of the set are short. With this many paragraphs a load takes as long as that of a light page of the web.
      const body = page.html.replace('</body>', `${FILLER.repeat(WEIGHT)}</body>`);
      return { headers: { 'content-type': 'text/html; charset=utf-8' }, body };
    },
  };
}

async function loads(drivers: BrowserDriver[], count: number): Promise<number[][]> {
  const pages = await Promise.all(drivers.map((driver) => driver.open('about:blank')));
  const perPage: number[][] = drivers.map(() => []);
  for (let at = 0; at < count; at += 1) {
    const times: number[][] = drivers.map(() => []);
    for (let round = 0; round <= ROUNDS; round += 1) {
      // In turn, and in turned order, so that both meet the same machine.
      const order = round % 2 ? [...pages.keys()] : [...pages.keys()].reverse();
      for (const which of order) {
        const time = await loadTime(pages[which] as PageDriver, `https://quiet.test/${at}`);
        if (round > 0) times[which]?.push(time);
      }
    }
    // The quickest of each: whatever else runs on the machine can only make a load slower.
    for (const [which, list] of times.entries()) perPage[which]?.push(Math.min(...list));
  }
  return perPage;
}

/** What the extension costs on pages that are none of its business, beside the same browser without it. */
export async function benches(): Promise<Bench[]> {
  const pages = fixturePages()
    .filter((page) => page.label === 'negative' && !page.hard)
    .slice(0, PAGES);
  const sites = await serveSites(sitesOf(pages));
  const folder = await mkdtemp(join(tmpdir(), 'bench-load-'));
  const dirs = await extensionsBeside(folder);
  const ours = await launch('chromium', { sites, extensionDir: dirs.ours });
  const unguarded = await launch('chromium', { sites, extensionDir: dirs.unguarded });
  const empty = await launch('chromium', { sites, extensionDir: dirs.empty });
  const bare = await launch('chromium', { sites, extensionDir: null });
  try {
    const startsBefore = await ours.workerStarts();
    const [mine = [], withoutGuard = [], least = [], none = []] = await loads(
      [ours, unguarded, empty, bare],
      pages.length,
    );
    const starts = (await ours.workerStarts()) - startsBefore;
    const beside = (name: string, peer: number[], goal: number, own = mine): Bench => {
      const ratio = median(own.map((time, at) => time / (peer[at] ?? time)));
      return { name, ours: median(own), peer: median(peer), unit: 'ms', ratio, goal, ok: ratio <= goal };
    };
    return [
      beside(`load of ${pages.length} quiet pages, with the extension beside without any`, none, 1.02),
      beside('the same, beside an extension that does nothing on these pages', least, 1.02),
      beside('an extension that does nothing beside none: the part that no extension can save', none, 2, least),
      beside('load with the contacts guard beside without it', withoutGuard, 1.01),
      {
        name: `worker starts over ${pages.length} quiet pages, ${ROUNDS + 1} loads each, beside none`,
        ours: starts,
        peer: 0,
        unit: 'starts',
        ratio: starts,
        goal: 0,
        ok: starts === 0,
      },
    ];
  } finally {
    await ours.close();
    await unguarded.close();
    await empty.close();
    await bare.close();
    await sites.close();
    await rm(folder, { recursive: true, force: true });
  }
}
