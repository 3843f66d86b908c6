import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(2));
const textOrNull = v.nullable(text);
const date = v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/));
const url = v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/));
const id = v.pipe(v.string(), v.regex(/^[a-z]{2}-[a-z0-9-]+$/));
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** How far a fact was checked; see data/rights/schema.json. */
const CONFIDENCES = ['verified', 'secondary', 'recalled'] as const;

/** Topics of rights, in the order in which a screen lists them. */
export const TOPICS = [
  'third-party-contact',
  'disclosure',
  'threats',
  'hours-frequency',
  'address-book',
  'data-deletion',
  'price-cap',
  'upfront-fee',
  'licensing',
  'cooling-off',
  'hardship',
  'debits',
  'credit-reporting',
  'complaint',
] as const;

/** The three doors of the popup. */
export const HELP_CASES = ['borrow', 'harassed', 'cannot-repay'] as const;

const sourceSchema = v.strictObject({
  title: text,
  url,
  date: v.nullable(date),
  kind: v.picklist(['official', 'legal-text', 'law-firm', 'press', 'other']),
  quote: v.nullable(v.pipe(v.string(), v.minLength(2), v.maxLength(240))),
});

const lawSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  title: text,
  originalTitle: textOrNull,
  originalLanguage: v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))),
  issuer: textOrNull,
  date: v.nullable(date),
  inForceSince: v.nullable(date),
  status: v.picklist(['in-force', 'check', 'not-yet', 'draft', 'superseded', 'ended', 'reported']),
  statusNote: textOrNull,
  force: v.picklist([
    'law',
    'regulation',
    'judicial-interpretation',
    'guideline',
    'standard',
    'self-regulation',
    'statement',
    'case',
  ]),
  officialSite: v.nullable(url),
});

const rightSchema = v.pipe(
  v.strictObject({
    id,
    topic: v.picklist(TOPICS),
    text: v.pipe(v.string(), v.minLength(10), v.maxLength(320)),
    whatYouCanDo: v.pipe(v.string(), v.minLength(10), v.maxLength(260)),
    cites: v.pipe(
      v.array(v.strictObject({ law: v.string(), parts: textOrNull, partsOriginal: textOrNull })),
      v.minLength(1),
    ),
    confidence: v.picklist(CONFIDENCES),
    source: v.nullable(sourceSchema),
    caveat: textOrNull,
  }),
  v.check(
    (right) => right.confidence === 'recalled' || right.source !== null,
    'a right without a source must be recalled',
  ),
);

const helpSchema = v.strictObject({
  id,
  name: text,
  originalName: textOrNull,
  kind: v.picklist(['regulator', 'police', 'fraud', 'data', 'legal-aid', 'debt-advice', 'crisis']),
  phone: v.nullable(v.pipe(v.string(), v.maxLength(17), v.regex(/^\+?[0-9]([ -]?[0-9])*$/))),
  url: v.nullable(url),
  whatFor: text,
  hours: textOrNull,
  free: v.nullable(v.boolean()),
  confidence: v.picklist(CONFIDENCES),
  source: v.nullable(sourceSchema),
  caveat: textOrNull,
});

const creditReportSchema = v.strictObject({
  name: text,
  originalName: textOrNull,
  howOften: text,
  url: v.nullable(url),
  confidence: v.picklist(CONFIDENCES),
  source: v.nullable(sourceSchema),
  caveat: textOrNull,
});

const priceCapSchema = v.strictObject({
  kind: v.picklist(['nominal', 'effective', 'total-cost']),
  limit: v.nullable(v.pipe(v.number(), v.minValue(0))),
  growth: v.nullable(v.strictObject({ each: v.picklist(['day', 'month']), share: v.pipe(v.number(), v.gtValue(0)) })),
  counts: v.picklist(['interest', 'stated-interest', 'all-in']),
  effect: v.picklist(['criminal', 'void-excess', 'unenforceable', 'regulator-limit', 'presumed-unfair']),
  scope: v.strictObject({
    amountMax: v.nullable(v.pipe(v.number(), v.gtValue(0))),
    termMaxDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
    lender: textOrNull,
    onlyIfTold: v.boolean(),
    signedFrom: v.nullable(date),
    lenderWords: v.array(text),
    otherWords: v.array(text),
    effectiveMin: v.nullable(v.pipe(v.number(), v.gtValue(0))),
  }),
  date,
  rightId: id,
  note: text,
});

