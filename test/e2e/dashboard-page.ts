import { type PageDriver, poll } from './driver/index.ts';

/** The words of the main part of a page of ours. */
export const mainText = (page: PageDriver): Promise<string> =>
  page.evaluate(() => document.querySelector('main')?.textContent ?? '');

/** Waits until the main part of a page says these words. */
export const says = (page: PageDriver, words: string, timeout = 20_000): Promise<unknown> =>
  poll(`the words “${words}”`, timeout, async () => (await mainText(page)).includes(words));

/**
 * Clicks the first control of the main part, or of an open panel, with this name, else the first whose name begins so. A
 * control may be a moment away, since what is worked out of all records is drawn after the newest ones.
 */
export async function press(page: PageDriver, name: string, controls = 'button, summary, a'): Promise<void> {
  await poll(`a control “${name}”`, 5_000, () =>
    page.evaluate(
      (wanted, selector) => {
        const place = document.querySelector('dialog[open]') ?? document.querySelector('main');
        const all = [...(place?.querySelectorAll<HTMLElement>(selector) ?? [])];
        const nameOf = (control: HTMLElement) => control.textContent?.trim() ?? '';
        const found = all.find((one) => nameOf(one) === wanted) ?? all.find((one) => nameOf(one).startsWith(wanted));
        found?.click();
        return found !== undefined;
      },
      name,
      controls,
    ),
  );
}

/**
 * Gives the last field with this label, in the main part or an open panel, a value, as typing and leaving it would; a
 * checkbox is clicked. It may be a moment away.
 */
export async function fill(page: PageDriver, label: string, value: string): Promise<void> {
  await poll(`a field “${label}”`, 5_000, () =>
    page.evaluate(
      (wanted, text) => {
        const place = document.querySelector('dialog[open]') ?? document.querySelector('main');
        const all = [...(place?.querySelectorAll('label') ?? [])];
        const control = all.findLast((one) => one.textContent?.trim() === wanted)?.control as HTMLInputElement | null;
        if (!control) return false;
        if (control.type === 'checkbox') {
          control.click();
          return true;
        }
        control.value = text;
        control.dispatchEvent(new Event('input', { bubbles: true }));
        control.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      label,
      value,
    ),
  );
}

/** Goes to a view of the open dashboard by its address, and waits until it is the one that is shown. */
export async function goTo(page: PageDriver, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await page.waitFor(
    (view) => document.querySelector<HTMLAnchorElement>('nav [aria-current]')?.hash === `#${view}`,
    10_000,
    address.split('/')[0] ?? '',
  );
}
