/** Made-up host names for benches: the same ones in every run. */

const WORDS =
  'pinjam dana kredit cash loan uang cepat rupiah naira pesa rapid credito facil money fast kilat tunai easy peso duit kas modal online smart'.split(
    ' ',
  );
const ENDINGS = 'com co.id top xyz com.ng co.ke net info online my.id com.mx in app shop'.split(' ');

/** A reproducible generator of numbers from 0 to 1 (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` different host names. */
export function listedHosts(count: number): string[] {
  const random = generator(1);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  return Array.from(
    { length: count },
    (_, at) => `${pick(WORDS)}${random() < 0.3 ? '-' : ''}${pick(WORDS)}${at.toString(36)}.${pick(ENDINGS)}`,
  );
}

/** Hosts as a browser asks for them: with subdomains, not listed. */
export function ordinaryHosts(count: number): string[] {
  const random = generator(2);
  const letters = () =>
    Array.from({ length: 4 + Math.floor(random() * 9) }, () =>
      String.fromCharCode(97 + Math.floor(random() * 26)),
    ).join('');
  return Array.from(
    { length: count },
    () =>
      `${random() < 0.7 ? 'www.' : random() < 0.5 ? 'm.shop.' : ''}${letters()}.${ENDINGS[Math.floor(random() * ENDINGS.length)]}`,
  );
}
