// @vitest-environment node
import fc from 'fast-check';
import encodeQR from 'qr';
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { bitmapOf } from '../../../lib/qr/bitmap.ts';
import { BitmapSchema, type Pixels, readBitmap } from '../../../lib/qr/index.ts';

const APP = 'https://files.lender.test/get/fast-money.apk?from=flyer';

/** A code as a picture of its own, in two colours. */
function code(text: string, dot: number, { border = 2, dark = [0, 0, 0], light = [255, 255, 255] } = {}): Pixels {
  const whole = encodeQR(text, 'raw', { border: 1 + border });
  const cells = whole.slice(1, -1).map((row) => row.slice(1, -1));
  const side = cells.length * dot;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const shade = cells[Math.floor(y / dot)]?.[Math.floor(x / dot)] ? dark : light;
      for (let part = 0; part < 3; part += 1) data[(y * side + x) * 4 + part] = shade[part] ?? 0;
    }
  }
  return { width: side, height: side, data };
}

const plain = (width: number, height: number, shade: (at: number) => number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) data.fill(shade(at), at * 4, at * 4 + 3);
  return { width, height, data };
};

describe('a small picture in black and white', () => {
  it.each([
    ['black on white', {}, 4],
    ['small', {}, 2],
    ['without a border', { border: 0 }, 5],
    ['blue on yellow', { dark: [20, 40, 160], light: [255, 240, 150] }, 4],
    ['grey on grey', { dark: [90, 90, 90], light: [190, 190, 190] }, 4],
  ])('holds the code: %s', async (_how, look, dot) => {
    const bitmap = await bitmapOf(code(APP, dot, look));
    expect(bitmap).not.toBeNull();
    expect(safeParse(BitmapSchema, bitmap).success).toBe(true);
    expect(readBitmap(bitmap!)).toEqual([APP]);
  });

  it.each([
    ['plain', plain(200, 200, () => 255)],
    ['a gradient', plain(200, 200, (at) => (at % 200) + 20)],
    ['stripes', plain(200, 200, (at) => (Math.floor(at / 8) % 2 ? 0 : 255))],
    ['a disc', plain(200, 200, (at) => (Math.hypot((at % 200) - 100, at / 200 - 100) < 60 ? 0 : 255))],
    ['noise of many shades', plain(200, 200, (at) => (at * 2_654_435_761) % 256)],
    ['too small', plain(20, 20, (at) => (at % 2 ? 0 : 255))],
    ['too large', plain(481, 481, () => 255)],
  ])('is made of no other picture: %s', async (_what, pixels) => {
    expect(await bitmapOf(pixels)).toBeNull();
  });

  it('is taken by its schema only where the length is right', async () => {
    const bitmap = (await bitmapOf(code(APP, 3)))!;
    const fits = (change: object) => safeParse(BitmapSchema, { ...bitmap, ...change }).success;
    expect(fits({})).toBe(true);
    expect(fits({ width: bitmap.width + 8 })).toBe(false);
    expect(fits({ height: 481 })).toBe(false);
    expect(fits({ width: 60.5 })).toBe(false);
    expect(fits({ bits: `${bitmap.bits.slice(0, -4)}<img>` })).toBe(false);
    expect(fits({ bits: 'A'.repeat(100_000) })).toBe(false);
  });

  it('of whatever bits ends soon, without an error', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 120 }),
        fc.uint8Array({ minLength: 1800, maxLength: 1800 }),
        (side, bytes) => {
          const length = Math.ceil((side * side) / 8);
          const bits = Buffer.from(bytes.slice(0, length)).toString('base64');
          const bitmap = { width: side, height: side, bits };
          expect(safeParse(BitmapSchema, bitmap).success).toBe(length <= 1800);
          if (length <= 1800) readBitmap(bitmap);
        },
      ),
      { seed: 20_261_124, numRuns: 40 },
    );
  });
});
