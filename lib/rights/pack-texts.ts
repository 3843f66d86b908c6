import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));
const named = <T extends v.GenericSchema>(entry: T) => v.optional(v.record(v.string(), entry), {});

const packTextsSchema = v.object({
  language: text,
  jurisdiction: text,
  rights: named(
    v.object({
      text,
      whatYouCanDo: text,
      caveat: v.exactOptional(text),
      /** Articles by their English words, such as `arts 13–14`. */
      parts: named(text),
    }),
  ),
  laws: named(v.object({ title: text, statusNote: v.exactOptional(text) })),
  help: named(v.object({ name: text, whatFor: text })),
  registers: named(v.object({ name: text, howToCheck: text })),
  creditReports: named(v.object({ name: text, howOften: text })),
  /** Kinds of lenders by their English words. */
  lenders: named(text),
  priceNote: v.exactOptional(text),
  contactsRule: v.exactOptional(text),
});

/**
 * The sentences of a pack in another language, as data/rights/texts.schema.json describes them. An entry is there whole
 * or not at all; what is not there is shown in English.
 */
export type PackTexts = v.InferOutput<typeof packTextsSchema>;

/** Checks the sentences of a pack in one language. Throws a ValiError that names the place. */
export function parsePackTexts(input: unknown): PackTexts {
  return v.parse(packTextsSchema, input);
}
