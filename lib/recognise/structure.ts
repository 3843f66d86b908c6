import type { Control, Snapshot } from '../page/index.ts';
import { type Measures, scale } from './measures.ts';
import { type Concepts, readingLength } from './zones.ts';

const SEARCH = /(?:^| )(?:search|query|keywords?|q|s|cari|buscar|busca|newsletter|subscribe)(?: |$)/;
const CHOICES = new Set(['checkbox', 'radio']);

/** How a page is built, in figures that more than one measure needs. */
export interface Build {
  /** Fields to fill in: without search boxes, tick boxes and choices. */
  entries: number;
  /** Number of such fields that ask for a concept. */
  asks(concept: string): number;
  /** The first field that asks for a concept. */
  field(concept: string): Control | undefined;
  /** A slider is among the controls. */
  slider: boolean;
  /** Length of all text and of the text in long paragraphs, as a reader feels it. */
  length: number;
  prose: number;
  /** A table of many columns or rows. */
  table: boolean;
}

/** Takes the figures of a page from its snapshot and the concepts of its controls. */
export function buildOf(snapshot: Snapshot, concepts: Concepts): Build {
  const { controls, blocks, counts } = snapshot;
  const fields = controls
    .map((control, at) => ({ control, asked: concepts.controls[at] ?? new Set<string>() }))
    .filter(({ control }) => control.type !== 'search' && !SEARCH.test(control.key) && !CHOICES.has(control.type));
  let length = 0;
  let prose = 0;
  for (const block of blocks) {
    const felt = readingLength(block.text);
    length += felt;
    if (felt >= 120 && block.tag !== 'td') prose += felt;
  }
  return {
    entries: fields.length,
    asks: (concept) => fields.filter(({ asked }) => asked.has(concept)).length,
    field: (concept) => fields.find(({ asked }) => asked.has(concept))?.control,
    slider: controls.some(({ type }) => type === 'range' || type === 'slider'),
    length,
    prose,
    table: counts.headerCells >= 4 || counts.rows > 8,
  };
}

/** Fields that together say more than each of them. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['phone', 'identity'],
  ['phone', 'otp'],
  ['amount', 'term'],
  ['amount', 'phone'],
  ['bank-card', 'identity'],
  ['bank-card', 'otp'],
  ['income', 'identity'],
  ['income', 'phone'],
  ['income', 'amount'],
  ['reference', 'phone'],
  ['kinship', 'phone'],
];

/** Measures lengths, fields, tables, links and schema.org types of a page: everything but its words. */
export function measureStructure(snapshot: Snapshot, build: Build, measures: Measures): void {
  measureText(build, measures);
  measureForm(snapshot, build, measures);
  measureFurniture(snapshot, build, measures);
}

function measureText({ length, prose }: Build, measures: Measures): void {
  const shown = `${Math.round(length)} characters of text, ${Math.round(prose)} in paragraphs`;
  measures.add('text:tiny', length < 300 ? 1 : 0, shown);
  measures.add('text:small', length >= 300 && length < 1200 ? 1 : 0, shown);
  measures.add('text:long', length >= 5000 ? 1 : 0, shown);
  measures.add('text:very-long', length >= 15_000 ? 1 : 0, shown);
  measures.add('text:prose', length >= 1500 ? prose / length : 0, shown);
}

function measureForm({ controls, counts }: Snapshot, build: Build, measures: Measures): void {
  const { entries } = build;
  const shown = `${entries} fields to fill in`;
  const kinds = (...types: string[]) => controls.filter(({ type }) => types.includes(type)).length;
  const dates = kinds('date', 'datetime-local');
  measures.add('form:none', entries === 0 ? 1 : 0, shown);
  measures.add('form:one', entries === 1 ? 1 : 0, shown);
  measures.add('form:some', entries >= 2 ? 1 : 0, shown);
  measures.add('form:fields', scale(entries, 15), shown);
  measures.add('form:many', entries > 20 ? 1 : 0, shown);
  measures.add('form:password', counts.passwords, `${counts.passwords} password fields`);
  measures.add('form:login', counts.passwords === 1 && entries === 2 ? 1 : 0, 'a name and a password');
  measures.add('form:slider', build.slider ? 1 : 0, 'a slider');
  measures.add('form:file', kinds('file'), 'a file upload');
  measures.add('form:date', dates === 1 ? 1 : 0, 'a date');
  measures.add('form:dates', dates >= 2 ? 1 : 0, 'a range of dates');
  measures.add('form:ticks', scale(kinds('checkbox'), 4), 'tick boxes');
  measures.add('form:choices', scale(kinds('select', 'radio'), 6), 'lists to choose from');
  for (const [one, other] of PAIRS) {
    const field = build.field(one);
    if (!field || build.asks(other) === 0) continue;
    measures.add(`ask:${one}+${other}`, 1, { text: field.label || field.key, where: field.where });
  }
}

function measureFurniture({ actions, counts, schemaTypes, metas }: Snapshot, build: Build, measures: Measures): void {
  const links = actions.filter((action) => action.kind === 'link').length;
  const buttons = actions.length - links;
  measures.add('page:links', scale(links, 60), `${links} links`);
  measures.add('page:buttons', scale(buttons, 12), `${buttons} buttons`);
  // Under fields for sum and term a table is the schedule of payments; elsewhere it is mostly a list for staff.
  const schedule = build.asks('amount') + build.asks('term') > 0;
  const columns = counts.headerCells >= 4 && !schedule;
  measures.add('page:columns', columns ? 1 : 0, `a table of ${counts.headerCells} columns`);
  measures.add('page:rows', scale(Math.max(0, counts.rows - 4), 20), `${counts.rows} table rows`);
  measures.add('page:articles', counts.articles / 2, `${counts.articles} articles`);
  measures.add('page:code', counts.codeBlocks / 2, `${counts.codeBlocks} blocks of code`);
  measures.add('page:paragraphs', scale(counts.paragraphs, 20), `${counts.paragraphs} paragraphs`);
  for (const [name, types] of Object.entries(SCHEMAS)) {
    const found = schemaTypes.find((type) => types.test(type));
    if (found) measures.add(`schema:${name}`, 1, { text: found, where: 'schema.org' });
    else if (name === 'article' && /article/i.test(metas['og:type'] ?? '')) {
      measures.add('schema:article', 1, { text: 'article', where: 'meta og:type' });
    }
  }
}

const SCHEMAS: Readonly<Record<string, RegExp>> = {
  loan: /^(?:LoanOrCredit|FinancialProduct|FinancialService|PaymentCard)$/,
  article: /Article$|^(?:BlogPosting|DiscussionForumPosting|QAPage|Book)$|^NewsMedia/,
  other: /^(?:JobPosting|Product|Course|Event|Recipe|SoftwareSourceCode|Vehicle|Car)$/,
};
