import * as v from 'valibot';
import { CHANNELS, CONTACTED, FILES_LIMIT, PARTY_LIMIT, SAID_LIMIT, THREATS } from '../evidence/index.ts';
import { NAME_LIMIT, ORDERS, RATE_LIMIT } from '../plan/index.ts';
import { isDay, NOTES_LIMIT, RELATIONS, TAG_LENGTH, TAGS_LIMIT } from '../visits/index.ts';

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const filled = (limit: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(limit));

// From 1970 to 2199. Years 0 and 275760 are dates to a computer, but nobody visited a page then.
const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(Date.UTC(2200, 0, 1)));
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Counting = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Finite = v.pipe(v.number(), v.finite());
const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
const Day = v.pipe(v.string(), v.check(isDay));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Jurisdiction = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const Money = v.object({ minor: Whole, currency: Currency });

const Severity = v.picklist(['none', 'info', 'caution', 'danger']);
const Kind = v.picklist(['application', 'marketing', 'account', 'policy', 'store-listing', 'none']);
const Status = v.picklist([
  'licensed',
  'revoked',
  'illegal-listed',
  'enforcement',
  'store-removed',
  'reported',
  'unknown',
]);
const Vector = v.picklist([
  'contact-picker',
  'oauth-scope',
  'file-import',
  'app-permission',
  'hybrid-bridge',
  'reference-contacts',
  'policy-text',
]);
const Evidence = v.object({ text: text(400), where: text(600) });
const Key = v.pipe(v.string(), v.regex(/^[pha]:/), v.maxLength(500));

const Assessment = v.object({
  version: v.literal(1),
  url: text(4000),
  host: filled(300),
  at: Moment,
  kind: Kind,
  score: Finite,
  signals: v.pipe(
    v.array(
      v.object({
        id: filled(100),
        value: v.exactOptional(v.union([text(1000), Finite, v.boolean()])),
        evidence: Evidence,
      }),
    ),
    v.maxLength(500),
  ),
  contacts: v.pipe(v.array(v.object({ vector: Vector, evidence: Evidence })), v.maxLength(200)),
  price: v.nullable(
    v.object({
      evidence: Evidence,
      nominalApr: v.nullable(Finite),
      effectiveApr: v.nullable(Finite),
      termDays: v.nullable(Finite),
      upfrontFee: v.nullable(Finite),
      cap: v.nullable(
        v.object({
          jurisdiction: text(10),
          rightId: text(200),
          kind: v.picklist(['nominal', 'effective', 'total-cost']),
          limit: Finite,
          exceeded: v.boolean(),
          partial: v.exactOptional(v.boolean()),
          unsure: v.exactOptional(v.boolean()),
        }),
      ),
    }),
  ),
  platform: v.nullable(
    v.object({
      id: filled(200),
      name: text(300),
      jurisdiction: text(10),
      status: Status,
      match: v.picklist(['domain', 'app', 'name', 'lookalike']),
      evidence: v.pipe(
        v.array(
          v.object({
            source: text(500),
            url: text(2000),
            date: text(20),
            says: text(2000),
            confidence: v.picklist(['verified', 'secondary', 'recalled']),
          }),
        ),
        v.maxLength(50),
      ),
      reason: v.exactOptional(text(500)),
      needsSecondKey: v.exactOptional(v.boolean()),
      was: v.exactOptional(v.object({ status: Status, date: text(20), why: v.picklist(['lapsed', 'no-outcome']) })),
    }),
  ),
  severity: Severity,
  reasons: v.pipe(
    v.array(v.object({ rule: filled(200), severity: Severity, evidence: v.pipe(v.array(Evidence), v.maxLength(100)) })),
    v.maxLength(200),
  ),
  jurisdiction: v.object({ home: v.nullable(Jurisdiction), page: v.nullable(Jurisdiction) }),
});

/** A visit with its history, oldest first, as every export has it. */
export const VisitSchema = v.object({
  key: Key,
  platform: v.nullable(filled(200)),
  name: filled(500),
  host: filled(300),
  hosts: v.pipe(v.array(filled(300)), v.maxLength(10)),
  kind: Kind,
  severity: Severity,
  status: Status,
  jurisdiction: v.union([v.literal(''), Jurisdiction]),
  firstVisit: Moment,
  lastVisit: Moment,
  count: Counting,
  since: Moment,
  relation: v.picklist(RELATIONS),
  notes: text(NOTES_LIMIT),
  tags: v.pipe(v.array(filled(TAG_LENGTH)), v.maxLength(TAGS_LIMIT)),
  amount: v.nullable(Money),
  due: v.nullable(Day),
  history: v.pipe(v.array(v.object({ since: Moment, assessment: Assessment })), v.maxLength(200)),
});

/** A debt of the repayment plan. */
export const DebtSchema = v.object({
  id: filled(100),
  name: filled(NAME_LIMIT),
  visit: v.nullable(text(500)),
  balance: Money,
  rate: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(RATE_LIMIT)),
  minimum: Whole,
  harassment: v.boolean(),
  place: Whole,
});

/** Income and spending of the repayment plan. */
export const BudgetSchema = v.object({
  id: v.literal('budget'),
  currency: Currency,
  income: Whole,
  essential: Whole,
  order: v.picklist(ORDERS),
  start: v.pipe(v.string(), v.regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)),
  payDay: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31)),
});

/** An entry of the evidence log. Its hash is checked with the chain, not here. */
export const EventSchema = v.object({
  n: Counting,
  at: Moment,
  zone: filled(100),
  offset: v.pipe(v.number(), v.integer(), v.minValue(-1440), v.maxValue(1440)),
  recorded: Moment,
  channel: v.picklist(CHANNELS),
  party: text(PARTY_LIMIT),
  contacted: v.picklist(CONTACTED),
  said: text(SAID_LIMIT),
  threats: v.pipe(v.array(v.picklist(THREATS)), v.maxLength(THREATS.length)),
  visit: v.nullable(text(500)),
  url: v.nullable(v.pipe(text(2000), v.regex(/^https?:\/\//))),
  corrects: v.nullable(Counting),
  files: v.pipe(
    v.array(v.object({ name: text(200), type: text(200), size: Whole, sha256: Hash })),
    v.maxLength(FILES_LIMIT),
  ),
  previous: Hash,
  hash: Hash,
});

/** The end of the evidence log. */
export const ChainSchema = v.object({ id: v.literal('chain'), count: Whole, hash: Hash });

/** An attachment's content as base64. */
export const FileSchema = v.object({ sha256: Hash, type: text(200), data: v.string() });

/** Keys of platforms that are never recorded. */
export const NeverSchema = v.pipe(v.array(Key), v.maxLength(10_000));

/** The kinds of rows that a backup holds, each with its schema. */
export const ROWS = {
  visit: VisitSchema,
  debt: DebtSchema,
  budget: BudgetSchema,
  event: EventSchema,
  chain: ChainSchema,
  file: FileSchema,
  never: NeverSchema,
} as const;

export type RowKind = keyof typeof ROWS;
export type Row<Kind extends RowKind> = v.InferOutput<(typeof ROWS)[Kind]>;
