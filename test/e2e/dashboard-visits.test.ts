import { beforeEach, expect, it } from 'vitest';
import { fill, press, says } from './dashboard-page.ts';
import { type ExtensionApi, type PageDriver, poll } from './driver/index.ts';
import { savedVisit, saveVisits } from './saved-visits.ts';
import { describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const NEWEST = Date.now();
const MANY = Array.from({ length: 500 }, (_, index) => savedVisit(index, NEWEST));

/** The dashboard with its list drawn, and read to its end. */
async function openList(stage: Stage, hash = ''): Promise<PageDriver> {
  const page = await stage.driver.openDashboard(hash);
  await page.waitFor(
    () =>
      document.querySelector('[data-index="0"]') !== null &&
      document.querySelector('main')?.textContent?.includes('Reading the rest') === false,
  );
  return page;
}

const names = (page: PageDriver): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-index]')]
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map((row) => row.querySelector('.rf-visits-name')?.textContent ?? ''),
  );

const rowCount = (page: PageDriver): Promise<number> =>
  page.evaluate(() => Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') ?? 1) - 1);

const focusedRow = (page: PageDriver): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-index') ?? null);

/** Ticks a box of a filter, found by the filter's name and the beginning of the box's own. */
async function tick(page: PageDriver, filter: string, value: string): Promise<void> {
  const found = await page.evaluate(
    (legend, wanted) => {
      const all = [...document.querySelectorAll('main fieldset')];
      const field = all.find((one) => one.querySelector('legend')?.textContent === legend);
      const label = [...(field?.querySelectorAll('label') ?? [])].find((one) =>
        one.textContent?.trim().startsWith(wanted),
      );
      label?.click();
      return label !== undefined;
    },
    filter,
    value,
  );
  expect(found, `${filter}: ${value}`).toBe(true);
}

const ticked = (page: PageDriver): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('main fieldset input:checked')].map(
      (box) => box.closest('label')?.textContent?.replace(/ \(.*/, '') ?? '',
    ),
  );

