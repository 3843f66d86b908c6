import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataProblem } from './problem.ts';

const OUTPUT = new URL('../../.output/', import.meta.url).pathname;

/** Largest sizes in bytes, unpacked. The gate runs on every page, the guard on every page where there is a picker. */
const BUDGETS: Record<string, number> = {
  'gate.js': 4_000,
  'contacts-guard.js': 12_000,
  'contacts-relay.js': 4_000,
  // On the further pages of a lender, before the page; its list of calls makes up half of it.
  'held-calls.js': 14_000,
  // The words of all languages make up most of it; it is read only on suspect pages.
  'inspector.js': 640_000,
  'background.js': 900_000,
};
/** Together, what guards the Contact Picker before anything of a page. */
const START_BUDGET = 1_000;
const PACKAGE_BUDGET = 8_000_000;

async function sizeOf(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return sum;
}

async function startSize(folder: string): Promise<number> {
  const { content_scripts: scripts } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
    content_scripts: { js: string[] }[];
  };
  const files = scripts.flatMap((script) => script.js).filter((file) => file !== 'gate.js');
  return (await Promise.all(files.map((file) => stat(join(folder, file))))).reduce((sum, { size }) => sum + size, 0);
}

/** Holds the built packages against their size budgets. A package that is not built is a problem too. */
export async function checkBudgets(): Promise<DataProblem[]> {
  const problems: DataProblem[] = [];
  for (const target of ['chrome-mv3', 'firefox-mv2']) {
    for (const [name, limit] of Object.entries(BUDGETS)) {
      const file = `${target}/${name}`;
      const size = await stat(join(OUTPUT, file)).then(
        (found) => found.size,
        () => null,
      );
      if (size === null) problems.push({ file, reason: 'is not built (npm run build)' });
      else if (size > limit) problems.push({ file, reason: `${size} bytes, over its budget of ${limit}` });
    }
    const start = await startSize(join(OUTPUT, target)).catch(() => 0);
    if (start >= START_BUDGET) {
      problems.push({ file: target, reason: `${start} bytes at document_start, not under ${START_BUDGET}` });
    }
    const whole = await sizeOf(join(OUTPUT, target)).catch(() => 0);
    if (whole > PACKAGE_BUDGET) problems.push({ file: target, reason: `${whole} bytes, over ${PACKAGE_BUDGET}` });
  }
  return problems;
}
