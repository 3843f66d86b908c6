import { LETTER_KINDS, type LetterKind } from './letter-template.ts';

/** Which letter a view of the dashboard is to show. */
export interface LetterAddress {
  kind: LetterKind;
  /** Key of the visited platform that it is about. */
  visit: string | null;
  /** Country of the page that the user came from, for users who did not say where they live. */
  place: string | null;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part) || null;
  } catch (error) {
    // An address can be typed by hand.
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** What an address such as `#letters/complaint/h%3Alender.example` or `#letters/complaint//VN` names. */
export function readLetterAddress(hash: string): LetterAddress {
  const [, named, visit = '', place = ''] = hash.replace(/^#/, '').split('/');
  return {
    kind: LETTER_KINDS.find((kind) => kind === named) ?? 'prepare-relatives',
    visit: decoded(visit),
    place: /^[A-Z]{2}$/.test(place) ? place : null,
  };
}

/** The address of a letter, without `#`; the counterpart of `readLetterAddress`. */
export function letterAddress(kind: LetterKind, visit: string | null, place: string | null = null): string {
  const parts = ['letters', kind, encodeURIComponent(visit ?? ''), place ?? ''];
  while (parts.at(-1) === '') parts.pop();
  return parts.join('/');
}

// A letter to relatives names no lender. The offer goes by the plan, whose debts may not be tied to a visit.
const ABOUT_LENDER: ReadonlySet<LetterKind> = new Set(['stop-third-party', 'complaint', 'deletion']);

/** The address of a letter to which a guide leads, about the lender on the screen (key of its visit) where it has one. */
export function guideLetterAddress(kind: LetterKind, lender: string | null, place: string | null): string {
  return letterAddress(kind, ABOUT_LENDER.has(kind) ? lender : null, place);
}
