import { STEM_LENGTH, stemHash } from '../../lib/page/gate-scan.ts';
import { findConcepts, LEXICONS } from '../../lib/recognise/lexicon/index.ts';

/** What the gate takes a stem for: talk of lending, a step of an application, or other people's contacts. */
type StemClass = 'lending' | 'step' | 'contacts';

const CONTACTS = new Set(['reference', 'kinship', 'address-book']);
const STEP = new Set(['identity', 'bank-card', 'otp', 'carrier', 'id-photo']);

function classOf(stem: string): StemClass {
  const concepts = findConcepts(stem.replace(/\$$/, '')).map((match) => match.concept);
  if (concepts.some((concept) => CONTACTS.has(concept))) return 'contacts';
  return concepts.some((concept) => STEP.has(concept)) ? 'step' : 'lending';
}

/**
 * The gate's stems as it carries them: of each class the hashes in base 64, four letters each. Made from the `gate`
 * entries of all lexicons. Of a long stem the beginning counts. Throws where two stems have the same hash.
 */
export function gateStems(): Record<StemClass, string> {
  const seen = new Map<number, [StemClass, string]>();
  for (const { gate } of LEXICONS) {
    for (const entry of gate) {
      const bare = entry.normalize('NFKC').replace(/\$$/, '').slice(0, STEM_LENGTH);
      const hash = stemHash(bare);
      const known = seen.get(hash);
      if (known && known[1] !== bare) throw new Error(`gate stems ${known[1]} and ${bare} have one hash`);
      if (!known) seen.set(hash, [classOf(entry), bare]);
    }
  }
  const packed: Record<StemClass, string> = { lending: '', step: '', contacts: '' };
  for (const [hash, [kind]] of [...seen].sort(([a], [b]) => a - b)) {
    packed[kind] += Buffer.from([hash >> 16, (hash >> 8) & 255, hash & 255]).toString('base64');
  }
  return packed;
}
