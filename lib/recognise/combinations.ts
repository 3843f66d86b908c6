import type { Evidence } from '../assessment/index.ts';
import { COUNTER_CONCEPTS } from './lexicon/index.ts';
import { type Measures, scale } from './measures.ts';
import type { Build } from './structure.ts';
import type { Concepts, Zone } from './zones.ts';

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

/** Whoever names these in a heading means another kind of loan, or none. */
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
  'shop',
];

const EVERYWHERE: readonly Zone[] = ['head', 'act', 'short', 'ctl', 'prose'];
const SIGHT: readonly Zone[] = ['head', 'act'];

/**
 * Measures what concepts and structure say together: a product beside a call to apply, fields for identity and bank
 * card on a page without prose, a table under words of staff. A linear score of single concepts cannot say that.
 */
export function measureCombinations(concepts: Concepts, build: Build, measures: Measures): void {
  const { entries, length, prose, table } = build;
  const said = (concept: string) => concepts.has(concept, ...EVERYWHERE);
  const shown = (concept: string) => concepts.has(concept, ...SIGHT);
  const quoted = (...wanted: string[]): Evidence | string =>
    wanted.flatMap((concept) => EVERYWHERE.flatMap((zone) => concepts.get(zone, concept)?.evidence ?? []))[0] ?? 'page';
  const all = (name: string, evidence: Evidence | string, ...parts: boolean[]) =>
    measures.add(name, parts.every(Boolean) ? 1 : 0, evidence);

  // Without a word of a loan, a purpose may be that of a visit or of a gift.
  const demanding = (concept: string) => build.asks(concept) > 0 && (concept !== 'purpose' || said('product'));
  const demands = DEMANDS.filter(demanding);
  const listed = DEMANDS.filter((concept) => concepts.has(concept, 'short', 'act', 'head'));
  const money = MONEY.filter(said);
  const counter = [...COUNTER_CONCEPTS].filter(shown);
  const named = concepts.has('product', ...SIGHT);
  const spoken = named || concepts.has('product', 'ctl') || mentions(concepts, 'product') > 1;
  const apply = concepts.has('apply', 'act');
  const submit = apply || concepts.has('submit', 'act');
  const { clients, columns, choice, filter, menu, enquiry } = concepts.staff;
  const staff =
    table || shown('back-office') || mentions(concepts, 'back-office') > 2 || clients.size > 1 || menu.size > 2;
  const demanded = demands.length > 0;
  const fields = `fields for ${demands.join(', ')}`;

  measures.add('sum:demands', scale(demands.length, 4), fields);
  if (entries <= 1 && length < 1500) {
    measures.add('sum:listed-demands', scale(listed.length, 5), `lines on ${listed.join(', ')}`);
  }
  all('sum:listed-form', `lines on ${listed.join(', ')}`, entries === 0, listed.length >= 3, length < 2500);
  measures.add('sum:money', money.length / MONEY.length, `words on ${money.join(', ')}`);
  measures.add('sum:counter', scale(counter.length, 5), quoted(...counter));

  const product = quoted('product');
  all('sum:named', product, named);
  all('sum:product+apply', product, said('product'), apply);
  all('sum:named+apply', product, named, apply);
  all('sum:product+amount', product, said('product'), build.asks('amount') > 0);
  all('sum:product+demand', product, spoken, demanded, !staff);
  all('sum:product+demand+submit', product, spoken, demanded, submit, !staff);
  all('sum:named+demands', product, named, demands.length >= 2, !staff);
  all('sum:money+demand', fields, money.length >= 3, demanded, !staff);
  all('sum:small-step', fields, length < 900, demands.length >= 2, !staff);

  const form = concepts.has('form', 'head', 'short');
  all('sum:form', quoted('form'), entries >= 1, form);
  all('sum:form+money', quoted('form'), entries >= 1, form, money.length >= 2);
  const calculator = build.asks('amount') + build.asks('term') > 0 || build.slider;
  all('sum:calculator', quoted('amount', 'term'), calculator, !demanded);
  all('sum:calculator+apply', quoted('amount', 'term'), calculator, !demanded, apply);
  all('sum:account', quoted('loan-account'), shown('loan-account'), !demanded);
  all('sum:due', quoted('repay'), shown('repay'), !demanded, length < 2500);

  const mostlyProse = prose / Math.max(1, length) > 0.5;
  const words = `${Math.round(length)} characters of text, ${Math.round(prose)} in paragraphs`;
  const silent = !LENDING_WORDS.some(said) && !(said('rate') && said('term'));
  all('sum:no-lending-word', 'not a word of lending', silent);
  all(
    'sum:reading',
    words,
    mostlyProse,
    entries <= 1,
    !apply,
    !concepts.has('legal', 'head'),
    !concepts.has('loan-policy', 'head'),
  );
  all('sum:legal-text', quoted('legal'), entries === 0, concepts.has('legal', 'head'));
  all('sum:article', words, mostlyProse, length >= 4000, entries <= 2);
  const other = OTHER_LOANS.filter((concept) => concepts.has(concept, 'head'));
  all('sum:other-loan', quoted(...other), said('product'), other.length > 0, money.length < 9, demands.length < 2);
  all('sum:warning', quoted('warning-list'), shown('warning-list'), !apply, entries <= 1);
  // A code without a telephone number is that of a new password.
  const person = demands.some((concept) => concept !== 'otp');
  all('sum:sign-in', quoted('sign-in'), said('sign-in'), !person, money.length <= 1, length < 600);
  const office = quoted('back-office');
  all('sum:staff-table', office, table, concepts.has('back-office', 'act', 'short', 'ctl', 'head'));
  all('sum:staff-form', office, entries >= 2, shown('back-office'));
  // One such line stands on some borrower's pages ("details of the customer"); several do not.
  all('sum:client', [...clients.values()][0] ?? 'page', clients.size === 1);
  measures.add('sum:clients', scale(Math.max(0, clients.size - 1), 5), [...clients.values()][0] ?? 'page');
  all('sum:client-choice', choice ?? 'page', choice !== null);
  all('sum:people-table', [...columns.values()][0] ?? 'page', table, columns.size > 0);
  all('sum:filter', filter ?? 'page', filter !== null);
  if (menu.size >= 2) measures.add('sum:staff-menu', scale(menu.size, 8), [...menu.values()][0] ?? 'page');
  const asksMore = demands.some((concept) => concept !== 'phone') || build.asks('amount') + build.asks('term') > 0;
  all('sum:enquiry', enquiry ?? 'page', enquiry !== null, !asksMore);
  const kin = build.asks('kinship') > 0 || concepts.has('reference', 'head', 'short');
  const lendersOnly =
    kin ||
    demands.some((concept) => !['phone', 'otp'].includes(concept)) ||
    (build.asks('otp') > 0 && (build.asks('phone') > 0 || !said('sign-in')));
  // Links and a name in the title stand on every page of a lender.
  const own = MONEY.filter((concept) => concepts.has(concept, 'short', 'ctl', 'prose'));
  const plain = own.length === 0 && !concepts.has('apply', 'head') && !concepts.has('amount', 'head');
  all('sum:plain-form', 'fields that any site asks for', entries > 0, plain, !lendersOnly);
  all('sum:thin', 'hardly a word of lending', money.length <= 1, !named, !demanded, listed.length < 3);
}

function mentions(concepts: Concepts, concept: string): number {
  return (['short', 'prose'] as const).reduce((sum, zone) => sum + (concepts.get(zone, concept)?.count ?? 0), 0);
}
