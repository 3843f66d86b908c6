import type { FrameState } from './types.ts';

/** Frames of a tab of which something is kept, the top page not counted. */
const MOST_FRAMES = 30;
/** Characters of their states as JSON: session storage holds some ten million for all tabs. */
const MOST_CHARACTERS = 1_500_000;

const weight = ({ contacts, reading }: FrameState): number =>
  contacts.length * 1000 + Object.keys(reading?.features ?? {}).length;

/**
 * The frames of a tab with all but the most telling left out where they are too many, so that a page with a thousand of
 * them can neither fill the storage nor have its form overlooked. The top page always stays.
 */
export function limitFrames(frames: Record<number, FrameState>): Record<number, FrameState> {
  const inner = Object.entries(frames).filter(([id]) => id !== '0');
  const sizes = new Map(inner.map(([id, frame]) => [id, JSON.stringify(frame).length]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (inner.length <= MOST_FRAMES && total <= MOST_CHARACTERS) return frames;
  let left = MOST_CHARACTERS;
  const kept = inner
    .sort(([, a], [, b]) => weight(b) - weight(a))
    .slice(0, MOST_FRAMES)
    .filter(([id]) => {
      left -= sizes.get(id) ?? 0;
      return left >= 0;
    });
  const top = frames[0];
  return { ...(top ? { 0: top } : {}), ...Object.fromEntries(kept) };
}
