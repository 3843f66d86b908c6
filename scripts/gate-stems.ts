/**
 * Writes `data/model/gate.json`, the stems that the gate carries, from the `gate` entries of `data/lexicon`. Usage:
 * `node scripts/gate-stems.ts [--check]`. With `--check` it writes nothing and fails where the file would change.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gateStems } from './lib/gate-stems.ts';

const path = new URL('../data/model/gate.json', import.meta.url).pathname;
const text = `${JSON.stringify(gateStems(), null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error(`${path} is older than the lexicons: run node scripts/gate-stems.ts`);
  process.exitCode = 1;
}
