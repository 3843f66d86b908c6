import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { fill, mainText, press } from './dashboard-page.ts';
import { type PageDriver, poll } from './driver/index.ts';
import { describeInBrowsers, keptOnDisk } from './support.ts';

const LENDER = 'https://sunny-quick-cash.test/apply';

declare global {
  interface Window {
    /** Files that the page handed to the browser's download. */
    handedOver?: Blob[];
  }
}

/** Chooses files of the given names and sizes. */
async function choose(page: PageDriver, files: { name: string; type: string; size: number }[]): Promise<void> {
  await page.evaluate((wanted) => {
    const input = document.querySelector<HTMLInputElement>('main input[type="file"]');
    const transfer = new DataTransfer();
    for (const { name, type, size } of wanted) {
      transfer.items.add(new File([new Uint8Array(size).fill(65)], name, { type }));
    }
    if (!input) throw new Error('There is no field for files.');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, files);
}

describeInBrowsers(
  'the evidence log',
  { sites: DEMO_SITES, settings: { jurisdiction: 'IN' }, privateWindows: true },
  (stage) => {
    const openLog = async (): Promise<PageDriver> => {
      const page = await stage.driver.openDashboard('evidence');
      await page.waitFor(() => document.querySelector('main form') !== null);
      return page;
    };

    it('keeps an entry with a file, and says why others are not kept', async () => {
      const page = await openLog();
      await fill(page, 'When it happened', '2026-10-04T21:30');
      await fill(page, 'Time zone of that time', 'Asia/Jakarta');
      await fill(page, 'Number, account or name they used', '+91 00000 00000');
      await fill(page, 'Who was contacted', 'contact');
      await fill(page, 'What was said or written', '<img src=x onerror=alert(1)> Pay tonight.');
      await fill(page, 'Making it public', '');
      await choose(page, [
        { name: 'call.txt', type: 'text/plain', size: 1200 },
        { name: 'nothing.txt', type: 'text/plain', size: 0 },
        { name: 'long.bin', type: 'application/octet-stream', size: 64 * 1024 * 1024 + 1 },
      ]);
      await page.waitFor(() => document.querySelector('main')?.textContent?.includes('call.txt') ?? false);
      const chosen = await mainText(page);
      expect(chosen).toContain('“nothing.txt” is empty (0 bytes), so it was not added.');
      expect(chosen).toContain('“long.bin” is larger than 64 MB');
      await press(page, 'Add this entry');
      await poll('the entry', 10_000, async () => (await mainText(page)).includes('Entry 1 was added and sealed.'));
      await poll('its state', 10_000, async () => (await mainText(page)).includes('Unchanged'));
      const text = await mainText(page);
      expect(text).toContain('Sunday, October 4, 2026');
      expect(text).toContain('9:30');
      expect(text).toContain('Asia/Jakarta, UTC+07:00');
      expect(text).toContain('<img src=x onerror=alert(1)> Pay tonight.');
      expect(text).toMatch(/Your browser (agreed|gave no promise|cannot say)/);
      // The rules of the home jurisdiction, with the text that they stand in.
      expect(text).toContain('Contact outside the hours set for collectors');
      expect(text).toContain('Contact with other people than you');
      expect(
        await page.evaluate(() => document.querySelectorAll('main article li .rf-small a').length),
      ).toBeGreaterThan(0);
      const cell = await page.evaluate(() => document.querySelector('.rf-hours td[data-count]')?.textContent ?? '');
      expect(cell).toBe('1 (outside these hours)');
      await page.close();
    });

    it('keeps a picture of the page in front with its address, from the popup', async () => {
      const page = await stage.open(LENDER);
      const popup = await stage.driver.openPopup(page);
      await popup.waitFor(() => document.querySelector('h1') !== null);
      await popup.click('Keep a picture of this page as evidence');
      await poll('the picture', 15_000, async () => /Kept as entry 2|does not allow/.test(await popup.text()));
      expect(await popup.text()).toContain('Kept as entry 2 of your evidence log');
      await popup.close();
      const log = await openLog();
      await poll('the captured page', 10_000, async () => (await mainText(log)).includes(LENDER));
      const today = await log.evaluate(() => new Date().toLocaleDateString('en-CA'));
      const name = `sunny-quick-cash.test-${today}.png`;
      await press(log, `Show ${name}`);
      await log.waitFor(() => {
        const picture = document.querySelector<HTMLImageElement>('.rf-evidence-picture');
        return picture?.complete === true && picture.naturalWidth > 300;
      });
      await log.close();
    });

    it('keeps no picture in a private window, and says so', async () => {
      const page = await stage.driver.openPrivate('https://dompet-cerah.test/apply');
      // In Firefox the driver opens the popup over the ordinary window only.
      if (stage.name === 'chromium') {
        const popup = await stage.driver.openPopup(page);
        await popup.waitFor(() => document.querySelector('h1') !== null);
        expect(await popup.text()).toContain('Nothing from private windows is kept');
        expect(await popup.controls()).not.toContain('Keep a picture of this page as evidence');
        await popup.close();
      }
      const log = await openLog();
      const entries = (): Promise<number> => log.evaluate(() => document.querySelectorAll('article[id]').length);
      await poll('the log', 10_000, async () => (await entries()) === 2);
      expect(await keptOnDisk(stage.driver)).not.toContain('dompet-cerah.test');
      await log.close();
      await page.close();
    });

    it('corrects an entry by another one', async () => {
      const page = await openLog();
      await poll('the entries', 10_000, async () => (await mainText(page)).includes('Correct entry 1'));
      await press(page, 'Correct entry 1');
      await page.waitFor(() => document.activeElement?.textContent === 'Correct entry 1');
      await fill(page, 'What was said or written', 'Pay tonight, or else.');
      await press(page, 'Add this entry');
      await poll('the correction', 10_000, async () => (await mainText(page)).includes('Corrects entry 1.'));
      expect(await mainText(page)).toContain('A later entry corrects this one.');
      // The keyboard goes on at the new entry.
      await page.waitFor(() => document.activeElement?.id === 'evidence-entry-3');
      await page.close();
    });

    it('hands over a zip that holds report, log, files and hashes', async () => {
      const page = await openLog();
      await poll('the export', 10_000, async () => (await mainText(page)).includes('Save everything as a zip'));
      await page.evaluate(() => {
        const kept: Blob[] = [];
        window.handedOver = kept;
        const real = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (content) => {
          if (content instanceof Blob) kept.push(content);
          return real(content);
        };
        HTMLAnchorElement.prototype.click = () => undefined;
      });
      await press(page, 'Save everything as a zip');
      await poll('the zip', 15_000, async () => (await mainText(page)).includes('The zip was made'));
      const base64 = await page.evaluate(async () => {
        const bytes = new Uint8Array((await window.handedOver?.at(-1)?.arrayBuffer()) ?? new ArrayBuffer(0));
        let text = '';
        for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
        return btoa(text);
      });
      const files = unzipSync(Buffer.from(base64, 'base64'));
      expect(Object.keys(files).sort()).toEqual([
        'files/0001-1.txt',
        'files/0002-1.png',
        'hashes.json',
        'index.html',
        'log.json',
        'verify.html',
      ]);
      expect(files['files/0001-1.txt']?.length).toBe(1200);
      const index = strFromU8(files['index.html'] ?? new Uint8Array());
      expect(index).toContain('Record of contacts');
      expect(index).toContain('+91 00000 00000');
      expect(index).toContain('files/0002-1.png');
      expect(index).toContain('Contact outside the hours set for collectors');
      expect(index).not.toContain('<img src=x');
      const hashes: unknown = JSON.parse(strFromU8(files['hashes.json'] ?? new Uint8Array()));
      expect(hashes).toMatchObject({
        count: 3,
        madeWith: { ringfence: expect.stringMatching(/^\d/), browser: expect.stringMatching(/^(Chrome|Firefox) \d/) },
      });
      await page.close();
    });

    it('fits a phone of 320 pixels, in dark too', async () => {
      const page = await openLog();
      await poll('the entries', 10_000, async () => (await mainText(page)).includes('Correct entry 1'));
      await page.setViewport(320, 700);
      for (const theme of ['light', 'dark']) {
        const wide = await page.evaluate((wanted) => {
          document.documentElement.dataset.theme = wanted;
          return [...document.querySelectorAll('main *')]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => `${element.localName}.${element.className}`);
        }, theme);
        expect(wide).toEqual([]);
        if (process.env.EVIDENCE_PICTURES) {
          await page.raw.screenshot({
            path: `${process.env.EVIDENCE_PICTURES}/${stage.name}-${theme}.png`,
            fullPage: true,
          });
        }
      }
      await page.close();
    });

    it('names the entry that was changed behind its back', async () => {
      const page = await openLog();
      await poll('the entries', 10_000, async () => (await mainText(page)).includes('Correct entry 2'));
      await press(page, 'Check the log and all files');
      await poll('a sound log', 10_000, async () => (await mainText(page)).includes('Every entry and every file'));
      await stage.driver.extension.evaluate(async () => {
        const settle = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        for (const { name } of await indexedDB.databases()) {
          const database = await settle(indexedDB.open(name ?? ''));
          if (database.objectStoreNames.contains('events')) {
            const store = database.transaction('events', 'readwrite').objectStore('events');
            await settle(store.put({ ...(await settle(store.get(2))), url: 'https://harmless.test/' }));
          }
          database.close();
        }
      });
      await press(page, 'Check the log and all files');
      await poll('the fault', 10_000, async () =>
        (await mainText(page)).includes('Entry 2 was changed after it was written.'),
      );
      const marked = await page.evaluate(() =>
        [...document.querySelectorAll('article[id]')].map((entry) => [
          entry.id,
          entry.querySelector('.rf-danger')?.textContent?.includes('Changed after it was written') ?? false,
        ]),
      );
      expect(Object.fromEntries(marked)).toEqual({
        'evidence-entry-1': false,
        'evidence-entry-2': true,
        'evidence-entry-3': false,
      });
      await press(page, 'Go to entry 2');
      await page.waitFor(() => document.activeElement?.id === 'evidence-entry-2');
      await page.close();
    });
  },
);
