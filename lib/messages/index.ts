import * as v from 'valibot';
import { MOST_CALLS } from '../contacts/held-calls/index.ts';
import { type Said, SaidSchema } from '../contacts/index.ts';
import { PageIdentitySchema } from '../identity/index.ts';
import { StatedPricesSchema } from '../pricing/index.ts';
import { BitmapSchema } from '../qr/index.ts';
import { PageReadingSchema } from '../recognise/index.ts';
import { PRESENCE } from './presence.ts';

export { type FrameSize, isUsable } from './frame-size.ts';
export { loadOf, PRESENCE } from './presence.ts';

export type { CallAnswer, FrameQuestion, InspectorMessage, PageAnswer } from './to-page.ts';

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const EvidenceSchema = v.object({ text: text(160), where: text(300) });

/** Schema of one address-book request as a content script reports it. */
export const ContactsRequestSchema = v.object({
  vector: v.picklist([
    'contact-picker',
    'oauth-scope',
    'file-import',
    'app-permission',
    'hybrid-bridge',
    'reference-contacts',
    'policy-text',
  ]),
  evidence: EvidenceSchema,
});

const pixels = v.pipe(v.number(), v.minValue(0));

const ReachSchema = v.object({
  kind: v.picklist(['contacts', 'call-log', 'messages', 'photos', 'location', 'camera', 'microphone']),
  asked: v.picklist(['asked', 'not-asked']),
  policy: v.picklist(['said', 'denied', 'silent']),
  evidence: v.pipe(v.array(EvidenceSchema), v.maxLength(2)),
});

const SaidListSchema = v.pipe(v.array(SaidSchema), v.maxLength(7));

/** What a policy says, in `input` as an inspector read it; null where it fits no schema. */
export function parseSaid(input: unknown): Said[] | null {
  const result = v.safeParse(SaidListSchema, input);
  return result.success ? result.output : null;
}

/** Schema of what a frame shows beside its requests for contacts: for the summary, the offers and the look-ups. */
export const PageFindsSchema = v.object({
  /** Rows in which anything stands; the others are left out. */
  reach: v.pipe(v.array(ReachSchema), v.maxLength(7)),
  apps: v.pipe(
    v.array(v.object({ url: text(2000), kind: v.picklist(['apk', 'xapk', 'apks', 'apkm', 'store']), text: text(160) })),
    v.maxLength(5),
  ),
  /** The app that a store page lists: package name or App Store number, '' where the page tells neither. */
  listing: v.nullable(v.object({ app: text(300), appName: text(120), developer: text(120) })),
  /** Sign-ins for contacts to which links of the page lead. */
  leads: v.pipe(v.array(v.object({ provider: text(40), clientId: text(200), redirect: text(253) })), v.maxLength(5)),
  /** Links to policies and terms. */
  policies: v.pipe(v.array(v.object({ url: text(2000), text: text(160) })), v.maxLength(3)),
  /** What the page's own terms say of the user's phone. */
  said: SaidListSchema,
  scan: v.boolean(),
});

export type PageFinds = v.InferOutput<typeof PageFindsSchema>;

/** What the user asks for by a click, in the warning or in the popup. */
const USER_ASKS = [
  /** What may an app do? `at`: the address on which its server led, agreed to by the user. */
  v.object({ type: v.literal('check-app'), url: text(2000), at: v.optional(text(2000)) }),
  /** What does a linked policy say of my phone? */
  v.object({ type: v.literal('read-policy'), url: text(2000) }),
  /** What does the code in the picture say? */
  v.object({ type: v.literal('read-qr') }),
] as const;

const UserAskSchema = v.variant('type', USER_ASKS);

/** What the user asks for by a click, about the page of a tab. */
export type UserAsk = v.InferOutput<typeof UserAskSchema>;

/** What a page of the extension may ask of the background: the same about a tab that it names. */
const ExtensionMessageSchema = v.object({
  type: v.literal('ask'),
  tabId: v.pipe(v.number(), v.integer()),
  ask: UserAskSchema,
});

export type ExtensionMessage = v.InferOutput<typeof ExtensionMessageSchema>;

/** The message of an own page in `input`, or null where it fits no schema. */
export function parseExtensionMessage(input: unknown): ExtensionMessage | null {
  const result = v.safeParse(ExtensionMessageSchema, input);
  return result.success ? result.output : null;
}

/**
 * What a content script may tell the background. Addresses and tab numbers never come from here: the browser's own
 * `sender` is the only source for them.
 */
