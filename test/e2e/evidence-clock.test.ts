import { expect, it } from 'vitest';
import { fill, mainText, press, says } from './dashboard-page.ts';
import { type PageDriver, poll } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

/** The time of each entry as the page shows it, by the number of the entry. */
const times = (page: PageDriver): Promise<Record<string, string>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('main article[id]')].map((entry) => [
        entry.id.replace('evidence-entry-', ''),
        entry.querySelector('h3')?.textContent ?? '',
      ]),
    ),
  );

describeInBrowsers('clocks in the evidence log', { sites: {} }, (stage) => {
  const openLog = async (): Promise<PageDriver> => {
    const page = await stage.driver.openDashboard('evidence');
    await page.waitFor(() => document.querySelector('main form') !== null);
    return page;
  };
  const add = async (page: PageDriver, n: number, local: string, zone: string): Promise<void> => {
    await fill(page, 'When it happened', local);
    await fill(page, 'Time zone of that time', zone);
    await fill(page, 'What was said or written', `Entry ${n}`);
  };
  const keep = async (page: PageDriver, n: number): Promise<void> => {
    await press(page, 'Add this entry');
    await says(page, `Entry ${n} was added and sealed.`);
  };

  it('that were put back show a time twice, and the user says which it was', async () => {
    const page = await openLog();
    await add(page, 1, '2025-11-02T01:30', 'America/New_York');
    await says(page, 'Clocks were put back, so this time came twice.');
    await keep(page, 1);
    await add(page, 2, '2025-11-02T01:30', 'America/New_York');
    await fill(page, 'Clocks were put back, so this time came twice. Which one was it?', 'second');
    await keep(page, 2);
    const seen = await times(page);
    expect(seen['1']).toContain('1:30');
    expect(seen['1']).toContain('UTC-04:00');
    expect(seen['2']).toContain('1:30');
    expect(seen['2']).toContain('UTC-05:00');
    // An hour lies between them, so the later one stands first.
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['1', '2']));
    expect(await page.evaluate(() => document.querySelector('main article[id]')?.id)).toBe('evidence-entry-2');
    await page.close();
  });

  it('that were put forward leave no such time, and the user is told what is kept', async () => {
    const page = await openLog();
    await add(page, 3, '2025-03-09T02:30', 'America/New_York');
    await says(page, 'Clocks were put forward over this time');
    await keep(page, 3);
    expect((await times(page))['3']).toContain('3:30');
    expect((await times(page))['3']).toContain('UTC-04:00');
    await page.close();
  });

  it('of another zone keep each entry in the time of its own place, sealed one to the other', async () => {
    const page = await openLog();
    await add(page, 4, '2025-11-03T21:30', 'Asia/Jakarta');
    await keep(page, 4);
    const seen = await times(page);
    expect(seen['4']).toContain('9:30');
    expect(seen['4']).toContain('Asia/Jakarta, UTC+07:00');
    await press(page, 'Check the log and all files');
    await says(page, 'Every entry and every file');
    await page.close();
  });

  it('of the device that go back are no fault of the log, and are told of', async () => {
    const page = await openLog();
    await poll('the log', 10_000, async () => Object.keys(await times(page)).length === 4);
    await page.evaluate(() => {
      const real = Date.now.bind(Date);
      Date.now = () => real() - 3 * 3_600_000;
    });
    await add(page, 5, '2025-11-04T10:00', 'Asia/Jakarta');
    await keep(page, 5);
    await says(page, 'Entry 5 was written at an earlier clock time than the one before.');
    await press(page, 'Check the log and all files');
    await says(page, 'Every entry and every file');
    expect(await mainText(page)).not.toContain('was changed after it was written');
    await page.close();
  });
});
