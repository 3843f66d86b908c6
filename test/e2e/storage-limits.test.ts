import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { tempFolder } from '../temp-folder.ts';
import { mainText, press, says } from './dashboard-page.ts';
import { type PageDriver, poll, waitForAssessment } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const NEWEST = Date.now();
const VISITS = Array.from({ length: 3_000 }, (_, index) => savedVisit(index, NEWEST));
const LENDER = 'https://sunny-quick-cash.test/apply';

/** Has what the page would download kept in the page instead, as texts. */
async function keepDownloads(page: PageDriver): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const kept: Blob[] = [];
    Object.assign(globalThis, { kept });
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      kept.push(blob);
      return create(blob);
    };
    HTMLAnchorElement.prototype.click = () => undefined;
  });
  return () =>
    page.evaluate(() => Promise.all((globalThis as unknown as { kept: Blob[] }).kept.map((blob) => blob.text())));
}

/** Makes the dashboard create the database, then fills it. */
async function fillDatabase(stage: Stage): Promise<void> {
  const page = await stage.driver.openDashboard();
  await page.waitFor(() => document.querySelector('.rf-notice, [role="grid"]') !== null);
  await page.close();
  await saveVisits(stage.driver, VISITS);
}

/** Puts a database of another shape in the place of ours. A held one keeps its connection and hears no wish to close. */
async function otherDatabase(stage: Stage, version: number, stores: string[], hold: boolean): Promise<void> {
  await stage.driver.extension.evaluate(
    async (wanted, names, held) => {
      const settle = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      await settle(indexedDB.deleteDatabase('ringfence'));
      const opening = indexedDB.open('ringfence', wanted);
      opening.onupgradeneeded = () => {
        for (const name of names) {
          const store = opening.result.createObjectStore(name, { keyPath: name === 'visits' ? 'key' : 'id' });
          if (name === 'visits') store.createIndex('recency', 'recency');
        }
      };
      const database = await settle(opening);
      if (names.includes('visits')) {
        const row = { key: 'h:kept.example', name: 'Kept', host: 'kept.example', hosts: [], notes: '', tags: [] };
        const tx = database.transaction('visits', 'readwrite');
        await settle(tx.objectStore('visits').put({ ...row, recency: -1, lastVisit: 1, severity: 'info', rank: 1 }));
      }
      if (held) Object.assign(globalThis, { held: database });
      else database.close();
    },
    version,
    stores,
    hold,
  );
}

/** Protection goes on, whatever the database does. */
async function expectProtection(stage: Stage): Promise<void> {
  const page = await stage.open(LENDER);
  expect(await waitForAssessment(stage.driver, page)).toMatchObject({ severity: 'caution' });
  await page.waitForWarning();
}

function testLargeFiles(stage: Stage): void {
  let folder = '';
  const sized = async (name: string, bytes: number, head = ''): Promise<string> => {
    const path = join(folder, name);
    const file = await open(path, 'w');
    await file.write(head);
    // A hole and no content: the disk holds next to nothing of it.
    await file.truncate(bytes);
    await file.close();
    return path;
  };
  beforeAll(async () => {
    folder = await tempFolder();
  });

  it('are no import: 500 MB at once, and just under it where no line ends', async () => {
    const page = await stage.driver.openDashboard('backup');
    await page.waitFor(() => document.querySelector('input[type="file"]') !== null);
    const head = '{"format":"ringfence-backup","version":2,"exported":"2026-01-01T00:00:00Z","rows":[\n';
    for (const [name, bytes] of [
      ['half-a-gigabyte.json', 500_000_000],
      ['nearly.json', 499_000_000],
    ] as const) {
      await page.setFiles('input[type="file"]', await sized(name, bytes, head));
      await page.waitFor(
        () =>
          document.querySelector<HTMLButtonElement>('section:last-of-type button[type="submit"]')?.disabled === false,
      );
      expect(await mainText(page)).not.toContain('too large');
      await page.click('section:last-of-type button[type="submit"]');
      await says(page, 'This is too large to be kept.', 40_000);
    }
    await page.close();
  });

  it('are no attachment: 200 MB, nor one of no bytes', async () => {
    const page = await stage.driver.openDashboard('evidence');
    await page.waitFor(() => document.querySelector('main input[type="file"]') !== null);
    const paths = [
      await sized('film.mp4', 200_000_000),
      await sized('nothing.txt', 0),
      await sized('note.txt', 4, 'abcd'),
    ];
    await page.setFiles('main input[type="file"]', ...paths);
    await says(page, '“film.mp4” is larger than 64 MB');
    await says(page, '“nothing.txt” is empty (0 bytes)');
    await says(page, 'note.txt, 4 bytes');
    await page.close();
  });
}

