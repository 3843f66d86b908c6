import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeSnapshot } from '../../lib/page/take.ts';
import { findPrices, type StatedPrice } from '../../lib/pricing/index.ts';
import { decodePage } from './evaluate/corpus.ts';
import { parseDocument } from './evaluate/parsed-document.ts';

/** The fields of a label line that matter for prices. */
interface PriceLabel {
  id: string;
  file: string;
  /** The first price of the page in its own words; null where a pattern found none, which is not where there is none. */
  statedRate: string | null;
}

/** What was found on one page, beside what its label says. */
interface PriceFinding {
  label: PriceLabel;
  found: StatedPrice[];
}

/** Reads every labelled page and looks for stated prices on it. */
export function measurePrices(pages: string, labels: string): PriceFinding[] {
  return readFileSync(labels, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const label = JSON.parse(line) as PriceLabel;
      const html = decodePage(readFileSync(join(pages, label.file)));
      return { label, found: findPrices(takeSnapshot(parseDocument(html, 'https://site.example/page'))) };
    });
}

/** Whether a share of the label is among what was found, or stands in the words of an example that was. */
function isFound({ label, found }: PriceFinding): boolean {
  const shares = [...(label.statedRate ?? '').matchAll(/\d+(?:[.,]\d+)?/g)].map(([number]) => number);
  return shares.some((number) => {
    const share = Number(number.replace(',', '.')) / 100;
    const same = (value: number | null) => value !== null && Math.abs(value - share) < 1e-9;
    return found.some(
      ({ kind, low, high, evidence }) =>
        same(low) || same(high) || (kind === 'example' && evidence.text.includes(`${number}%`)),
    );
  });
}

/**
 * One line of figures: recall of the prices that the labels quote, and how many statements were found in all. Whether
 * each of these is right no label says: with `errors` they are listed for reading.
 */
export function describePrices(findings: readonly PriceFinding[], errors: boolean): string {
  const labelled = findings.filter(({ label }) => label.statedRate !== null);
  const missed = labelled.filter((finding) => !isFound(finding));
  const all = findings.flatMap(({ label, found }) =>
    found
      .filter(({ kind }) => kind !== 'term' && kind !== 'rollover')
      .map(
        ({ kind, low, high, per, evidence }) =>
          `${label.id} ${kind} ${low ?? ''}–${high ?? ''} ${per ?? ''} “${evidence.text}”`,
      ),
  );
  const line = `prices that labels quote: ${labelled.length - missed.length} of ${labelled.length} found; ${all.length} statements of a price in all`;
  if (!errors) return line;
  return [
    line,
    ...missed.map(({ label }) => `  missed ${label.id}: ${label.statedRate}`),
    ...all.map((row) => `  ${row}`),
  ].join('\n');
}
