import { browser } from 'wxt/browser';
import { readQrCodes } from '../../lib/qr/index.ts';

/** The texts of the codes that the user sees in a tab; `refused` where no picture of it can be had from here. */
export type SeenCodes = { ok: true; texts: string[] } | { ok: false };

/** Pixels of the picture that are looked at; a screen of 4K has eight million. */
const MOST_PIXELS = 16_000_000;

async function pixelsOf(dataUrl: string): Promise<ImageData> {
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

/**
 * Reads the codes in a picture of what the user sees of a tab whose page has the address `url`. The picture is never
 * kept, and nothing is asked of the network. Never rejects.
 */
export async function seenCodes(tabId: number, url: string): Promise<SeenCodes> {
  // A picture of another page under this one's name would be worse than none.
  const inFront = async () => {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    return tab?.active && tab.url?.split('#', 1)[0] === url ? tab : null;
  };
  try {
    const tab = await inFront();
    if (!tab) return { ok: false };
    const picture = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
    if (!(await inFront())) return { ok: false };
    return { ok: true, texts: readQrCodes(await pixelsOf(picture)) };
  } catch (error) {
    console.debug('Ringfence: no picture of the page', error);
    return { ok: false };
  }
}
