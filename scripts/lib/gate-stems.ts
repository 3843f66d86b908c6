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
 * The gate's stems as it carries them: lending, steps, contacts, parted by spaces, of each the hashes in base 64, four
 * letters a stem. Made from the `gate` entries of all lexicons. Of a long stem the beginning counts; one that begins
 * with another of its class is left out. `seed` is the first with which no two stems meet in the gate's table.
 */
export function gateStems(): { seed: number; stems: string } {
  const all = new Map<string, StemClass>();
  for (const { gate } of LEXICONS) {
    for (const entry of gate) {
      const bare = entry.normalize('NFKC').replace(/\$$/, '').slice(0, STEM_LENGTH);
      if (!all.has(bare)) all.set(bare, classOf(entry));
    }
  }
  const stems = [...all]
    .filter(
      ([stem, kind]) => ![...all].some(([other, same]) => same === kind && other !== stem && stem.startsWith(other)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (let seed = 1; seed < 1 << 20; seed += 1) {
    const hashes = stems.map(([stem]) => stemHash(stem, seed));
    if (new Set(hashes.map((hash) => hash & 0x3fff)).size < stems.length) continue;
    const pack = (wanted: StemClass) =>
      stems
        .flatMap(([, kind], at) => (kind === wanted ? [hashes[at]!] : []))
        .map((hash) => Buffer.from([hash >> 16, (hash >> 8) & 255, hash & 255]).toString('base64'))
        .join('');
    return { seed, stems: [pack('lending'), pack('step'), pack('contacts')].join(' ') };
  }
  throw new Error(`${stems.length} gate stems are too many for the gate's table`);
}
