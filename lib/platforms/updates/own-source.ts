import * as v from 'valibot';
import { CONTACT } from './manifest.ts';

const schema = v.object({
  url: v.nullable(v.pipe(v.string(), v.startsWith('https://'))),
  keys: v.array(v.string()),
  contact: v.nullable(v.pipe(v.string(), v.regex(CONTACT))),
});

/**
 * What the package says of its own list, as `data/platforms/updates.json` has it: where new editions are looked for (null
 * where nowhere), which keys (base64url) may sign them, and where reports on entries go (https or mailto).
 */
export type PackagedSource = v.InferOutput<typeof schema>;

/** The same for the updater, with the version of the packaged edition. */
export interface OwnSource extends Omit<PackagedSource, 'contact'> {
  version: number;
}

/** Reads it from the package. Rejects where the file is missing or damaged. */
export async function openOwnSource(fetchBytes: (path: string) => Promise<ArrayBuffer>): Promise<PackagedSource> {
  return v.parse(schema, JSON.parse(new TextDecoder().decode(await fetchBytes('lists/source.json'))));
}
