import type { Evidence } from '../assessment/index.ts';
import type { Control, Snapshot } from '../page/index.ts';
import { COUNTER_CONCEPTS } from './lexicon/index.ts';
import { type Concepts, readingLength } from './zones.ts';

/** A measured property of a page, from 0 to 1, with what shows it. */
export interface Measure {
  name: string;
  value: number;
  evidence: Evidence;
}

const SEARCH = /(?:^| )(?:search|query|keywords?|q|s|cari|buscar|busca|newsletter|subscribe)(?: |$)/;
/** What a lender asks of the borrower in person, beyond what any form may ask. */
const DEMANDS = [
  'phone',
  'identity',
  'bank-card',
  'income',
  'otp',
  'reference',
  'id-photo',
  'carrier',
  'purpose',
  'guarantor',
];
/** The talk of lending. */
const MONEY = [
  'product',
  'apply',
  'borrow',
  'amount',
  'term',
  'rate',
  'repay',
  'limit',
  'payout',
  'speed',
  'no-check',
  'loan-account',
];
/** Words that hardly any page says that has nothing to do with lending. */
const LENDING_WORDS = [
  'product',
  'borrow',
  'amount',
  'payout',
  'limit',
  'loan-account',
  'loan-policy',
  'carrier',
  'no-check',
];
/** Whoever names these in a heading or on a button means another kind of loan, or none. */
const OTHER_LOANS = [
  'equipment',
  'library',
  'mortgage',
  'vehicle',
  'student-aid',
  'insurance',
  'job',
  'developer-docs',
  'dictionary',
];
const CHOICES = new Set(['checkbox', 'radio']);

/** 0 for nothing, 1 for `full` or more, by doubling. */
function scale(count: number, full: number): number {
  return Math.min(1, Math.log2(1 + count) / Math.log2(1 + full));
}

/** Controls that take data in: without search boxes and without lone tick boxes. */
export function dataControls(snapshot: Snapshot): { control: Control; at: number }[] {
  return snapshot.controls
    .map((control, at) => ({ control, at }))
    .filter(({ control }) => control.type !== 'search' && !SEARCH.test(control.key));
}

function mentions(concepts: Concepts, concept: string): number {
  return (['short', 'prose'] as const).reduce((sum, zone) => sum + (concepts.get(zone, concept)?.count ?? 0), 0);
}

/**
 * Measures how a page is built: how many controls of which kinds stand together, how long its texts are, how much of it
 * is table, prose or navigation. Values are numbers from 0 to 1; absent ones are 0.
 */
