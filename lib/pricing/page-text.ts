import type { Snapshot, TextBlock } from '../page/index.ts';
import { type Amount, findAmounts } from './currency.ts';
import { type Duration, findDurations } from './durations.ts';
import { type Decimal, decimalIn, findNumerals, type Numeral } from './numerals.ts';
import { findShares, type Share } from './shares.ts';
import { findWords, prepare, type Word } from './words.ts';

/** One block of a page with all that is read in it. Positions are those in `text`, the prepared text. */
export interface Line {
  /** As the page shows it, for quoting. */
  raw: string;
  where: string;
  tag: string;
  text: string;
  words: readonly Word[];
  numerals: readonly Numeral[];
  shares: readonly Share[];
  amounts: readonly Amount[];
  durations: readonly Duration[];
  /** Short enough to be a label or a value of a list. */
  short: boolean;
  /** For a cell of a table: what stands at the head of its column. */
  head: Line | null;
}

/** Characters of a page that are read for prices, and of one block. */
const LIMITS = { page: 120_000, block: 4_000, lines: 3_000, short: 64 };

interface Prepared {
  raw: string;
  where: string;
  tag: string;
  text: string;
}

const prepared = ({ text, where, tag }: Pick<TextBlock, 'text' | 'where' | 'tag'>): Prepared => ({
  raw: text,
  where,
  tag,
  text: prepare(text.slice(0, LIMITS.block)),
});

function readLine({ raw, where, tag, text }: Prepared, decimal: Decimal): Line {
  const numerals = findNumerals(text);
  const words = findWords(text);
  const numbers = numerals.length > 0;
  return {
    raw,
    where,
    tag,
    text,
    words,
    numerals,
    shares: numbers || /[分万厘]/.test(text) ? findShares(text, numerals, words, decimal) : [],
    amounts: numbers ? findAmounts(text, numerals, decimal) : [],
    durations: numbers ? findDurations(text, numerals, words, decimal) : [],
    short: text.length <= LIMITS.short,
    head: null,
  };
}

/** Gives the cells of plain tables (a row of headings, then rows as long) the heading of their column. */
function setHeads(lines: readonly Line[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.tag !== 'th') continue;
    let heads = at;
    while (lines[heads]?.tag === 'th') heads += 1;
    let end = heads;
    while (lines[end]?.tag === 'td') end += 1;
    const width = heads - at;
    if (width >= 2 && end > heads && (end - heads) % width === 0) {
      for (let cell = heads; cell < end; cell += 1) {
        const line = lines[cell];
        if (line) line.head = lines[at + ((cell - heads) % width)] ?? null;
      }
    }
    at = end - 1;
  }
}

/** The lines of a page that are read for prices: title and description first, then the blocks, hidden ones apart. */
export function linesOf(snapshot: Snapshot): { shown: Line[]; hidden: Line[]; decimal: Decimal; loan: boolean } {
  let left = LIMITS.page;
  const head = [{ text: snapshot.title, where: 'title', tag: 'title' }];
  for (const name of ['description', 'og:description', 'og:title']) {
    const text = snapshot.metas[name];
    if (text) head.push({ text, where: `meta[${name}]`, tag: 'meta' });
  }
  const kept: (Prepared & { hidden: boolean })[] = [];
  for (const block of [...head.filter(({ text }) => text !== ''), ...snapshot.blocks]) {
    if (left <= 0 || kept.length >= LIMITS.lines) break;
    left -= block.text.length;
    kept.push({ ...prepared(block), hidden: 'hidden' in block && block.hidden === true });
  }
  const decimal = decimalIn(
    kept.map(({ text }) => text),
    snapshot.lang,
  );
  const shown = kept.filter(({ hidden }) => !hidden).map((line) => readLine(line, decimal));
  const hidden = kept.filter((line) => line.hidden).map((line) => readLine(line, decimal));
  setHeads(shown);
  const loan = [...shown, ...hidden].some(({ words }) => words.some(({ concept }) => concept === 'loan'));
  return { shown, hidden, decimal, loan };
}
