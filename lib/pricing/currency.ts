import file from '../../data/pricing/currencies.json' with { type: 'json' };
import type { Snapshot } from '../page/index.ts';
import { type Decimal, findNumerals, magnitudeAt, type Numeral, readNumeral } from './numerals.ts';
import { prepare } from './words.ts';

/** An amount of money in a prepared text. `code` is null where the sign is shared by several currencies. */
export interface Amount {
  start: number;
  end: number;
  value: number;
  code: string | null;
  /** False for a bare number, which is an amount only where a word says so. */
  marked: boolean;
}

interface Sign {
  text: string;
  code: string | null;
  /** Written in letters: no other letter may touch it. */
  letters: boolean;
}

const LETTER = /[\p{L}\p{M}]/u;
const SIGNS: readonly Sign[] = [
  ...file.currencies.flatMap(({ code, signs, words }) => [...signs, ...words].map((text) => ({ text, code }))),
  ...file.shared.map((text) => ({ text, code: null })),
]
  .map(({ text, code }) => ({
    text: text.normalize('NFKC'),
    code,
    letters: /^[\p{L}\p{M}]/u.test(text) && !/^\p{Script=Han}/u.test(text),
  }))
  .sort((a, b) => b.text.length - a.text.length);

/** Signs by the letter that touches the number: few of them are compared at each. */
function signsBy(letterOf: (text: string) => string): ReadonlyMap<string, Sign[]> {
  const found = new Map<string, Sign[]>();
  for (const sign of SIGNS) found.set(letterOf(sign.text), [...(found.get(letterOf(sign.text)) ?? []), sign]);
  return found;
}

const BY_LAST = signsBy((text) => text.charAt(text.length - 1));
const BY_FIRST = signsBy((text) => text.charAt(0));

const HOMES = new Map(file.currencies.map(({ code, homes }) => [code, homes as readonly string[]]));

/** The jurisdictions in which a loan in this currency is usually made. */
export function homesOf(currency: string): readonly string[] {
  return HOMES.get(currency) ?? [];
}

function signBefore(text: string, at: number): (Sign & { start: number }) | null {
  const end = text[at - 1] === ' ' || text[at - 1] === ':' ? at - 1 : at;
  for (const sign of BY_LAST.get(text.charAt(end - 1)) ?? []) {
    const start = end - sign.text.length;
    if (start < 0 || !text.startsWith(sign.text, start)) continue;
    if (LETTER.test(sign.text.charAt(0)) && sign.letters && LETTER.test(text[start - 1] ?? '')) continue;
    return { ...sign, start };
  }
  return null;
}

function signAfter(text: string, at: number): (Sign & { end: number }) | null {
  const start = text[at] === ' ' ? at + 1 : at;
  for (const sign of BY_FIRST.get(text.charAt(start)) ?? []) {
    if (!text.startsWith(sign.text, start)) continue;
    const end = start + sign.text.length;
    // Stems such as рубл go on; short codes do not.
    if (sign.letters && sign.text.length < 4 && LETTER.test(text[end] ?? '')) continue;
    return { ...sign, end };
  }
  return null;
}

/** Numbers of a prepared text with their currency, by position; bare numbers too. */
export function findAmounts(text: string, numerals: readonly Numeral[], decimal: Decimal): Amount[] {
  const found: Amount[] = [];
  for (const { start, end, raw } of numerals) {
    const value = readNumeral(raw, 'amount', decimal);
    if (value === null || value <= 0) continue;
    const { factor, end: stop, more } = magnitudeAt(text, end);
    const before = signBefore(text, start);
    const after = before?.code ? null : signAfter(text, stop);
    if (!before && LETTER.test(text[start - 1] ?? '') && !/\p{Script=Han}|\p{Script=Thai}/u.test(text[start - 1] ?? ''))
      continue;
    found.push({
      start: before?.start ?? start,
      end: after?.end ?? stop,
      value: Number((value * factor + more).toPrecision(12)),
      code: before?.code ?? after?.code ?? null,
      marked: before !== null || after !== null,
    });
  }
  return found;
}

/** Most characters of a page that are searched for currencies. */
const SEARCHED = 60_000;
/** Least amount that a code in letters must stand beside: `PHP 8` is no money. */
const LEAST = 50;

/**
 * The currencies in which a page names amounts, as ISO 4217 codes, the most frequent first, at most 6. Signs that
 * several currencies share ($, Rs) tell nothing; 元 is the yuan unless the page says that it is of Taiwan or Hong Kong.
 */
export function findCurrencies(snapshot: Snapshot): string[] {
  const counts = new Map<string, number>();
  let left = SEARCHED;
  const dollarsOfChina = /^zh-(?:tw|hk|mo|hant)/.test(snapshot.lang);
  for (const { text, hidden } of snapshot.blocks) {
    if (left <= 0) break;
    if (hidden || !/[\d\u0660-\u17e9\uff10-\uff19]/.test(text)) continue;
    const plain = prepare(text.slice(0, left));
    left -= text.length;
    for (const { code, value } of findAmounts(plain, findNumerals(plain), 'point')) {
      if (code !== null && value >= LEAST) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  if (dollarsOfChina || counts.has('TWD') || counts.has('HKD')) counts.delete('CNY');
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([code]) => code);
}
