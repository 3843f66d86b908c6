import * as v from 'valibot';

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));

/** Longest name and imprint that are told, in UTF-16 code units. */
export const NAME_LIMIT = 400;
export const IMPRINT_LIMIT = 3000;

/** Schema of what a page says it is, by which the background checks what a frame sent. */
export const PageIdentitySchema = v.strictObject({
  /** Title and names from metadata. */
  name: text(NAME_LIMIT),
  /** Text of the footer, or the last lines where there is no footer. */
  imprint: text(IMPRINT_LIMIT),
  /** Licence and company numbers that it states. */
  claims: v.pipe(
    v.array(
      v.strictObject({
        scheme: text(30),
        jurisdiction: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
        number: text(80),
        valid: v.nullable(v.boolean()),
        evidence: v.strictObject({ text: text(160), where: text(300) }),
      }),
    ),
    v.maxLength(20),
  ),
});

/** What a page says it is: hints, never proof, since a page can say anything. */
export type PageIdentity = v.InferOutput<typeof PageIdentitySchema>;
