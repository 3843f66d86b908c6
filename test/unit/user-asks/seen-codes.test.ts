// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import type { AskOutside } from '../../../lib/user-asks/index.ts';
import { seenCodes } from '../../../lib/user-asks/seen-codes.ts';

vi.mock('../../../lib/qr/index.ts', () => ({ readQrPicture: async (picture: string) => [`read ${picture}`] }));

const URL_OF_PAGE = 'https://a.test/p';
const shown = (...urls: (string | null)[]) => {
  const pictures: number[] = [];
  const browser = {
    tab: async () => {
      const url = urls.shift();
      return url ? { url, active: true, incognito: false, windowId: 3 } : null;
    },
    capture: async (window: number) => {
      pictures.push(window);
      return 'picture';
    },
  } as unknown as AskOutside['browser'];
  return { browser, pictures };
};

describe('the codes that the user sees', () => {
  it('are read from a picture of the page that they ask about', async () => {
    const { browser, pictures } = shown(`${URL_OF_PAGE}#top`, URL_OF_PAGE);
    expect(await seenCodes(7, URL_OF_PAGE, browser)).toEqual({ ok: true, texts: ['read picture'] });
    expect(pictures).toEqual([3]);
  });

  it('are none where another page stands there before or after the picture, or the tab is gone', async () => {
    const other = shown('https://b.test/');
    expect(await seenCodes(7, URL_OF_PAGE, other.browser)).toEqual({ ok: false });
    expect(other.pictures).toEqual([]);
    expect(await seenCodes(7, URL_OF_PAGE, shown(URL_OF_PAGE, 'https://b.test/').browser)).toEqual({ ok: false });
    expect(await seenCodes(7, URL_OF_PAGE, shown(URL_OF_PAGE, null).browser)).toEqual({ ok: false });
  });

  it('are none where the browser refuses the picture', async () => {
    const { browser } = shown(URL_OF_PAGE);
    browser.capture = async () => Promise.reject(new Error('refused'));
    expect(await seenCodes(7, URL_OF_PAGE, browser)).toEqual({ ok: false });
  });
});
