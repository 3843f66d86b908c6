import { LETTER_KINDS, type LetterKind } from '../../../lib/rights/index.ts';

/** Which letter an address such as `#letters/complaint/h%3Alender.example` names, and about which visited platform. */
export function readLetterAddress(hash: string): { kind: LetterKind; visit: string | null } {
  const [, named, key = ''] = hash.replace(/^#/, '').split('/');
  let visit: string | null = null;
  try {
    visit = decodeURIComponent(key) || null;
  } catch (error) {
    // An address can be typed by hand.
    if (!(error instanceof URIError)) throw error;
  }
  return { kind: LETTER_KINDS.find((kind) => kind === named) ?? 'prepare-relatives', visit };
}

/** The address of a letter; the counterpart of `readLetterAddress`. */
export function letterAddress(kind: LetterKind, visit: string | null): string {
  return visit === null ? `letters/${kind}` : `letters/${kind}/${encodeURIComponent(visit)}`;
}
