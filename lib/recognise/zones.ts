import { type Evidence, quote } from '../assessment/index.ts';
import type { Control, Snapshot, TextBlock } from '../page/index.ts';
import { COUNTER_CONCEPTS, findConcepts, HELPER_CONCEPTS } from './lexicon/index.ts';
import { labelOf, StaffMarks } from './staff.ts';

/**
 * Where on the page a concept stands. `head`: title, metadata, headings. `act`: buttons and short links. `ctl`: labels
 * and names of controls. `short`: short lines. `prose`: running text. `side`: navigation, footer.
 * `hidden`: text that an attribute takes out of sight. `option`: what a list lets choose.
 */
export type Zone = 'head' | 'act' | 'ctl' | 'short' | 'prose' | 'side' | 'hidden' | 'option';

/** What was found of one concept in one zone. */
export interface Found {
  count: number;
  terms: Set<string>;
  evidence: Evidence;
}

/** Characters that are matched at most; text beyond is counted but not searched. */
const TEXT_LIMIT = 60_000;
/** Matches of one concept in one zone beyond this number change nothing. */
const COUNT_LIMIT = 40;
/** Concepts that a denial shortly before turns into their opposite. */
const DENIABLE = new Set(['upfront-fee', 'threat', 'guarantor', 'carrier']);
/** Whoever offers these in one breath offers them rather than a loan. */
const OTHER_OFFERS = new Set([
  'credit-card',
  'insurance',
  'job',
  'school',
  'student-aid',
  'mortgage',
  'vehicle',
  'bank-home',
  'investment',
  'tenancy',
]);
const DENIAL_REACH = 60;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/g;

/** Concepts of a page by zone, with what each control asks for. */
export interface Concepts {
  get(zone: Zone, concept: string): Found | undefined;
  has(concept: string, ...zones: Zone[]): boolean;
  entries(): Iterable<[zone: Zone, concept: string, found: Found]>;
  /** Concepts of each control of the snapshot, by its position there. */
  controls: ReadonlySet<string>[];
  staff: StaffMarks;
}

/** Length of a text as a reader feels it: a letter of Chinese or Japanese counts for two and a half. */
export function readingLength(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0) * 1.5;
}

/** Finds the concepts of a snapshot, zone by zone. Linear in its text, of which it searches a bounded part. */
export function conceptsByZone(snapshot: Snapshot): Concepts {
  const found = new Map<string, Found>();
  const staff = new StaffMarks();
  let left = TEXT_LIMIT;

  const search = (zone: Zone, text: string, where: string): Set<string> => {
    const concepts = new Set<string>();
    if (left <= 0 || text === '') return concepts;
    const part = text.slice(0, left);
    left -= part.length;
    let denied = -1;
    const matches = findConcepts(part);
    staff.note(zone, part, where, matches);
    const within = zone === 'ctl' ? labelOf(part).length : part.length;
    const elsewhere = text.length <= 60 && matches.some(({ concept }) => OTHER_OFFERS.has(concept));
    for (const { concept, start, end, term } of matches) {
      if (HELPER_CONCEPTS.has(concept)) continue;
      if (concept === 'back-office' && start >= within) continue;
      // "Apply for our credit card" offers no loan.
      if (concept === 'apply' && elsewhere) continue;
      if (concept === 'negation') denied = end;
      // "We never ask for a fee before the loan" is no demand for one.
      if (DENIABLE.has(concept) && denied >= 0 && start - denied < DENIAL_REACH) continue;
      // Words out of sight may not talk a page into innocence.
      if (zone === 'hidden' && COUNTER_CONCEPTS.has(concept)) continue;
      concepts.add(concept);
      const key = `${zone} ${concept}`;
      const known = found.get(key);
      if (!known) {
        found.set(key, { count: 1, terms: new Set([term]), evidence: { text: quote(part, start), where } });
      } else if (known.count < COUNT_LIMIT) {
        known.count += 1;
        known.terms.add(term);
      }
    }
    return concepts;
  };

  search('head', snapshot.title, 'title');
  for (const [name, content] of Object.entries(snapshot.metas)) search('head', content, `meta ${name}`);
  const controls = snapshot.controls.map((control) => {
    const asked = search('ctl', controlText(control), control.where);
    // What may be chosen says whom a field is about (father, mother), not what the page is about.
    for (const concept of search('option', control.options.slice(0, 8).join(' | '), control.where)) asked.add(concept);
    return asked;
  });
  for (const action of snapshot.actions) {
    if (action.text.length <= 40) search('act', action.text, action.where);
  }
  const repeated = new Set<string>();
  for (const block of snapshot.blocks) {
    const zone = zoneOf(block);
    // Rows of a table repeat themselves; one of each is enough.
    if (zone !== 'prose') {
      if (repeated.has(block.text)) continue;
      repeated.add(block.text);
    }
    search(zone, block.text, block.where);
  }

  return {
    get: (zone, concept) => found.get(`${zone} ${concept}`),
    has: (concept, ...zones) => zones.some((zone) => found.has(`${zone} ${concept}`)),
    *entries() {
      for (const [key, value] of found) {
        const at = key.indexOf(' ');
        yield [key.slice(0, at) as Zone, key.slice(at + 1), value];
      }
    },
    controls,
    staff,
  };
}

function controlText({ label, key, autocomplete }: Control): string {
  return [label, key, autocomplete].filter((part) => part !== '').join(' | ');
}

function zoneOf({ tag, zone, text, hidden }: TextBlock): Zone {
  if (hidden) return 'hidden';
  if (zone === 'nav' || zone === 'footer' || zone === 'aside') return 'side';
  if (/^h[1-3]$/.test(tag)) return 'head';
  return readingLength(text) >= 100 ? 'prose' : 'short';
}
