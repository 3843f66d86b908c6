import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages } from './build.ts';
import { findBrowser } from './lib/browsers.ts';
import {
  addTallies,
  failedFiles,
  type Tally,
  tallyOf,
  totalLine,
  type VitestReport,
  withSecondRun,
} from './lib/tally.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, '.cache', 'test-reports');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** What `npm test` runs, in this order. Two browsers at once would be too much for two cores. */
const SUITES = {
  unit: { project: 'unit', browser: null },
  chromium: { project: 'e2e', browser: 'chromium' },
  firefox: { project: 'e2e', browser: 'firefox' },
} as const;

type Suite = keyof typeof SUITES;

/** Browser tests of more files than this do not fail by chance. */
const MAX_SECOND_RUNS = 3;

async function vitest(suite: Suite, name: string, filters: string[]): Promise<[VitestReport | null, number | null]> {
  const { project, browser } = SUITES[suite];
  const report = join(REPORTS, `${name}.json`);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [VITEST, 'run', '--project', project, '--passWithNoTests', ...reporters, ...filters],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...(browser ? { RINGFENCE_BROWSER: browser } : {}) } },
  );
  const json = await readFile(report, 'utf8').catch(() => null);
  return [json === null ? null : (JSON.parse(json) as VitestReport), status];
}

/**
 * Runs a suite. A few files of browser tests that failed run once more, each in a new browser, and count as they end then:
 * a browser on a busy machine is late now and then. That they needed it is said, since it is a race for somebody to mend.
 */
async function run(suite: Suite, filters: string[]): Promise<Tally> {
  const { browser } = SUITES[suite];
  console.log(`\n== ${suite}`);
  if (browser) findBrowser(browser);
  const [first, status] = await vitest(suite, suite, filters);
  const failed = failedFiles(first);
  if (!browser || first === null || failed.length === 0 || failed.length > MAX_SECOND_RUNS) {
    return tallyOf(first, status);
  }
  const before = tallyOf(first, status).failed;
  console.log(`\n== ${suite}: ${before} failed; their ${failed.length} files once more`);
  const [second, secondStatus] = await vitest(suite, `${suite}-again`, failed);
  const tally = tallyOf(withSecondRun(first, second), secondStatus);
  console.log(`== ${suite}: failed at first and ${tally.failed} of ${before} again, in ${failed.join(', ')}`);
  return tally;
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
