import type { AppOffer } from '../assessment/index.ts';
import { readAppAddress } from '../contacts/index.ts';
import type { TabFrames } from '../session/index.ts';

const MOST_SCANNED = 5;

/** The apps to which the texts of codes lead; other codes are left alone. */
export const offersIn = (texts: readonly string[]): AppOffer[] =>
  texts.flatMap((text) => {
    const app = readAppAddress(text.trim());
    return app ? [{ ...app, text: '' }] : [];
  });

/** Keeps apps that were found in pictures, the newest first. */
export function keepScanned(frames: TabFrames, apps: readonly AppOffer[]): void {
  const all = new Map([...apps, ...(frames.scanned ?? [])].map((app) => [app.url, app]));
  frames.scanned = [...all.values()].slice(0, MOST_SCANNED);
}