describeInBrowsers('the visited platforms', { sites: {} }, (stage) => {
  beforeEach(async () => {
    const page = await stage.driver.openDashboard();
    await page.waitFor(() => document.querySelector('.rf-notice, [role="grid"]') !== null);
    await page.close();
    await saveVisits(stage.driver, MANY);
  });

  it('shows the newest first, and keeps in the document only what can be seen', async () => {
    const page = await openList(stage);
    expect((await names(page)).slice(0, 2)).toEqual(['dana dana 0', 'cepat dana 1']);
    expect(await rowCount(page)).toBe(500);
    expect((await names(page)).length).toBeLessThan(40);
    await page.close();
  });

  it('searches as one types, filters, and sorts', async () => {
    const page = await openList(stage);
    // Words in any order, of whichever field.
    await page.type('input[type="search"]', '499 mkopo');
    await poll('the one that fits', 5_000, async () => (await rowCount(page)) === 1);
    expect(await names(page)).toEqual(['mkopo mkopo 499']);
    await fill(page, 'Search', '');
    await press(page, 'Filters');
    await tick(page, 'Finding', 'Stop and read this');
    await poll('a quarter of them', 5_000, async () => (await rowCount(page)) === 125);
    // Another value of the same field lets more in; one of another field lets fewer.
    await tick(page, 'Finding', 'Take care');
    await poll('a half of them', 5_000, async () => (await rowCount(page)) === 250);
    await tick(page, 'Place', 'Kenya');
    await poll('the Kenyan ones', 5_000, async () => (await rowCount(page)) === 125);
    await tick(page, 'In our lists', 'Reported');
    await poll('fewer', 5_000, async () => (await rowCount(page)) < 125);
    await press(page, 'Clear filters');
    await poll('all of them', 5_000, async () => (await rowCount(page)) === 500);
    await press(page, 'Platform');
    await poll('the order of names', 5_000, async () => (await names(page))[0] === 'cash cash 144');
    expect(await page.evaluate(() => document.querySelector('[aria-sort]')?.getAttribute('aria-sort'))).toBe(
      'ascending',
    );
    await page.close();
  });

  it('keeps search, filters and order over a reload, and behind an open platform', async () => {
    const tagged = [0, 4, 7].map((index) => {
      const { row, entries } = savedVisit(index, NEWEST);
      return { row: { ...row, tags: index === 7 ? ['work', 'aunt & uncle'] : ['aunt & uncle'] }, entries };
    });
    await saveVisits(stage.driver, [...MANY.slice(10), ...tagged]);
    const page = await openList(stage);
    await press(page, 'Filters');
    await tick(page, 'Tags', 'aunt & uncle');
    await poll('the tagged ones', 5_000, async () => (await rowCount(page)) === 3);
    await tick(page, 'Finding', 'Stop and read this');
    await tick(page, 'Finding', 'Nothing to say');
    await fill(page, 'Seen since', '2020-01-31');
    await page.type('input[type="search"]', 'dana');
    await press(page, 'Platform');
    const wanted = ['cash dana 4', 'credit dana 7', 'dana dana 0'];
    await poll('the same three by name', 5_000, async () => (await names(page)).join() === wanted.join());
    const hash = await poll('the address to follow', 5_000, async () => {
      const now = await page.evaluate(() => location.hash);
      return now.includes('text=dana') && now.includes('sort=name') && now.includes('from=2020-01-31') && now;
    });
    // A new page at the same address knows no more than a reloaded one.
    await page.close();
    const again = await openList(stage, hash as string);
    expect(await names(again)).toEqual(wanted);
    expect(await ticked(again)).toEqual(['Stop and read this', 'Nothing to say', 'aunt & uncle']);
    expect(await again.evaluate(() => document.querySelector<HTMLInputElement>('input[type="search"]')?.value)).toBe(
      'dana',
    );
    await press(again, 'dana dana 0');
    await again.waitFor(() => document.querySelector('dialog[open]') !== null);
    await again.press('Escape');
    await again.waitFor(() => document.querySelector('dialog') === null);
    expect(await names(again)).toEqual(wanted);
    expect(await again.evaluate(() => location.hash)).toBe(hash);
    await again.close();
  });

  it('filters by the keyboard alone', async () => {
    const page = await openList(stage);
    await page.evaluate(() => document.querySelector<HTMLElement>('main search summary')?.focus());
    await page.press('Enter');
    await page.waitFor(() => document.querySelector('main search details')?.hasAttribute('open'));
    await page.press('Tab');
    await page.waitFor(() => document.activeElement?.matches('main fieldset input'));
    await page.press(' ');
    await poll('a quarter of them', 5_000, async () => (await rowCount(page)) === 125);
    expect(await ticked(page)).toEqual(['Stop and read this']);
    await page.close();
  });

  it('says so where nothing fits', async () => {
    const page = await openList(stage);
    await page.type('input[type="search"]', 'nowhere to be found');
    await says(page, 'No platform fits.');
    await page.close();
  });

  it('is worked through by keyboard, and keeps the focus', async () => {
    const page = await openList(stage);
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-index="0"]')?.focus());
    const go = async (key: string, index: string): Promise<void> => {
      await page.press(key);
      await poll(`row ${index} after ${key}`, 5_000, async () => (await focusedRow(page)) === index);
    };
    await go('ArrowDown', '1');
    await go('End', '499');
    await go('ArrowUp', '498');
    await go('Home', '0');
    await page.press('Enter');
    await page.waitFor(() => document.querySelector('dialog[open] .rf-timeline') !== null);
    expect(await page.evaluate(() => document.querySelector('dialog h2')?.textContent)).toBe('dana dana 0');
    await page.press('Escape');
    await page.waitFor(() => document.querySelector('dialog') === null);
    await poll('the focus on the row again', 5_000, async () => (await focusedRow(page)) === '0');
    await page.press('Delete');
    await poll('the next row in its place', 5_000, async () => (await names(page))[0] === 'cepat dana 1');
    await poll('the focus on it', 5_000, async () => (await focusedRow(page)) === '0');
    await page.close();
  });

  it('tells what changed over time', async () => {
    const page = await openList(stage);
    await press(page, 'tunai dana 3');
    await page.waitFor(() => document.querySelector('dialog[open] .rf-timeline') !== null);
    const text = await page.evaluate(() => document.querySelector('.rf-timeline')?.textContent ?? '');
    expect(text).toContain('Finding: from “Good to know” to “Stop and read this”.');
    expect(text).toContain('It asks now for: Names and numbers of people you know.');
    expect(text).toContain('First finding kept: Good to know.');
    await page.close();
  });

  it('keeps notes, tags, amount and date, and says what cannot be kept', async () => {
    const page = await openList(stage);
    await press(page, 'dana dana 0');
    await page.waitFor(() => document.querySelector('dialog[open] form') !== null);
    await fill(page, 'Amount', '1e308');
    await press(page, 'Save');
    await page.waitFor(() => document.querySelector('dialog')?.textContent?.includes('This amount cannot be read.'));
    await fill(page, 'What you have to do with it', 'borrowed');
    await fill(page, 'Notes', '<b>They called my aunt</b>');
    await fill(page, 'Tags, with commas between', 'family, urgent');
    await fill(page, 'Amount', '1500.50');
    await fill(page, 'Currency', 'USD');
    await fill(page, 'To be repaid by', '2027-01-15');
    await press(page, 'Save');
    await page.waitFor(() => document.querySelector('dialog')?.textContent?.includes('Saved.'));
    await page.close();
    const again = await stage.driver.openDashboard(`visits/${encodeURIComponent('h:dana-dana-0.example')}`);
    await again.waitFor(() => document.querySelector('dialog[open] form') !== null);
    const kept = await again.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('dialog form :is(input, select, textarea)')].map(
        (field) => field.value,
      ),
    );
    expect(kept).toEqual(['borrowed', '<b>They called my aunt</b>', 'family, urgent', '1,500.50', 'USD', '2027-01-15']);
    await again.close();
  });

  it('keeps what was typed when the panel is closed before it was saved', async () => {
    const page = await openList(stage);
    await press(page, 'dana dana 0');
    await page.waitFor(() => document.querySelector('dialog[open] form') !== null);
    await fill(page, 'Notes', 'typed in haste');
    // On a busy machine Firefox can hand a key to the page before the panel has taken the focus.
    await poll('the panel to close', 10_000, async () => {
      await page.press('Escape');
      return page.evaluate(() => document.querySelector('dialog') === null);
    });
    await page.type('input[type="search"]', 'in haste');
    await poll('the note to be found', 5_000, async () => (await names(page))[0] === 'dana dana 0');
    await page.close();
  });

  it('undoes a deletion, also after a reload', async () => {
    const page = await openList(stage);
    await press(page, 'Delete');
    await says(page, 'dana dana 0 was deleted.');
    // A new page knows no more than a reloaded one; Firefox does not tell a test when an extension's page has reloaded.
    await page.close();
    const again = await openList(stage);
    await says(again, 'dana dana 0 was deleted.');
    expect((await names(again))[0]).toBe('cepat dana 1');
    await press(again, 'Undo');
    await poll('the visit to be back', 5_000, async () => (await names(again))[0] === 'dana dana 0');
    expect(await rowCount(again)).toBe(500);
    await again.close();
  });

  it('agrees with a second dashboard', async () => {
    const other = await openList(stage);
    const page = await openList(stage);
    await press(page, 'Delete');
    await poll('the other list to follow', 5_000, async () => (await rowCount(other)) === 499);
    await page.close();
    await other.close();
  });

  it('never records a site again, until the settings allow it', async () => {
    const page = await openList(stage);
    await press(page, 'dana dana 0');
    await press(page, 'Never record this site');
    await press(page, 'Yes, never record it');
    await poll('the site to go', 5_000, async () => (await rowCount(page)) === 499);
    await says(page, 'dana dana 0 was erased, and is not recorded from now on.');
    await press(page, 'Record again');
    await says(page, 'dana dana 0 may be recorded again.');
    const row = await page.evaluate(() => document.querySelector('.rf-visits-name')?.textContent);
    expect(row).toBe('cepat dana 1');
    await press(page, 'cepat dana 1');
    await press(page, 'Never record this site');
    await press(page, 'Yes, never record it');
    await poll('that site to go', 5_000, async () => (await rowCount(page)) === 498);
    await page.evaluate(() => {
      location.hash = 'settings';
    });
    await says(page, 'Record again cepat-dana-1.example');
    await press(page, 'Record again');
    await says(page, 'cepat-dana-1.example may be recorded again.');
    await press(page, 'Undo');
    await says(page, 'Record again cepat-dana-1.example');
    expect(await page.evaluate(() => document.querySelector('main')?.textContent)).not.toContain('dana-dana-0.example');
    await page.close();
  });

  it('forgets what is older than the user wants to keep, but not what carries notes', async () => {
    const old = [0, 1].map((index) => savedVisit(index, NEWEST - 60 * 86_400_000));
    old[1] = { ...old[1]!, row: { ...old[1]!.row, notes: 'They have my number' } };
    await saveVisits(stage.driver, [...MANY.slice(2, 12), ...old]);
    const page = await openList(stage);
    expect(await rowCount(page)).toBe(12);
    const settings = await stage.driver.openDashboard('settings');
    await settings.waitFor(() => document.querySelector('main select') !== null);
    await fill(settings, 'Forget a lender after', '30');
    await poll('the old one to go', 10_000, async () => (await rowCount(page)) === 11);
    expect(await names(page)).toContain('cepat dana 1');
    expect(await names(page)).not.toContain('dana dana 0');
    await fill(settings, 'Forget a lender after', '365');
    await settings.close();
    await page.close();
  });

  it('pauses recording', async () => {
    const page = await openList(stage);
    const recording = () =>
      stage.driver.extension.evaluate(
        async () =>
          ((await browser.storage.local.get('settings')).settings as { recording?: boolean } | undefined)?.recording,
      );
    await press(page, 'Record visits');
    await says(page, 'Recording is paused.');
    expect(await recording()).toBe(false);
    await press(page, 'Record visits');
    await says(page, 'New lenders are added to this list.');
    expect(await recording()).toBe(true);
    await page.close();
  });

  it('draws pictures with the same numbers in words', async () => {
    const page = await openList(stage);
    await press(page, 'In pictures');
    await page.waitFor(() => document.querySelector('.rf-picture svg[role="img"]') !== null);
    const month = (at: number) => new Date(at).toLocaleString('en', { month: 'long', year: 'numeric' });
    // Each platform counts in every month that its timeline names, by the gravest of that month.
    const ranks = ['none', 'info', 'caution', 'danger'] as const;
    const expected = new Map<string, number>();
    for (const { entries } of MANY) {
      const gravest = new Map<string, number>();
      for (const { since, assessment } of entries) {
        const name = month(since);
        gravest.set(name, Math.max(gravest.get(name) ?? 0, ranks.indexOf(assessment.severity)));
      }
      for (const [name, rank] of gravest) {
        const cell = `${name} ${ranks[rank]}`;
        expected.set(cell, (expected.get(cell) ?? 0) + 1);
      }
    }
    const told = await page.evaluate(() => ({
      image: document.querySelector('.rf-picture svg')?.getAttribute('aria-label') ?? '',
      rows: [...document.querySelectorAll('.rf-picture table:not(.rf-bars) tbody tr')].map((row) =>
        [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
      ),
      statuses: [...document.querySelectorAll('.rf-bars tbody tr')].reduce(
        (sum, row) => sum + Number(row.querySelector('td span')?.textContent),
        0,
      ),
    }));
    expect(told.image).toContain('500 platforms were seen, 125 of them');
    expect(told.statuses).toBe(500);
    expect(told.rows).toHaveLength(12);
    for (const [name = '', danger, caution, info, none, all] of told.rows) {
      const counts = (['danger', 'caution', 'info', 'none'] as const).map(
        (word) => expected.get(`${name} ${word}`) ?? 0,
      );
      expect([danger, caution, info, none, all].map(Number), name).toEqual([
        ...counts,
        counts.reduce((sum, count) => sum + count, 0),
      ]);
    }
    await page.close();
  });
});
