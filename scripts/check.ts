/** `npm run check`: types, lint and format, unused code, regular expressions, data, texts, package budgets. Runs all, then says what failed. */
import { spawnSync } from 'node:child_process';
import { checkBudgets } from './lib/check-budgets.ts';
import { checkDataFiles } from './lib/check-data.ts';
import { checkLocales } from './lib/check-locales.ts';
import { checkRegexps } from './lib/check-regexps.ts';
import type { DataProblem } from './lib/problem.ts';

const failed: string[] = [];

function command(name: string, ...args: string[]): void {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(args[0] as string, args.slice(1), { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}

async function data(name: string, check: () => Promise<DataProblem[]>): Promise<void> {
  console.log(`\n── ${name}`);
  const problems = await check();
  for (const { file, reason } of problems) console.log(`${file}: ${reason}`);
  if (problems.length) failed.push(name);
  else console.log('in order');
}

command('types', 'tsc', '--noEmit');
command('lint and format', 'biome', 'check', '.');
command('unused files, exports and dependencies', 'knip');
await data('regular expressions that take no longer than the text is', checkRegexps);
await data('data files against their schemas', checkDataFiles);
command('platform list and rights', process.execPath, 'scripts/data.ts', 'check');
await data('texts in all languages', checkLocales);
command('build', process.execPath, 'scripts/build.ts');
await data('package budgets', checkBudgets);
command('Firefox package', 'web-ext', 'lint', '--source-dir', '.output/firefox-mv2', '--self-hosted');

console.log(failed.length ? `\nFailed: ${failed.join(', ')}` : '\nAll checks passed');
process.exit(failed.length ? 1 : 0);