const collectionHoursSchema = v.strictObject({
  spans: v.pipe(
    v.array(
      v.strictObject({
        days: v.picklist(['every-day', 'monday-friday', 'monday-saturday', 'saturday', 'weekend', 'holidays']),
        from: time,
        to: time,
      }),
    ),
    v.minLength(1),
  ),
  channels: v.nullable(v.pipe(v.array(v.picklist(['call', 'sms', 'chat', 'social', 'visit'])), v.minLength(1))),
  rightId: id,
  note: textOrNull,
});

/** One file of data/rights, as data/rights/schema.json describes it; a test keeps the two in step. */
const packSchema = v.strictObject({
  $schema: v.literal('./schema.json'),
  jurisdiction: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  name: text,
  depth: v.picklist(['full', 'light']),
  asOf: date,
  languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))), v.minLength(1)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  laws: v.array(lawSchema),
  rights: v.array(rightSchema),
  regulators: v.array(v.strictObject({ name: text, originalName: textOrNull, role: text, url: v.nullable(url) })),
  registers: v.array(
    v.strictObject({
      name: text,
      originalName: textOrNull,
      howToCheck: text,
      url: v.nullable(url),
      caveat: textOrNull,
    }),
  ),
  help: v.array(helpSchema),
  firstHelp: v.strictObject({ borrow: v.array(id), harassed: v.array(id), 'cannot-repay': v.array(id) }),
  creditReports: v.array(creditReportSchema),
  priceCaps: v.array(priceCapSchema),
  priceNote: v.pipe(v.string(), v.minLength(5)),
  collectionHours: v.nullable(collectionHoursSchema),
  contactsRule: v.strictObject({
    stance: v.picklist(['forbidden', 'not-needed', 'limited', 'consent', 'none-found']),
    text: v.pipe(v.string(), v.minLength(10)),
    rightIds: v.array(id),
  }),
});

/** A rights pack as it stands in its file. */
export type PackFile = v.InferOutput<typeof packSchema>;
/** A law, circular, standard or convention that rights cite. */
export type Law = PackFile['laws'][number];
/** Where a fact was read. Pages of kind `other` are named, never linked. */
export type RightSource = v.InferOutput<typeof sourceSchema>;
/** A hotline or an office as in the file. */
export type HelpFile = PackFile['help'][number];
export type CreditReport = PackFile['creditReports'][number];
export type PriceCap = PackFile['priceCaps'][number];
export type CollectionHours = NonNullable<PackFile['collectionHours']>;
export type ContactsRule = PackFile['contactsRule'];
export type RightTopic = (typeof TOPICS)[number];
export type HelpCase = (typeof HELP_CASES)[number];
export type RightConfidence = (typeof CONFIDENCES)[number];

const indexSchema = v.object({
  packs: v.array(
    v.object({
      jurisdiction: v.string(),
      name: v.string(),
      depth: v.picklist(['full', 'light']),
      asOf: date,
      languages: v.array(v.string()),
      currency: v.string(),
      rights: v.number(),
    }),
  ),
});

/** The list of packs in data/rights/index.json. */
export type RightsIndex = v.InferOutput<typeof indexSchema>;

/** Checks the list of packs. Throws a ValiError where the file is not one. */
export function parseIndex(input: unknown): RightsIndex {
  return v.parse(indexSchema, input);
}

/** Checks a pack. Throws a ValiError that names the place. */
export function parsePack(input: unknown): PackFile {
  return v.parse(packSchema, input);
}
