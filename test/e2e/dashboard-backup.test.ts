import { beforeEach, expect, it } from 'vitest';
import { press, says } from './dashboard-page.ts';
import { type PageDriver, poll } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const NEWEST = Date.now();
const MANY = Array.from({ length: 250 }, (_, index) => savedVisit(index, NEWEST));
const PASSWORD = 'correct horse battery';

interface Saved {
  name: string;
  /** The file's bytes, in base64. */
  data: string;
}

/** Has what the page would download kept in the page instead. */
async function keepDownloads(page: PageDriver): Promise<void> {
  await page.evaluate(() => {
    const kept: { blob: Blob; name: string }[] = [];
    Object.assign(globalThis, { kept });
    let last: Blob | null = null;
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      last = blob;
      return create(blob);
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      if (last && this.download) kept.push({ blob: last, name: this.download });
    };
  });
}

function downloaded(page: PageDriver): Promise<Saved> {
  return page.waitFor(async () => {
    const file = (globalThis as unknown as { kept: { blob: Blob; name: string }[] }).kept.pop();
    if (!file) return null;
    const bytes = new Uint8Array(await file.blob.arrayBuffer());
    return { name: file.name, data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
  }, 30_000) as Promise<Saved>;
}

const textOf = ({ data }: Saved): string => Buffer.from(data, 'base64').toString('utf8');

async function openBackup(stage: Stage): Promise<PageDriver> {
  const page = await stage.driver.openDashboard('backup');
  await page.waitFor(() => document.querySelector('input[type="file"]') !== null);
  await keepDownloads(page);
  return page;
}

async function save(page: PageDriver, kind: string, passwords: string[] = []): Promise<void> {
  await page.evaluate((chosen) => {
    const select = document.querySelector<HTMLSelectElement>('main select');
    if (!select) throw new Error('no choice of kinds');
    select.value = chosen;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, kind);
  await page.waitFor(
    (count) => document.querySelectorAll('main form:first-of-type input[type="password"]').length === count,
    5_000,
    kind === 'encrypted' ? 2 : 0,
  );
  await page.evaluate((typed) => {
    const fields = document.querySelectorAll<HTMLInputElement>('main input[autocomplete="new-password"]');
    for (const [index, field] of [...fields].entries()) {
      field.value = typed[index] ?? '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, passwords);
  await page.click('main form button[type="submit"]');
}

async function choose(page: PageDriver, file: Saved): Promise<void> {
  await page.evaluate(({ name, data }) => {
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (!input) throw new Error('no file input');
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], name));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, file);
  await page.waitFor(
    () => document.querySelector<HTMLButtonElement>('section:last-of-type button[type="submit"]')?.disabled === false,
  );
}

async function look(page: PageDriver, password?: string): Promise<void> {
  if (password !== undefined) {
    await page.waitFor(() => document.querySelector('input[autocomplete="current-password"]') !== null);
    await page.evaluate((typed) => {
      const field = document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]');
      if (!field) throw new Error('no password');
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, password);
  }
  await page.click('section:last-of-type button[type="submit"]');
}

/** Added, brought together and erased, of the platforms. */
const previewed = (page: PageDriver): Promise<string[]> =>
  page.waitFor(() => {
    const cells = [...document.querySelectorAll('tbody tr:first-of-type td')].map((cell) => cell.textContent ?? '');
    return cells.length === 3 && cells;
  }, 20_000) as Promise<string[]>;

describeInBrowsers('the backup', { sites: {} }, (stage) => {
  beforeEach(async () => {
    const page = await stage.driver.openDashboard();
    await page.waitFor(() => document.querySelector('.rf-notice, [role="grid"]') !== null);
    await page.close();
    await saveVisits(stage.driver, MANY);
  });

  it('saves everything as JSON, and the platforms as a table', async () => {
    const page = await openBackup(stage);
    await save(page, 'json');
    const json = await downloaded(page);
    expect(json.name).toMatch(/^ringfence-\d{4}-\d\d-\d\d\.json$/);
    const document = JSON.parse(textOf(json)) as { format: string; rows: { kind: string; row: { key: string } }[] };
    expect(document.format).toBe('ringfence-backup');
    expect(document.rows.filter(({ kind }) => kind === 'visit').map(({ row }) => row.key)).toEqual(
      MANY.map(({ row }) => row.key).sort(),
    );
    await save(page, 'visits');
    const table = textOf(await downloaded(page));
    expect(table.trim().split('\r\n')).toHaveLength(251);
    expect(table).toContain('dana-dana-0.example');
    await page.close();
  });

  it('asks for a password that is long enough, and twice the same', async () => {
    const page = await openBackup(stage);
    await save(page, 'encrypted', ['short', 'short']);
    await says(page, 'This password is too short');
    await save(page, 'encrypted', [PASSWORD, `${PASSWORD}s`]);
    await says(page, 'The two passwords differ.');
    await page.close();
  });

  it('brings an encrypted backup back, with the right password only', async () => {
    const page = await openBackup(stage);
    await save(page, 'encrypted', [PASSWORD, PASSWORD]);
    const file = await downloaded(page);
    expect(textOf(file)).not.toContain('dana');

    await saveVisits(stage.driver, MANY.slice(0, 10));
    await choose(page, file);
    await look(page, 'not the password');
    await says(page, 'This password does not open the backup, or the file is not complete.');
    await look(page, PASSWORD);
    expect(await previewed(page)).toEqual(['240', '10', '0']);
    await press(page, 'Replace all that is here', 'button, label');
    await poll('the other preview', 5_000, async () => (await previewed(page)).join() === '250,0,10');
    await press(page, 'Add to what is here', 'button, label');
    await press(page, 'Bring it in');
    await says(page, 'Done.');
    await page.evaluate(() => {
      location.hash = 'visits';
    });
    await page.waitFor(() => document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === '251');
    await page.close();
  });

  it('says in words what is wrong with a file, and changes nothing', async () => {
    const page = await openBackup(stage);
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const newer = '{"format":"ringfence-backup","version":99,"exported":"2026-01-01T00:00:00Z","rows":[\n]}\n';
    const cut = '{"format":"ringfence-backup","version":1,"exported":"2026-01-01T00:00:00Z","rows":[\n{"kind":"vis';
    for (const [name, text, words] of [
      ['holiday.json', '{"photos":[]}', 'This file cannot be read as a file that Ringfence saved.'],
      ['newer.json', newer, 'This data was written by a newer version of Ringfence.'],
      ['cut.json', cut, 'Part of this file is damaged'],
    ] as const) {
      await choose(page, { name, data: base64(text) });
      await look(page);
      await says(page, words);
    }
    const hostile = [
      { kind: 'visit', row: { ...MANY[0]?.row, key: '__proto__', name: '<img src=x onerror=alert(1)>', history: [] } },
      { kind: 'visit', row: { ...MANY[1]?.row, lastVisit: 8.64e15, history: [] } },
    ];
    const rows = hostile.map((row) => JSON.stringify(row)).join(',\n');
    await choose(page, {
      name: 'hostile.json',
      data: base64(`{"format":"ringfence-backup","version":1,"exported":"x","rows":[\n${rows}\n]}\n`),
    });
    await look(page);
    expect(await previewed(page)).toEqual(['0', '0', '0']);
    await says(page, 'Rows that cannot be kept and are left out: 2.');
    await page.close();
  });
});
