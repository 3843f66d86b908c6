import decodeQR from 'qr/decode.js';
import type { Bitmap, Pixels } from './bitmap.ts';

const MOST = 5;
/** Milliseconds for the tries that are optional; the first look always runs. */
const PATIENCE = 400;

function paintOver(
  { width, height, data }: Pixels,
  box: { x: number; y: number; width: number; height: number },
): void {
  const from = Math.max(0, Math.floor(box.x));
  const to = Math.min(width, Math.ceil(box.x + box.width));
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, Math.ceil(box.y + box.height)); y += 1) {
    data.fill(255, (y * width + from) * 4, (y * width + to) * 4);
  }
}

/**
 * The texts of the QR codes in a picture, each once, at most five; [] where there is none. Codes that were read are
 * painted over in `pixels`, so that the next one is found.
 */
export function readQrCodes(pixels: Pixels): string[] {
  const texts = new Set<string>();
  for (let round = 0; round < MOST; round += 1) {
    let box: { x: number; y: number; width: number; height: number } | null = null;
    try {
      const text = decodeQR(pixels, {
        timeLimit: PATIENCE,
        pointsOnDetect: (points, result) => {
          if (typeof result === 'string') box = points.boundingBox;
        },
      });
      texts.add(text);
    } catch {
      // The library says by an error that there is no code, or none that can be read.
      break;
    }
    if (box === null) break;
    paintOver(pixels, box);
  }
  return [...texts];
}

/** Pixels between a code and the edge that are added, since pages cut codes off at theirs. */
const BORDER = 24;

/** The texts of the codes in a bitmap, as `readQrCodes` gives them. */
export function readBitmap({ width, height, bits }: Bitmap): string[] {
  const binary = atob(bits);
  const whole = { width: width + 2 * BORDER, height: height + 2 * BORDER };
  const data = new Uint8ClampedArray(whole.width * whole.height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    if (((binary.charCodeAt(at >> 3) >> (7 - (at & 7))) & 1) === 0) continue;
    const pixel = ((Math.floor(at / width) + BORDER) * whole.width + (at % width) + BORDER) * 4;
    data.fill(0, pixel, pixel + 3);
  }
  return readQrCodes({ ...whole, data });
}
