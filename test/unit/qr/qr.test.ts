// @vitest-environment node
import encodeQR from 'qr';
import { describe, expect, it } from 'vitest';
import { type Pixels, readQrCodes } from '../../../lib/qr/index.ts';

const WIDTH = 1280;
const HEIGHT = 800;

/** A page as a picture: lines like print, and codes on it. `dot` is the side of one module in pixels. */
function picture(codes: { text: string; x: number; y: number; dot: number }[]): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  const dot = (x: number, y: number, shade: number) => data.fill(shade, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
  let seed = 1;
  for (let line = 20; line < HEIGHT - 10; line += 24) {
    for (let x = 20; x < WIDTH - 20; x += 1) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      if (seed % 3 === 0) for (let y = 0; y < 10; y += 1) dot(x, line + y, 40);
    }
  }
  for (const { text, x, y, dot: side } of codes) {
    for (const [row, cells] of encodeQR(text, 'raw', { border: 4 }).entries()) {
      for (const [column, dark] of cells.entries()) {
        for (let at = 0; at < side * side; at += 1) {
          dot(x + column * side + (at % side), y + row * side + Math.floor(at / side), dark ? 0 : 255);
        }
      }
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

describe('codes in a picture of a page', () => {
  it.each([2, 3, 5])('are read between lines of print, with dots of %i pixels', (dot) => {
    const text = 'https://lender.test/get/app.apk?from=flyer';
    expect(readQrCodes(picture([{ text, x: 700, y: 200, dot }]))).toEqual([text]);
  });

  it('are all read', () => {
    const texts = ['https://a.test/x.apk', '微信扫码借款', 'WIFI:S:a;P:b;;'];
    const found = readQrCodes(picture(texts.map((text, at) => ({ text, x: 100 + at * 350, y: 300, dot: 4 }))));
    expect([...found].sort()).toEqual([...texts].sort());
  });

  it('are not made up where there is none', () => {
    expect(readQrCodes(picture([]))).toEqual([]);
    expect(readQrCodes({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).toEqual([]);
  });

  it('cost no more than a moment on a page of nothing but noise', () => {
    const noise = picture([]);
    let seed = 7;
    for (let at = 0; at < noise.data.length; at += 1) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      noise.data[at] = seed >> 16;
    }
    const from = performance.now();
    readQrCodes(noise);
    expect(performance.now() - from).toBeLessThan(4_000);
  });
});
