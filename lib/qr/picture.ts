import type { Pixels } from './bitmap.ts';
import { readQrCodes } from './decode.ts';

/** Pixels of the picture that are looked at; a screen of 4K has eight million. */
const MOST_PIXELS = 16_000_000;

async function pixelsOf(dataUrl: string): Promise<Pixels> {
  const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  try {
    if (bitmap.width * bitmap.height > MOST_PIXELS) throw new RangeError('picture too large');
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

/** The texts of the QR codes in a PNG picture under a `data:` address. Rejects where it cannot be opened or is too large. */
export async function readQrPicture(dataUrl: string): Promise<string[]> {
  return readQrCodes(await pixelsOf(dataUrl));
}
