import type { Assessment } from '../assessment/index.ts';
import type { Pack, Rights } from '../rights/index.ts';

/**
 * The rights packs of the jurisdictions that an assessment names, the user's own first, in a language of the interface.
 * Rejects as `rights.pack`.
 */
export async function packsOf(
  rights: Rights,
  { home, page }: Assessment['jurisdiction'],
  language: string,
): Promise<Pack[]> {
  const places = [...new Set([home, page])].filter((place) => place !== null);
  const packs = await Promise.all(places.map((place) => rights.pack(place, language)));
  return packs.filter((pack) => pack !== null);
}
