import * as v from 'valibot';
import { PageIdentitySchema } from '../identity/index.ts';
import { PageReadingSchema } from '../recognise/index.ts';

export type { InspectorMessage } from './to-page.ts';

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
    reading: PageReadingSchema,
    contacts: v.pipe(v.array(ContactsRequestSchema), v.maxLength(40)),
  }),
  /** The document goes away, or into the back/forward cache. */
  v.object({ type: v.literal('page-gone'), document: text(40) }),
  /** The page called the Contact Picker and waits. */
  v.object({
    type: v.literal('contacts-call'),
    properties: v.pipe(v.array(text(20)), v.maxLength(10)),
    multiple: v.boolean(),
  }),
  /** What the user chose in the warning of this page. */
  v.object({ type: v.literal('close-warning') }),
  v.object({ type: v.literal('trust-site') }),
  v.object({ type: v.literal('untrust-site') }),
  v.object({ type: v.literal('leave-page') }),
  v.object({ type: v.literal('open-dashboard') }),
]);

export type PageMessage = v.InferOutput<typeof PageMessageSchema>;

/** The message in `input`, or null where it fits no schema. */
export function parsePageMessage(input: unknown): PageMessage | null {
  const result = v.safeParse(PageMessageSchema, input);
  return result.success ? result.output : null;
}
