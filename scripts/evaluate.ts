/**
 * Measures recognition on labelled pages.
 *
 *   npm run evaluate -- [--pages DIR --labels FILE] [--pure] [--loso] [--agree] [--errors] [--json FILE] [--explain FILE]
 *
 * Without `--pages` it takes the labelled pages beside the project (`../shared/corpus`) where they are, and the
 * project's own pages of `test/fixtures`. `--pure` judges with the pure functions in Node.js; without it the built
 * extension judges in Chromium. `--loso` judges each site with a model trained without it. `--explain` writes every
 * score of every page as a sum of named contributions. `--agree` judges in both ways, lists every page on which they do
 * not say the same, and fails if there is one.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { disagreements } from './lib/evaluate/agree.ts';
import { type LabelledPage, readCorpus } from './lib/evaluate/corpus.ts';
import { readFixtures } from './lib/evaluate/fixtures.ts';
import { isRight, type Outcome } from './lib/evaluate/outcome.ts';
import { evaluateLeavingOut, evaluatePure } from './lib/evaluate/pure.ts';
import { confusion, errors, goals, languages, precisions, summands } from './lib/evaluate/report.ts';
import { showShare, showTable } from './lib/evaluate/statistics.ts';
import { describeContacts, measureContacts } from './lib/measure-contacts.ts';
import { describePrices, measurePrices } from './lib/measure-prices.ts';

const { values } = parseArgs({
  options: {
    pages: { type: 'string' },
    labels: { type: 'string' },
    pure: { type: 'boolean', default: false },
    loso: { type: 'boolean', default: false },
    agree: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    json: { type: 'string' },
    explain: { type: 'string' },
  },
});

const BESIDE = '../shared/corpus';
const OWN = 'own pages';

function collect(): { name: string; pages: LabelledPage[] }[] {
  if (values.pages) {
    return [
      { name: values.pages, pages: readCorpus(values.pages, values.labels ?? join(values.pages, 'labels.jsonl')) },
    ];
  }
  const own = { name: OWN, pages: readFixtures() };
  if (!existsSync(join(BESIDE, 'labels.jsonl'))) return [own];
  return [{ name: BESIDE, pages: readCorpus(BESIDE, join(BESIDE, 'labels.jsonl')) }, own];
}

function tell(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} `);
}

async function judgeAll(pages: LabelledPage[], others: LabelledPage[]): Promise<Outcome[]> {
  if (values.loso) return evaluateLeavingOut(pages, others, tell);
  if (values.pure) return evaluatePure(pages);
  const { evaluateInBrowser } = await import('./lib/evaluate/browser.ts');
  return evaluateInBrowser(pages, tell);
}

async function agree(pages: LabelledPage[]): Promise<string[]> {
  const { evaluateInBrowser, PATIENT } = await import('./lib/evaluate/browser.ts');
  const apart = async (some: LabelledPage[], extension: Outcome[]) => {
    // What a visit showed fades with time, so both need the same clock.
    const times = new Map(extension.map(({ page, at }) => [page, at ?? 0]));
    const pure = await evaluatePure(some, (page) => times.get(page) ?? 0);
    const judged = new Map(pure.map((outcome) => [outcome.page, outcome]));
    return disagreements(
      some.flatMap((page) => judged.get(page) ?? []),
      extension,
    );
  };
  const found = await apart(pages, await evaluateInBrowser(pages, tell));
  if (found.length === 0) return [];
  // Once more with patience: a page that was looked at before its reading came is no disagreement.
  const sites = new Set(pages.filter(({ id }) => found.some((one) => one.page.id === id)).map(({ site }) => site));
  const again = pages.filter(({ site }) => sites.has(site));
  return (await apart(again, await evaluateInBrowser(again, tell, PATIENT))).map(({ said }) => said);
}

const json = [];
const explained: string[] = [];
const sets = collect();
if (values.agree) {
  for (const { name, pages } of sets) {
    const apart = await agree(pages);
    console.log(`\n# ${name}: ${pages.length} pages, ${apart.length} on which extension and pure functions disagree`);
    for (const line of apart) console.log(line);
    if (apart.length > 0) process.exitCode = 1;
  }
  process.exit();
}
const own = readFixtures();
for (const { name, pages } of sets) {
  const others = name === OWN ? sets.filter((set) => set.name !== OWN).flatMap((set) => set.pages) : own;
  const outcomes = await judgeAll(pages, others);
  const how = values.loso ? 'each site by a model trained without it' : values.pure ? 'pure functions' : 'extension';
  console.log(`\n# ${name}: ${pages.length} pages of ${new Set(pages.map((page) => page.site)).size} sites (${how})\n`);
  console.log(`${confusion(outcomes)}\n\n${precisions(outcomes)}\n\n${languages(outcomes)}\n`);
  const measured = goals(outcomes);
  console.log(
    showTable(
      ['goal', 'measured', 'asked', ''],
      measured.map((goal) => [goal.name, showShare(goal.measured), goal.goal, goal.ok ? 'ok' : 'not met']),
    ),
  );
  const wrong = outcomes.filter((outcome) => !isRight(outcome)).length;
  console.log(`\n${wrong} errors${values.errors ? `:\n${errors(outcomes)}` : ' (list them with --errors)'}`);
  json.push({ name, how, goals: measured, pages: outcomes.map(asRow) });
  explained.push(...outcomes.map(explain));
}
const folder = values.pages ?? (existsSync(join(BESIDE, 'labels.jsonl')) ? BESIDE : null);
if (folder !== null) {
  const labels = values.labels ?? join(folder, 'labels.jsonl');
  console.log(`\n${describeContacts(measureContacts(folder, labels), values.errors)}`);
  console.log(`\n${describePrices(measurePrices(folder, labels), values.errors)}`);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(json, null, 1)}\n`);
if (values.explain) writeFileSync(values.explain, explained.join('\n\n'));

function asRow(outcome: Outcome) {
  const { page, kind, score, lending, severity, contacts, rules } = outcome;
  const { id, site, lang, label, hard } = page;
  const vectors = [...new Set(contacts.map((request) => request.vector))];
  return {
    id,
    site,
    lang,
    label,
    hard,
    kind,
    score,
    lending,
    severity,
    rules,
    contacts: vectors,
    right: isRight(outcome),
  };
}

function explain(outcome: Outcome): string {
  const { page, kind, score, lending, severity } = outcome;
  const head = `${page.id} · ${page.label} · ${kind} ${score} · lending ${lending ?? '–'} · ${severity}`;
  return [head, ...summands(outcome, Number.POSITIVE_INFINITY)].join('\n  ');
}
