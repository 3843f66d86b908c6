/** Pixels of a picture, four bytes each (red, green, blue, opacity), row by row. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Longest side of a bitmap in pixels. The largest code has 177 modules and a border of eight. */
export const BITMAP_SIDE = 480;
/** Shortest side: the smallest code has as many modules. */
export const SMALLEST_SIDE = 21;
/** Luminance between the dark and the light of a picture, at least. */
const CONTRAST = 60;
/** How far from the dark or the light a pixel may be and still be of it, and the share of pixels that have to be. */
const NEAR = 44;
const SHARE = 0.75;
/** Rows in which the marks of a code's corners have to be seen. */
const MARKED_ROWS = 4;

/** Bytes of a bitmap of a size. */
export const bytesOf = (width: number, height: number): number => Math.ceil((width * height) / 8);

/** A picture in black and white: one bit a pixel, row by row without a gap, 1 for dark, as base64. */
export interface Bitmap {
  width: number;
  height: number;
  bits: string;
}

/** Luminance between dark and light, by the means of the two, or null where there are not two. */
function threshold(counts: Uint32Array, total: number): number | null {
  const mean = (from: number, to: number): number => {
    let sum = 0;
    let count = 0;
    for (let level = from; level < to; level += 1) {
      sum += level * (counts[level] ?? 0);
      count += counts[level] ?? 0;
    }
    return count === 0 ? -1 : sum / count;
  };
  let middle = 128;
  for (let round = 0; round < 6; round += 1) {
    const dark = mean(0, Math.round(middle));
    const light = mean(Math.round(middle), 256);
    // All on one side: the picture may still have two shades there.
    if (dark < 0 || light < 0) middle = mean(0, 256);
    else middle = (dark + light) / 2;
  }
  const dark = mean(0, Math.round(middle));
  const light = mean(Math.round(middle), 256);
  if (dark < 0 || light < 0 || light - dark < CONTRAST) return null;
  let near = 0;
  for (let level = 0; level < 256; level += 1) {
    if (Math.abs(level - dark) <= NEAR || Math.abs(level - light) <= NEAR) near += counts[level] ?? 0;
  }
  return near / total < SHARE ? null : middle;
}

/** Whether a run of pixels is `wanted` times the unit. */
const fits = (run: number, wanted: number, unit: number): boolean => Math.abs(run - wanted * unit) <= unit * 0.6 + 0.5;

/** Whether a row has dark and light as 1 to 1 to 3 to 1 to 1, as through the mark in a corner of a code. */
function isMarked(dark: Uint8Array, from: number, width: number): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  let run = 1;
  for (let x = 1; x <= width; x += 1) {
    const shade = dark[from + x - 1];
    if (x < width && dark[from + x] === shade) {
      run += 1;
      continue;
    }
    const unit = (a + b + c + d + run) / 7;
    if (
      shade === 1 &&
      a > 0 &&
      unit >= 1 &&
      fits(a, 1, unit) &&
      fits(b, 1, unit) &&
      fits(c, 3, unit) &&
      fits(d, 1, unit) &&
      fits(run, 1, unit)
    ) {
      return true;
    }
    a = b;
    b = c;
    c = d;
    d = run;
    run = 1;
  }
  return false;
}

/**
 * The black-and-white of a small picture that may be a code, or null for any other: photographs, plain areas, and what
 * lacks the marks that a code has in its corners. `pixels` are at most `BITMAP_SIDE` each way. `pause` is awaited between
 * the parts of the work, of which none takes more than some milliseconds.
 */
export async function bitmapOf(
  { width, height, data }: Pixels,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Bitmap | null> {
  if (width < SMALLEST_SIDE || height < SMALLEST_SIDE || width > BITMAP_SIDE || height > BITMAP_SIDE) return null;
  const total = width * height;
  const levels = new Uint8Array(total);
  const counts = new Uint32Array(256);
  for (let at = 0; at < total; at += 1) {
    // Rec. 601, in thousandths.
    const level = ((data[at * 4] ?? 0) * 299 + (data[at * 4 + 1] ?? 0) * 587 + (data[at * 4 + 2] ?? 0) * 114) / 1000;
    levels[at] = level;
    counts[level | 0] = (counts[level | 0] ?? 0) + 1;
  }
  await pause();
  const middle = threshold(counts, total);
  if (middle === null) return null;
  const dark = new Uint8Array(total);
  const bytes = new Uint8Array(bytesOf(width, height));
  for (let at = 0; at < total; at += 1) {
    if ((levels[at] ?? 255) >= middle) continue;
    dark[at] = 1;
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (128 >> (at & 7));
  }
  await pause();
  let marked = 0;
  for (let y = 0; y < height && marked < MARKED_ROWS; y += 1) if (isMarked(dark, y * width, width)) marked += 1;
  if (marked < MARKED_ROWS) return null;
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { width, height, bits: btoa(binary) };
}
