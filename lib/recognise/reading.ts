import * as v from 'valibot';
import type { Evidence, Signal } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';
import { measureCombinations } from './combinations.ts';
import { COUNTER_CONCEPTS } from './lexicon/index.ts';
import { Measures } from './measures.ts';
import { buildOf, measureStructure } from './structure.ts';
import { type Concepts, conceptsByZone, type Found, type Zone } from './zones.ts';

const short = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const EvidenceSchema = v.strictObject({ text: short(160), where: short(300) });
const share = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1));

/** Most features a reading holds. */
export const FEATURE_LIMIT = 300;
/** Most signals a reading holds. */
export const SIGNAL_LIMIT = 60;

/** Schema of a reading, by which the background checks what a frame sent. */
export const PageReadingSchema = v.strictObject({
  version: v.literal(1),
  lang: short(20),
  truncated: v.boolean(),
  /** Characters of text, as far as they were read. */
  textLength: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)),
  /** Name → value, 0 left out. */
  features: v.pipe(
    v.record(short(60), share),
    v.check((features) => Object.keys(features).length <= FEATURE_LIMIT, 'too many features'),
  ),
  /** Name of a feature → what shows it. */
  evidence: v.pipe(
    v.record(short(60), EvidenceSchema),
    v.check((evidence) => Object.keys(evidence).length <= FEATURE_LIMIT, 'too much evidence'),
  ),
  signals: v.pipe(
    v.array(
      v.strictObject({
        id: short(60),
        value: v.exactOptional(v.union([short(160), v.pipe(v.number(), v.finite()), v.boolean()])),
        evidence: EvidenceSchema,
      }),
    ),
    v.maxLength(SIGNAL_LIMIT),
  ),
});

/** What a frame's document shows, as small plain data: named feature values from 0 to 1, and signals with evidence. */
export type PageReading = v.InferOutput<typeof PageReadingSchema>;

/** Concepts that only count as demands where a control or a button asks for them. */
const DEMANDS = new Set(['identity', 'bank-card', 'otp', 'id-photo', 'income', 'phone', 'carrier', 'guarantor']);
const ALL_ZONES: readonly Zone[] = ['ctl', 'act', 'head', 'short', 'prose'];

/** What is known of a page beside its snapshot. */
export interface Besides {
  /** The page is an app's listing in a store. */
  store?: boolean;
}

/** Reads a snapshot: pure, linear in the snapshot, bounded in size. */
export function readPage(snapshot: Snapshot, { store = false }: Besides = {}): PageReading {
  const concepts = conceptsByZone(snapshot);
  const features: Record<string, number> = {};
  const evidence: Record<string, Evidence> = {};
  const note = (name: string, value: number, shown: Evidence) => {
    if (Object.keys(features).length >= FEATURE_LIMIT) return;
    features[name] = value;
    evidence[name] = { text: shown.text.slice(0, 160), where: shown.where.slice(0, 300) };
  };
  const measures = new Measures();
  const build = buildOf(snapshot, concepts);
  if (store) measures.add('page:store', 1, { text: snapshot.title, where: 'title' });
  measureStructure(snapshot, build, measures);
  measureCombinations(concepts, build, measures);
  for (const { name, value, evidence: shown } of measures.list) note(name, value, shown);
  const pooled = new Map<string, Found>();
  for (const [zone, concept, found] of concepts.entries()) {
    if (zone === 'option') continue;
    if (zone === 'side' || zone === 'hidden') {
      note(`${zone}:${concept}`, strength(found), found.evidence);
      continue;
    }
    const all = pooled.get(concept);
    const terms = new Set([...(all?.terms ?? []), ...found.terms]);
    pooled.set(concept, { count: (all?.count ?? 0) + found.count, terms, evidence: all?.evidence ?? found.evidence });
    if (zone !== 'short') note(`${zone}:${concept}`, strength(found), found.evidence);
  }
  for (const [concept, found] of pooled) note(`any:${concept}`, strength(found), found.evidence);
  return {
    version: 1,
    lang: snapshot.lang.slice(0, 20),
    truncated: snapshot.truncated,
    textLength: snapshot.counts.textLength,
    features,
    evidence,
    signals: signalsOf(concepts),
  };
}

/** 1/3 for one mention, 1 for seven or more; saying one word often counts for half of what different words count. */
function strength({ count, terms }: { count: number; terms: ReadonlySet<string> }): number {
  const mentions = terms.size + (count - terms.size) / 2;
  return Math.round(Math.min(1, Math.log2(1 + mentions) / 3) * 1000) / 1000;
}

function signalsOf(concepts: Concepts): Signal[] {
  const signals = new Map<string, Signal>();
  for (const zone of ALL_ZONES) {
    for (const [where, concept, found] of concepts.entries()) {
      if (where !== zone || COUNTER_CONCEPTS.has(concept) || signals.has(concept)) continue;
      if (DEMANDS.has(concept) && zone !== 'ctl' && zone !== 'act') continue;
      if (signals.size < SIGNAL_LIMIT) signals.set(concept, { id: concept, evidence: found.evidence });
    }
  }
  return [...signals.values()];
}
