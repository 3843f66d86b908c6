import { readQrPicture } from '../qr/index.ts';
import type { AskOutside } from './outside.ts';

/** The texts of the codes that the user sees in a tab, or that no picture of it can be had from here. */
export type SeenCodes = { ok: true; texts: string[] } | { ok: false };

/**
 * Reads the codes in a picture of what the user sees of a tab whose page has the address `url`. The picture is never
 * kept, and nothing is asked of the network. Never rejects.
 */
export async function seenCodes(tabId: number, url: string, browser: AskOutside['browser']): Promise<SeenCodes> {
  // A picture of another page under this one's name would be worse than none.
  const inFront = async () => {
    const tab = await browser.tab(tabId);
    return tab?.active && tab.url?.split('#', 1)[0] === url ? tab : null;
  };
  try {
    const tab = await inFront();
    if (!tab) return { ok: false };
    const picture = await browser.capture(tab.windowId);
    if (!(await inFront())) return { ok: false };
    return { ok: true, texts: await readQrPicture(picture) };
  } catch (error) {
    console.debug('Ringfence: no picture of the page', error);
    return { ok: false };
  }
}
