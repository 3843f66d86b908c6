import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages } from './build.ts';
import { findBrowser } from './lib/browsers.ts';
import { addTallies, type Tally, tallyOf, totalLine, type VitestReport } from './lib/tally.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, '.cache', 'test-reports');

/** What `npm test` runs, in this order. Two browsers at once would be too much for two cores. */
const SUITES = {
  unit: { project: 'unit', browser: null },
  chromium: { project: 'e2e', browser: 'chromium' },
  firefox: { project: 'e2e', browser: 'firefox' },
} as const;

type Suite = keyof typeof SUITES;

async function run(suite: Suite, filters: string[]): Promise<Tally> {
  const { project, browser } = SUITES[suite];
  console.log(`\n== ${suite}`);
  if (browser) findBrowser(browser);
  const report = join(REPORTS, `${suite}.json`);
  await rm(report, { force: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', project, '--passWithNoTests', ...reporters, ...filters],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...(browser ? { RINGFENCE_BROWSER: browser } : {}) } },
  );
  const json = await readFile(report, 'utf8').catch(() => null);
  return tallyOf(json === null ? null : (JSON.parse(json) as VitestReport), status);
}

/**
 * Builds, runs the wanted suites, prints the total as the last line. Gives the exit code. `--pictures` keeps a picture of
 * every screen in every language in `.cache/screens`; without it only of screens with faults.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true }, pictures: { type: 'boolean' } },
  });
  if (values.pictures) process.env.RINGFENCE_PICTURES = '1';
  const wanted = (values.only ?? Object.keys(SUITES)) as Suite[];
  const unknown = wanted.find((name) => !(name in SUITES));
  if (unknown) throw new Error(`--only takes ${Object.keys(SUITES).join(', ')}; not ${unknown}.`);
  await mkdir(REPORTS, { recursive: true });

  const tallies: Tally[] = [];
  for (const suite of wanted) {
    try {
      if (SUITES[suite].browser) await buildPackages([suite === 'chromium' ? 'chrome' : 'firefox']);
      tallies.push(await run(suite, positionals));
    } catch (error) {
      console.error(`${suite}: ${(error as Error).message}`);
      tallies.push({ passed: 0, failed: 1, skipped: 0 });
    }
  }
  const total = addTallies(tallies);
  console.log(totalLine(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

process.exitCode = await main();
