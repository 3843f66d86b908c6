import type { Assessment } from '../assessment/index.ts';
import type { Pack, Rights } from '../rights/index.ts';

/**
 * The rights packs of the jurisdictions that an assessment names, the user's own first, in a language of the interface,
 * each once: two places can share one. `app` is where the lists say that an app is from; it comes last. Rejects as
 * `rights.pack`.
 */
export async function packsOf(
  rights: Rights,
  { home, page }: Assessment['jurisdiction'],
  language: string,
  app: string | null = null,
): Promise<Pack[]> {
  const places = [home, page, app].filter((place) => place !== null);
  const packs = await Promise.all(places.map((place) => rights.pack(place, language)));
  return [...new Set(packs)].filter((pack) => pack !== null);
}