function testCancelling(stage: Stage): void {
  /** Clicks “Cancel” in the moment in which it is there. */
  const cancelAtOnce = (page: PageDriver): Promise<void> =>
    page.evaluate(() => {
      new MutationObserver((_changes, observer) => {
        const button = document.querySelector<HTMLElement>('main .rf-progress button');
        if (!button) return;
        observer.disconnect();
        button.click();
      }).observe(document.body, { childList: true, subtree: true });
    });

  beforeEach(() => fillDatabase(stage));

  it('are cancelled in words, leave nothing behind, and can be done again', async () => {
    const page = await stage.driver.openDashboard('backup');
    await page.waitFor(() => document.querySelector('main select') !== null);
    const downloads = await keepDownloads(page);
    await page.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>('main select');
      if (!select) throw new Error('no choice of kinds');
      select.value = 'json';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.waitFor(() => document.querySelector('main input[type="password"]') === null);
    await cancelAtOnce(page);
    await page.click('main form button[type="submit"]');
    await says(page, 'Cancelled. Nothing was changed.');
    expect(await downloads()).toEqual([]);
    await page.click('main form button[type="submit"]');
    await says(page, 'The file was handed to your browser');
    const [text = ''] = await downloads();
    expect((JSON.parse(text) as { rows: unknown[] }).rows).toHaveLength(VISITS.length);

    await page.evaluate(() => {
      const [file] = (globalThis as unknown as { kept: Blob[] }).kept;
      const input = document.querySelector<HTMLInputElement>('input[type="file"]');
      if (!file || !input) throw new Error('no file');
      const transfer = new DataTransfer();
      transfer.items.add(new File([file], 'copy.json'));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.waitFor(
      () => document.querySelector<HTMLButtonElement>('section:last-of-type button[type="submit"]')?.disabled === false,
    );
    await cancelAtOnce(page);
    await page.click('section:last-of-type button[type="submit"]');
    await says(page, 'Cancelled. Nothing was changed.');
    await page.click('section:last-of-type button[type="submit"]');
    await says(page, 'What will happen');
    await page.close();
  });
}

function testFailingDatabase(stage: Stage): void {
  it('of a newer version is told of, left alone, and saved as far as it can be read', async () => {
    await fillDatabase(stage);
    await otherDatabase(stage, 99, ['visits', 'extra'], false);
    await expectProtection(stage);
    for (const view of ['visits', 'evidence', 'plan', 'backup']) {
      const page = await stage.driver.openDashboard(view);
      await says(page, 'This data was written by a newer version of Ringfence.');
      await page.close();
    }
    const page = await stage.driver.openDashboard();
    await says(page, 'This data was written by a newer version');
    const downloads = await keepDownloads(page);
    await press(page, 'Save what can still be read');
    await says(page, 'Read: 1. Not readable: 0.');
    expect((await downloads())[0]).toContain('kept.example');
    await page.close();
  });

  it('without parts that belong to it is told of, and saved as far as it can be read', async () => {
    await otherDatabase(stage, 3, ['visits', 'meta'], false);
    await expectProtection(stage);
    const page = await stage.driver.openDashboard('evidence');
    await says(page, 'The browser cannot read its own saved data.');
    const downloads = await keepDownloads(page);
    await press(page, 'Save what can still be read');
    await says(page, 'Read: 1. Not readable: 0.');
    expect((await downloads())[0]).toContain('kept.example');
    await page.close();
  });

  it('held by a window with older data is told of, and opened once that is gone', async () => {
    await otherDatabase(stage, 1, [], true);
    // First, since a browser tells only the first who asks that somebody is in the way; the others wait.
    const page = await stage.driver.openDashboard();
    await says(page, 'Another window of Ringfence is still using the older data.');
    await expectProtection(stage);
    await stage.driver.extension.evaluate(() => {
      const { held } = globalThis as unknown as { held: IDBDatabase };
      held.close();
      return new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('ringfence');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      });
    });
    await press(page, 'Try again');
    await page.waitFor(() => document.querySelector('main search, main .rf-notice')?.textContent !== undefined);
    await poll('the list', 10_000, async () => !(await mainText(page)).includes('older data'));
    await page.close();
  });
}

describeInBrowsers('the limits of storage', { sites: DEMO_SITES }, (stage) => {
  describe('files that are too large', () => testLargeFiles(stage));
  describe('a long export and import', () => testCancelling(stage));
  describe('a database that fails', () => testFailingDatabase(stage));
});
