/**
 * Trains the model that tells lenders' pages from others, and writes `data/model/weights.json` and
 * `data/model/inputs.json`. Usage: `node scripts/train-model.ts --pages DIR --labels FILE [--check]`. It learns from the
 * labelled pages given and from the project's own in `test/fixtures`. With `--check` it writes nothing and fails where the files would change. There is no chance in the training: the same pages give the
 * same files, bit for bit.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCorpus } from './lib/evaluate/corpus.ts';
import { readVisits } from './lib/evaluate/dataset.ts';
import { readFixtures } from './lib/evaluate/fixtures.ts';
import { TRAINING, train } from './lib/evaluate/train.ts';

const MODEL = new URL('../data/model/', import.meta.url).pathname;

const { values } = parseArgs({
  options: { pages: { type: 'string' }, labels: { type: 'string' }, check: { type: 'boolean', default: false } },
});
const pagesFolder = values.pages ?? '../shared/corpus';
const pages = [...readCorpus(pagesFolder, values.labels ?? join(pagesFolder, 'labels.jsonl')), ...readFixtures()];
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const model = train(readVisits(pages));
const inputs = {
  note: 'The pages that weights.json was trained on, as hashes: of the label’s id, of what the label says, of the page.',
  training: TRAINING,
  pages: pages.map((page) =>
    [digest(page.id), digest(`${page.label} ${page.kinds.join(' ')}`), digest(page.html)].join(' '),
  ),
};
const files = { 'weights.json': model, 'inputs.json': inputs };
for (const [name, content] of Object.entries(files)) {
  const path = join(MODEL, name);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (!values.check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what training gives: run node scripts/train-model.ts`);
    process.exitCode = 1;
  }
}
console.log(`${pages.length} pages, ${Object.keys(model.lending.weights).length} features`);