export const PageMessageSchema = v.variant('type', [
  /** The gate suspects lending or an address-book request: look closer. */
  v.object({ type: v.literal('gate-suspects') }),
  /** The inspector has read its frame. `document` is a random mark of the document, new with each load. */
  v.object({
    type: v.literal('page-read'),
    document: text(40),
    /** How much of the page its frame shows, in CSS pixels. */
    size: v.object({ width: pixels, height: pixels }),
    reading: PageReadingSchema,
    contacts: v.pipe(v.array(ContactsRequestSchema), v.maxLength(40)),
    /** What the page says it is. */
    identity: v.exactOptional(PageIdentitySchema),
    finds: v.optional(PageFindsSchema),
    /** What it says of prices, and the currencies of its amounts as ISO 4217 codes. */
    prices: v.exactOptional(StatedPricesSchema),
    currencies: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))), v.maxLength(6))),
  }),
  /** Pictures of a lender's page that may be codes. */
  v.object({
    type: v.literal('read-pictures'),
    document: text(40),
    pictures: v.pipe(v.array(BitmapSchema), v.minLength(1), v.maxLength(4)),
  }),
  /** The document goes away, or into the back/forward cache. */
  v.object({ type: v.literal('page-gone'), document: text(40) }),
  /** The page called the Contact Picker and waits. */
  v.object({
    type: v.literal('contacts-call'),
    properties: v.pipe(v.array(text(20)), v.maxLength(10)),
    multiple: v.boolean(),
    /** A function of the app around the page that was called in its stead, and whether that call waits. */
    call: v.exactOptional(v.pipe(text(80), v.regex(/^[\w$.*]+$/))),
    held: v.exactOptional(v.boolean()),
  }),
  /**
   * This frame is ready to put calls of that kind to the user; the secrets are those of its document, and `began` is its
   * `performance.timeOrigin`, by which a browser without marks of documents tells it from the next one.
   */
  v.object({
    type: v.literal('hold-calls'),
    secrets: v.pipe(v.array(text(40)), v.length(MOST_CALLS * 2)),
    began: v.pipe(v.number(), v.finite()),
  }),
  /** The user gave the page a file or text that holds people's data, which is held back. */
  v.object({
    type: v.literal('contacts-given'),
    way: v.picklist(['file', 'paste']),
    people: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  /** A question of a frame stands in the top frame: the background is not to be put to sleep over it. */
  v.object({ type: v.literal('question-stands') }),
  ...USER_ASKS,
  /** What the user chose in the warning of this page. */
  v.object({ type: v.literal('close-warning') }),
  v.object({ type: v.literal('trust-site') }),
  v.object({ type: v.literal('untrust-site') }),
  v.object({ type: v.literal('leave-page') }),
  /** `letter`: at the letter of this kind. */
  v.object({ type: v.literal('open-dashboard'), letter: v.optional(v.picklist(['prepare-relatives'])) }),
]);

export type PageMessage = v.InferOutput<typeof PageMessageSchema>;

const OF_THE_WARNING: ReadonlySet<PageMessage['type']> = new Set([
  ...(['close-warning', 'trust-site', 'untrust-site', 'leave-page', 'open-dashboard'] as const),
  'question-stands',
  ...(['check-app', 'read-policy', 'read-qr'] as const),
]);

/** Whether a message is a choice that the user makes in the warning, which stands in a tab's top frame and in no other. */
export const isOfTheWarning = ({ type }: PageMessage): boolean => OF_THE_WARNING.has(type);

/** What concerns no page's assessment: where the Contact Picker guard has to be. */
const GuardMessageSchema = v.variant('type', [
  /** A page of the extension sees that this browser has a Contact Picker. */
  v.object({ type: v.literal('contacts-picker') }),
  /** A page without the guard called the picker and was refused. A page can make its content script say so. */
  v.object({ type: v.literal('contacts-refused') }),
]);

/** The message about the guard in `input`, or null where it fits no schema. */
export function parseGuardMessage(input: unknown): v.InferOutput<typeof GuardMessageSchema> | null {
  const result = v.safeParse(GuardMessageSchema, input);
  return result.success ? result.output : null;
}

/** The mark of the document that holds a line of this name open, or null where it is no such line. */
export function presentDocument(name: string): string | null {
  const mark = name.startsWith(PRESENCE) ? name.slice(PRESENCE.length) : '';
  return /^[0-9a-z.]{1,40}$/.test(mark) ? mark : null;
}

/** The message in `input`, or null where it fits no schema. */
export function parsePageMessage(input: unknown): PageMessage | null {
  const result = v.safeParse(PageMessageSchema, input);
  return result.success ? result.output : null;
}
