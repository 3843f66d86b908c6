import { expect, it } from 'vitest';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { type ClosedUi, type ExtensionApi, type PageDriver, poll, waitForAssessment } from './driver/index.ts';
import { answer, describeInBrowsers } from './support.ts';

declare const browser: ExtensionApi;

const CARD = 'https://sunny-quick-cash.test/apply';

/** The name of what has the focus in a closed tree, or its element's. */
const focused = (ui: ClosedUi): Promise<string> =>
  ui.evaluate((root) => root.activeElement?.textContent?.trim().slice(0, 60) ?? '');

const isOnCard = (ui: ClosedUi): Promise<boolean> =>
  ui.evaluate((root) => root.activeElement?.matches('aside.card') ?? false);

describeInBrowsers('the keyboard', { sites: DEMO_SITES }, (stage) => {
  const open = async (): Promise<{ page: PageDriver; card: ClosedUi }> => {
    const page = await stage.open(CARD);
    await waitForAssessment(stage.driver, page);
    return { page, card: await page.waitForWarning() };
  };

  it('has a key that leads to the warning, in words of its own', async () => {
    const [key] = await stage.driver.extension
      .evaluate(() => browser.commands.getAll())
      .then((all) => all.filter(({ name }) => name === 'go-to-warning'));
    expect(key?.description).toBe('Go to the warning on this page');
    // Chromium gives no key to an extension that a test installs.
    if (stage.name === 'firefox') expect(key?.shortcut).toBe('Alt+Shift+R');
  });

  it('comes to the card by that key, and from there to its buttons', async () => {
    const { page, card } = await open();
    expect(await isOnCard(card)).toBe(false);
    await stage.driver.command('go-to-warning');
    await poll('the focus', 5_000, () => isOnCard(card));
    await page.press('Tab');
    expect(await focused(card)).toBe('Leave this page');
    await page.press('Tab');
    expect(await focused(card)).toBe('Close');
    await poll('the end of the card', 5_000, async () => {
      await page.press('Enter');
      return (await page.warning()) === null;
    });
  });

  it('stays where it was while nobody asks', async () => {
    const { page, card } = await open();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
    await answer(card, 'Close', async () => (await page.warning()) === null);
  });
});

describeInBrowsers('the card to a screen reader', { sites: DEMO_SITES, only: ['chromium'] }, (stage) => {
  it('is announced: its words are a status of a landmark that says who speaks, its controls have names', async () => {
    const page = await stage.open(CARD);
    await page.waitForWarning();
    const session = await page.raw.createCDPSession();
    const tree = await poll('the words', 5_000, async () => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return nodes.some(({ role }) => role?.value === 'status') && nodes;
    });
    if (!tree) throw new Error('no tree');
    const byId = new Map(tree.map((node) => [node.nodeId, node]));
    const within = (id: string): typeof tree =>
      (byId.get(id)?.childIds ?? [])
        .flatMap((child) => [byId.get(child), ...within(child)])
        .filter((one) => one !== undefined);
    const card = tree.find(
      ({ role, name }) => role?.value === 'complementary' && `${name?.value}`.startsWith('Ringfence'),
    );
    if (!card) throw new Error('no landmark of ours');
    const inside = within(card.nodeId);
    const status = inside.find(({ role }) => role?.value === 'status');
    expect(status?.properties).toContainEqual(
      expect.objectContaining({ name: 'live', value: expect.objectContaining({ value: 'polite' }) }),
    );
    const words = within(status?.nodeId ?? '').map(({ name }) => `${name?.value ?? ''}`);
    expect(words.join(' ').length).toBeGreaterThan(40);
    const controls = inside.filter(({ role }) => /^(?:button|link|DisclosureTriangle)$/.test(`${role?.value}`));
    expect(controls.length).toBeGreaterThan(3);
    for (const { name } of controls) expect(`${name?.value ?? ''}`.trim().length).toBeGreaterThan(3);
    await session.detach();
  });
});
