// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type BrandEntry, brandEntry, Lookalikes } from '../../../lib/platforms/index.ts';
import { loadBrands } from '../../../scripts/lib/data/load.ts';
import {
  alarmsOf,
  halfOf,
  ordinaryHosts,
  readObserved,
  recallOf,
} from '../../../scripts/lib/data/measure-lookalikes.ts';
import { generator } from '../../bench/platforms-hosts.ts';

/** Decides which brands are in which half, and what is made up. */
const SEED = 0;

const entries = (await loadBrands()).map(brandEntry);
const finder = new Lookalikes(entries);
const OBSERVED = new URL('../../fixtures/lookalikes/observed.jsonl', import.meta.url).pathname;

/** Names long enough to be known by themselves, one a brand. */
const strong = entries.flatMap((brand) => {
  const word = brand.words.find((one) => one.length >= 7 && /^[a-z]+$/.test(one));
  return word && !brand.dictionaryWord ? [{ brand, word }] : [];
});

const LOOKS: Record<string, string> = { o: '0', l: '1', e: '3', a: '4', s: '5', t: '7' };
const CYRILLIC: Record<string, string> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', i: 'і' };

/** What the issue names, each as impostors do it: a way, and a host made that way for a word. */
const WAYS: Record<string, (word: string, random: () => number) => string> = {
  'loan words': (word) => `${word}-loan-apply.com`,
  'loan words before it': (word) => `cash-loan-${word}.net`,
  'in a subdomain': (word) => `${word}.loan-office.com`,
  'its domain before another': (word) => `${word}.com.secure-check.net`,
  'another ending': (word) => `${word}.top`,
  'swapped letters': (word, random) => {
    const spots = [...word].flatMap((char, at) =>
      at > 0 && at + 1 < word.length && char !== word[at + 1] ? [at] : [],
    );
    const at = spots[Math.floor(random() * spots.length)] ?? 1;
    return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}-loan.com`;
  },
  'a doubled letter': (word, random) => {
    const at = 1 + Math.floor(random() * (word.length - 1));
    return `${word.slice(0, at)}${word[at]}${word.slice(at)}.com`;
  },
  'digits for letters': (word) =>
    `${word[0]}${word.slice(1, -1).replace(/[oleast]/, (char) => LOOKS[char] ?? char)}${word.at(-1)}.com`,
  'foreign letters': (word) =>
    new URL(`http://${word.replace(/[aeopcxi]/, (char) => CYRILLIC[char] ?? char)}.com`).hostname,
};

function found(brand: BrandEntry, host: string): boolean | null {
  // The way changed nothing, or the brand owns it: there is nothing to find.
  if (finder.isGenuine(host) || brand.domains.some((domain) => host.endsWith(domain))) return null;
  return finder.find(host) !== null;
}

describe('lookalikes made from every brand', () => {
  it.each(Object.keys(WAYS))('by %s are found, in both halves of the brands', (way) => {
    const make = WAYS[way]!;
    const random = generator(SEED + 1);
    const counts = { A: [0, 0], B: [0, 0] };
    for (const { brand, word } of strong) {
      const hit = found(brand, make(word, random));
      if (hit === null) continue;
      const count = counts[halfOf(brand.name, SEED)];
      count[1]!++;
      if (hit) count[0]!++;
    }
    const [a, b] = [counts.A, counts.B].map(([hits, all]) => hits! / all!);
    console.log(`${way}: half A ${counts.A.join(' of ')}, half B ${counts.B.join(' of ')}`);
    expect(counts.A[1]).toBeGreaterThan(50);
    expect(a).toBeGreaterThan(0.9);
    expect(b).toBeGreaterThan(0.9);
  });
});

describe('observed lookalikes whose licences let them stand here', () => {
  it('are found as before, in both halves of the brands', async () => {
    const groups = recallOf(finder, await readObserved(OBSERVED), SEED);
    const [a, b] = [groups.get('brand half A'), groups.get('brand half B')];
    console.log(`observed: half A ${a?.found} of ${a?.rows}, half B ${b?.found} of ${b?.rows}`);
    expect(a?.found).toBeGreaterThanOrEqual(4);
    expect(b?.found).toBeGreaterThanOrEqual(7);
  });
});

describe('ordinary hosts of popular sites', () => {
  it('are taken for lookalikes less than once in ten thousand, and never without a second key', async () => {
    const all = await ordinaryHosts();
    expect(all.length).toBeGreaterThan(100_000);
    const random = generator(SEED + 2);
    const some = all.filter(() => random() < 0.25);
    const alarms = alarmsOf(finder, some);
    console.log(`${some.length} of ${all.length} ordinary hosts: ${alarms.length} alarms`);
    expect(some.length).toBeGreaterThan(20_000);
    expect(alarms.filter(({ needsSecondKey }) => !needsSecondKey)).toEqual([]);
    expect(alarms.length / some.length).toBeLessThan(1 / 10_000);
  });
});

describe('short forms of names', () => {
  it.each([
    ['the beginning of a long name', 'micredito-pichi.vercel.app', 'Banco Pichincha'],
    ['initials', 'bdvcredito.netlify.app', 'Banco de Venezuela'],
    ['the first letter and the rest', 'tarjetas-bcolombia.vercel.app', 'Bancolombia'],
    ['a short name with its country', 'prestamosbhdrd.vercel.app', 'BHD'],
    ['the name of a lender with a country', 'lendingtreeusa.com', 'LendingTree'],
  ])('%s: %s, and never by itself', (_, host, brand) => {
    expect(finder.find(host)).toMatchObject({ brand: { name: brand }, needsSecondKey: true });
  });

  it.each([
    ['on a host that gives no names away', 'micredito-pichi.com'],
    ['without a lender’s words', 'pichi.vercel.app'],
    ['in another label', 'abc.credito.vercel.app'],
    ['the beginning of a name made of everybody’s words', 'central-credito.vercel.app'],
    ['a word that only looks like a lender’s', 'kueski-tiendanube-api.conexa.ai'],
    ['an ending of two letters inside another word', 'mercado-pago.ecwid.com'],
    ['three letters that stand for anything', 'us-central1-tomis-bot.cloudfunctions.net'],
  ])('are none %s: %s', (_, host) => {
    expect(finder.find(host)).toBeNull();
  });
});
