import { COUNTER_CONCEPTS } from '../../../lib/recognise/index.ts';

/**
 * What we hold true before a page is counted: the weight that a feature keeps where the labelled pages say nothing. The
 * pages cover some quiet kinds thinly (a regulator's warning list, a school, a dictionary), and a model that starts from
 * zero would learn nothing about them.
 */

// How much one clear mention of a concept speaks for a lender's page.
const FOR: Readonly<Record<string, number>> = {
  product: 0.8, // names the thing
  apply: 0.4, // offers it
  borrow: 0.3,
  amount: 0.3, // fields and figures of a loan
  term: 0.2,
  rate: 0.1, // mortgages and savings have it too
  repay: 0.3,
  overdue: 0.2,
  limit: 0.3,
  payout: 0.4, // hardly anything else pays out to the applicant
  speed: 0.2,
  'no-check': 0.4,
  carrier: 0.6, // a carrier password serves nothing else
  'loan-account': 0.4,
  'loan-policy': 0.4,
  'bank-card': 0.2, // shops ask it too
  identity: 0.2, // so do schools and employers
  'id-photo': 0.2,
  'upfront-fee': 0.2,
  'licence-claim': 0.3,
  purpose: 0.3,
  guarantor: 0.2,
};

// How much one clear mention speaks against it, 1 being usual.
const AGAINST: Readonly<Record<string, number>> = {
  'warning-list': 1.5, // says every word a lender says
  'student-aid': 1.5,
  library: 1.5,
  equipment: 1.5,
  mortgage: 1.3,
  vehicle: 1.3,
  job: 1.3,
  welfare: 1.3, // asks for the same papers, and pays out
  tenancy: 1.3,
  'debt-advice': 1.3,
  dictionary: 1.3,
  insurance: 1,
  'back-office': 1.2,
  school: 1,
  'developer-docs': 1,
  investment: 0.7, // lenders offer it as well
  shop: 0.6, // instalment shops lend
  'credit-card': 0.6,
  'bank-home': 0.6,
  reporting: 1.4, // lenders do not speak of victims and police
  article: 0.5, // every site has comments and news
  glossary: 0.4,
  'mailing-tool': 0.5,
};

// Where a mention stands changes what it says.
const ZONES: Readonly<Record<string, { for: number; against: number }>> = {
  any: { for: 0.6, against: -0.35 },
  head: { for: 0.6, against: -0.7 },
  act: { for: 0.5, against: -0.35 },
  ctl: { for: 0.5, against: -0.5 },
  prose: { for: 0.2, against: -0.2 },
  side: { for: 0.1, against: -0.1 },
  hidden: { for: 0.1, against: 0 },
};

const OTHER: Readonly<Record<string, number>> = {
  'sum:counter': -0.3,
  'sum:no-lending-word': -3,
  'sum:other-loan': -1.2,
  'sum:warning': -1.2,
  'sum:reading': -0.8,
  'sum:sign-in': -0.6,
  'sum:article': -0.8,
  'sum:staff-table': -0.8,
  'sum:staff-form': -0.6,
  'sum:client': -0.5,
  'sum:clients': -1.8,
  'sum:client-choice': -1.5,
  'sum:people-table': -0.8,
  'sum:staff-menu': -1.2,
  'sum:enquiry': -1,
  'sum:thin': -0.4,
  'sum:filter': -0.5,
  'sum:plain-form': -0.3,
  'sum:money': 0.5,
  'sum:named+apply': 0.4,
  'sum:product+demand': 0.3,
  'sum:named+demands': 0.4,
  'sum:small-step': 0.3,
  'ask:amount+term': 0.3,
  'ask:bank-card+identity': 0.3,
  'schema:loan': 1,
  'schema:article': -1.5,
  'schema:other': -1,
  'page:code': -0.6,
  'visit:product': 0.6,
  'visit:apply': 0.6,
  'visit:amount': 0.4,
  'visit:staff': -0.4,
  'visit:demand': 0.8,
};

/** The weight that `feature` has in favour of "a lender's page" before any page is seen. */
export function lendingPrior(feature: string): number {
  const other = OTHER[feature];
  if (other !== undefined) return other;
  const [family = '', concept = ''] = feature.split(':');
  const zone = ZONES[family];
  if (!zone) return 0;
  return COUNTER_CONCEPTS.has(concept) ? zone.against * (AGAINST[concept] ?? 1) : zone.for * (FOR[concept] ?? 0);
}

const BY_KIND: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  application: {
    'sum:demands': 1.5,
    'sum:form': 0.5,
    'sum:form+money': 0.8,
    'head:form': 0.5,
    'head:apply': 0.2,
    'sum:listed-demands': 0.8,
    'sum:listed-form': 0.8,
    'sum:product+demand+submit': 0.6,
    'sum:small-step': 0.8,
    'form:fields': 0.6,
    'form:some': 0.4,
    'ctl:identity': 0.4,
    'ctl:person': 0.4,
    'ctl:income': 0.4,
    'act:submit': 0.4,
    'any:carrier': 0.4,
  },
  marketing: {
    'sum:named+apply': 0.4,
    'sum:calculator+apply': 0.8,
    'any:speed': 0.6,
    'any:no-check': 0.6,
    'any:licence-claim': 0.3,
    'form:none': 0.3,
    'page:links': 0.5,
    'page:paragraphs': 0.3,
    'act:apply': 0.5,
    'head:product': 0.3,
  },
  account: {
    'sum:account': 0.8,
    'sum:due': 0.8,
    'any:loan-account': 0.8,
    'act:loan-account': 0.4,
    'head:loan-account': 0.4,
    'act:repay': 0.4,
    'any:overdue': 0.3,
    'page:rows': 0.2,
  },
  policy: {
    'head:loan-policy': 1,
    'prose:loan-policy': 1,
    'any:loan-policy': 0.5,
    'sum:legal-text': 3,
    'head:legal': 1.2,
    'prose:legal': 1,
    'any:legal': 0.4,
    'text:prose': 1,
    'text:long': 0.3,
    'form:none': 0.4,
  },
};

/** The weight of `feature` in favour of one kind among lenders' pages before any page is seen. */
export function kindPrior(feature: string, kind: string): number {
  return BY_KIND[kind]?.[feature] ?? 0;
}

/** Features that may tell the kinds apart: how a page is built, and the concepts that belong to one kind. */
export function tellsKind(feature: string): boolean {
  const [family = '', concept = ''] = feature.split(':');
  if (['form', 'text', 'page', 'sum', 'ask', 'visit'].includes(family)) return true;
  if (family === 'side' || family === 'hidden' || COUNTER_CONCEPTS.has(concept)) return false;
  return !['negation', 'take', 'messages', 'call-log', 'share-collect', 'borrow', 'product'].includes(concept);
}
