import { STEM_LENGTH, stemHash } from '../../lib/page/gate-scan.ts';
import { findConcepts, LEXICONS } from '../../lib/recognise/lexicon/index.ts';

/** What the gate takes a stem for: talk of lending, a step of an application, or other people's contacts. */
type StemClass = 'lending' | 'step' | 'contacts';

const CONTACTS = new Set(['reference', 'kinship', 'address-book']);
const STEP = new Set(['identity', 'bank-card', 'otp', 'carrier', 'id-photo']);
/** Seeds that are tried. */
const SEEDS = 2000;

function classOf(stem: string): StemClass {
  const concepts = findConcepts(stem.replace(/\$$/, '')).map((match) => match.concept);
  if (concepts.some((concept) => CONTACTS.has(concept))) return 'contacts';
  return concepts.some((concept) => STEP.has(concept)) ? 'step' : 'lending';
}

/** The stems of all lexicons, of a long one the beginning; without those that begin with another of their class. */
function allStems(): [stem: string, kind: StemClass][] {
  const all = new Map<string, StemClass>();
  for (const { gate } of LEXICONS) {
    for (const entry of gate) {
      const bare = entry.normalize('NFKC').replace(/\$$/, '').slice(0, STEM_LENGTH);
      if (!all.has(bare)) all.set(bare, classOf(entry));
    }
  }
  const stems = [...all];
  const covered = ([stem, kind]: [string, StemClass]) =>
    stems.some(([other, same]) => same === kind && other !== stem && stem.startsWith(other));
  return stems.filter((item) => !covered(item)).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Beginnings of every term in the lexicons that are no stems: a sample of what the gate should pass over. */
function ordinaryBeginnings(stems: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const { concepts } of LEXICONS) {
    for (const term of Object.values(concepts as Record<string, string[]>).flat()) {
      for (let length = 2; length <= Math.min(STEM_LENGTH, term.length); length += 1) found.add(term.slice(0, length));
    }
  }
  return [...found].filter((beginning) => !stems.has(beginning));
}

/**
 * The gate's stems as it carries them: lending, steps, contacts, parted by spaces, of each the hashes in base 64, four
 * letters a stem. `seed` is the first by which no two stems meet in the gate's table and the fewest ordinary beginnings
 * are taken for a stem. Throws where there are too many stems for the table.
 */
export function gateStems(): { seed: number; stems: string } {
  const stems = allStems();
  const ordinary = ordinaryBeginnings(new Set(stems.map(([stem]) => stem)));
  let best = { seed: 0, mistakes: Number.POSITIVE_INFINITY };
  for (let seed = 1; seed < SEEDS && best.mistakes > 0; seed += 1) {
    const hashes = new Set(stems.map(([stem]) => stemHash(stem, seed)));
    if (new Set([...hashes].map((hash) => hash & 0x3fff)).size < stems.length) continue;
    const mistakes = ordinary.filter((beginning) => hashes.has(stemHash(beginning, seed))).length;
    if (mistakes < best.mistakes) best = { seed, mistakes };
  }
  if (best.seed === 0) throw new Error(`${stems.length} gate stems are too many for the gate's table`);
  const pack = (wanted: StemClass) =>
    stems
      .flatMap(([stem, kind]) => (kind === wanted ? [stemHash(stem, best.seed)] : []))
      .map((hash) => Buffer.from([hash >> 16, (hash >> 8) & 255, hash & 255]).toString('base64'))
      .join('');
  return { seed: best.seed, stems: [pack('lending'), pack('step'), pack('contacts')].join(' ') };
}