export function measureStructure(snapshot: Snapshot, concepts: Concepts): Measure[] {
  const measures: Measure[] = [];
  const page = (text: string): Evidence => ({ text, where: 'page' });
  const add = (name: string, value: number, evidence: Evidence) => {
    if (value > 0) measures.push({ name, value: Math.round(Math.min(1, value) * 1000) / 1000, evidence });
  };
  const { counts, actions } = snapshot;
  const data = dataControls(snapshot);
  const asks = new Map<string, number>();
  for (const { control, at } of data) {
    if (CHOICES.has(control.type)) continue;
    for (const concept of concepts.controls[at] ?? []) asks.set(concept, (asks.get(concept) ?? 0) + 1);
  }
  const asked = (concept: string) => asks.get(concept) ?? 0;

  let long = 0;
  let all = 0;
  for (const block of snapshot.blocks) {
    const length = readingLength(block.text);
    all += length;
    if (length >= 120 && block.tag !== 'td') long += length;
  }
  const words = page(`${Math.round(all)} characters of text, ${Math.round(long)} in paragraphs`);
  add('text:tiny', all < 300 ? 1 : 0, words);
  add('text:small', all >= 300 && all < 1200 ? 1 : 0, words);
  add('text:long', all >= 5000 ? 1 : 0, words);
  add('text:very-long', all >= 15_000 ? 1 : 0, words);
  add('text:prose', all > 0 && all >= 1500 ? long / all : 0, words);

  const entries = data.filter(({ control }) => !CHOICES.has(control.type)).length;
  const form = page(`${entries} fields to fill in`);
  add('form:none', entries === 0 ? 1 : 0, form);
  add('form:one', entries === 1 ? 1 : 0, form);
  add('form:some', entries >= 2 ? 1 : 0, form);
  add('form:fields', scale(entries, 15), form);
  add('form:many', entries > 20 ? 1 : 0, form);
  const type = (...types: string[]) => data.filter(({ control }) => types.includes(control.type)).length;
  add('form:password', Math.min(1, counts.passwords), page(`${counts.passwords} password fields`));
  add('form:slider', Math.min(1, type('range', 'slider')), page('a slider'));
  add('form:file', Math.min(1, type('file')), page('a file upload'));
  add('form:dates', type('date', 'datetime-local') >= 2 ? 1 : 0, page('a range of dates'));
  add('form:date', type('date', 'datetime-local') === 1 ? 1 : 0, page('a date'));
  add('form:ticks', scale(type('checkbox'), 4), page('tick boxes'));
  add('form:choices', scale(type('select', 'radio'), 6), page('lists to choose from'));
  add('form:login', counts.passwords === 1 && entries === 2 ? 1 : 0, page('a name and a password'));

  const pair = (name: string, ...parts: string[]) => {
    if (!parts.every((part) => asked(part) > 0)) return;
    const first = data.find(({ at }) => concepts.controls[at]?.has(parts[0] ?? ''))?.control;
    add(name, 1, { text: first?.label || first?.key || name, where: first?.where ?? 'form' });
  };
  pair('ask:phone+identity', 'phone', 'identity');
  pair('ask:phone+otp', 'phone', 'otp');
  pair('ask:amount+term', 'amount', 'term');
  pair('ask:amount+phone', 'amount', 'phone');
  pair('ask:bank-card+identity', 'bank-card', 'identity');
  pair('ask:bank-card+otp', 'bank-card', 'otp');
  pair('ask:income+identity', 'income', 'identity');
  pair('ask:income+phone', 'income', 'phone');
  pair('ask:reference+phone', 'reference', 'phone');
  pair('ask:kinship+phone', 'kinship', 'phone');
  pair('ask:income+amount', 'income', 'amount');

  const links = actions.filter((action) => action.kind === 'link').length;
  const buttons = actions.length - links;
  add('page:links', scale(links, 60), page(`${links} links`));
  add('page:buttons', scale(buttons, 12), page(`${buttons} buttons`));
  add('page:columns', counts.headerCells >= 4 ? 1 : 0, page(`a table of ${counts.headerCells} columns`));
  add('page:rows', scale(Math.max(0, counts.rows - 4), 20), page(`${counts.rows} table rows`));
  add('page:articles', Math.min(1, counts.articles / 2), page(`${counts.articles} articles`));
  add('page:code', Math.min(1, counts.codeBlocks / 2), page(`${counts.codeBlocks} blocks of code`));
  add('page:paragraphs', scale(counts.paragraphs, 20), page(`${counts.paragraphs} paragraphs`));

  const schema = (name: string, types: RegExp) => {
    const found = snapshot.schemaTypes.find((item) => types.test(item));
    if (found) add(name, 1, { text: found, where: 'schema.org' });
  };
  schema('schema:loan', /^(?:LoanOrCredit|FinancialProduct|FinancialService|PaymentCard)$/);
  schema('schema:article', /^(?:\w*Article|BlogPosting|NewsMedia\w*|DiscussionForumPosting|QAPage|Book)$/);
  schema('schema:other', /^(?:JobPosting|Product|Course|Event|Recipe|SoftwareSourceCode|Vehicle|Car)$/);
  if (/article/i.test(snapshot.metas['og:type'] ?? ''))
    add('schema:article', 1, { text: 'article', where: 'meta og:type' });

  const together = (name: string, ...parts: boolean[]) => add(name, parts.every(Boolean) ? 1 : 0, page(name));
  const product = concepts.has('product', 'head', 'act', 'short', 'ctl', 'prose');
  const named = concepts.has('product', 'head', 'act');
  const apply = concepts.has('apply', 'act');
  const submit = apply || concepts.has('submit', 'act');
  const manyColumns = counts.headerCells >= 4 || counts.rows > 8;
  const staff = manyColumns || concepts.has('back-office', 'head', 'act') || mentions(concepts, 'back-office') > 2;
  const demands = DEMANDS.filter(asked);
  const listed = DEMANDS.filter((concept) => concepts.has(concept, 'short', 'act', 'head'));
  const money = MONEY.filter((concept) => concepts.has(concept, 'head', 'act', 'short', 'ctl', 'prose'));
  const counter = [...COUNTER_CONCEPTS].filter((concept) => concepts.has(concept, 'head', 'act'));
  const calculator = asked('amount') + asked('term') + type('range', 'slider') > 0;

  add('sum:demands', scale(demands.length, 4), page(`fields for ${demands.join(', ')}`));
  if (entries <= 1 && all < 1500)
    add('sum:listed-demands', scale(listed.length, 5), page(`lines on ${listed.join(', ')}`));
  add('sum:money', money.length / MONEY.length, page(`words on ${money.join(', ')}`));
  add('sum:counter', scale(counter.length, 5), page(`headings on ${counter.join(', ')}`));
  together('sum:named', named);
  together('sum:product+apply', product, apply);
  together('sum:named+apply', named, apply);
  const spoken = named || concepts.has('product', 'ctl') || mentions(concepts, 'product') > 1;
  together('sum:product+demand', spoken, demands.length > 0, !staff);
  together('sum:product+demand+submit', spoken, demands.length > 0, submit, !staff);
  together('sum:form', entries >= 1, concepts.has('form', 'head', 'short'));
  together('sum:form+money', entries >= 1, concepts.has('form', 'head', 'short'), money.length >= 2);
  together('sum:named+demands', named, demands.length >= 2, !staff);
  together('sum:product+amount', product, asked('amount') > 0);
  together('sum:money+demand', money.length >= 3, demands.length > 0, !staff);
  together('sum:calculator', calculator, demands.length === 0);
  together('sum:calculator+apply', calculator, demands.length === 0, apply);
  const said = (concept: string) => concepts.has(concept, 'head', 'act', 'short', 'ctl', 'prose');
  together('sum:no-lending-word', !LENDING_WORDS.some(said), !(said('rate') && said('term')));
  const legal = concepts.has('legal', 'head') || concepts.has('loan-policy', 'head');
  together('sum:reading', long / Math.max(1, all) > 0.5, entries <= 1, !apply, !legal);
  const other = OTHER_LOANS.some((concept) => concepts.has(concept, 'head'));
  together('sum:other-loan', product, other, money.length < 6, demands.length < 2);
  together('sum:warning', concepts.has('warning-list', 'head', 'act'), !apply, entries <= 1);
  together('sum:article', all >= 4000, long / Math.max(1, all) > 0.5, entries <= 2);
  together('sum:staff-table', manyColumns, concepts.has('back-office', 'act', 'short', 'ctl', 'head'));
  together('sum:staff-form', entries >= 2, concepts.has('back-office', 'head', 'act'));
  together('sum:small-step', all < 900, demands.length >= 2, !staff);
  together('sum:account', concepts.has('loan-account', 'head', 'act'), demands.length === 0);
  together('sum:due', concepts.has('repay', 'head', 'act'), demands.length === 0, all < 2500);
  return measures;
}
