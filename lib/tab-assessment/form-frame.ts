import { judgeReading, mergeReadings } from '../recognise/index.ts';
import type { TabFrames } from '../session/index.ts';
import { siteOf } from './site.ts';

/**
 * The address of the frame of another site whose form makes a page a lender's, the likeliest one where there are several;
 * null where the page is one without it.
 */
export function formFrame(page: URL, { frames, prior }: TabFrames, at: number): URL | null {
  const lendingOf = (reading: Parameters<typeof judgeReading>[0]) => judgeReading(reading, null, at).lending;
  const { 0: top, ...inner } = frames;
  const others = Object.values(inner).flatMap(({ url, reading }) => {
    const address = new URL(url);
    const counts = reading && (reading.features['form:some'] ?? 0) > 0 && /^https?:/.test(url);
    return counts && siteOf(address.hostname) !== siteOf(page.hostname)
      ? [{ address, lending: lendingOf(reading) }]
      : [];
  });
  if (others.length === 0) return null;
  const own = Object.values(inner).flatMap(({ url, reading }) =>
    reading && !others.some(({ address }) => address.href === new URL(url).href) ? [reading] : [],
  );
  const alone = mergeReadings(top?.reading ?? null, own);
  if (judgeReading(alone, prior, at).kind !== 'none') return null;
  return others.reduce((best, one) => (one.lending > best.lending ? one : best)).address;
}
