import { browser } from 'wxt/browser';

interface Injection {
  target: { tabId: number; allFrames?: boolean };
  /** Paths in the package, also of files that are put there without the bundler's knowledge. */
  files: string[];
  world?: 'MAIN';
  injectImmediately?: boolean;
}

/** Tabs that the browser protects, such as an add-on store, refuse; they are not ours to read. */
const inject = (injection: Injection): Promise<void> =>
  browser.scripting.executeScript(injection as Parameters<typeof browser.scripting.executeScript>[0]).then(
    () => undefined,
    () => undefined,
  );

/**
 * Brings into the tabs that were open before the extension was there what the browser puts into every later page: the
 * gate, and where there may be a Contact Picker the core that refuses it. To be called at an installation or an update,
 * for the scripts of the version before are cut off. A tab that was discarded gets its own when it loads again.
 */
export async function readOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*'], discarded: false });
  await Promise.all(
    tabs.map(async ({ id: tabId }) => {
      if (tabId === undefined) return;
      // None waits for another: a page may be without end in loading.
      const gate = inject({ target: { tabId, allFrames: true }, files: ['/gate.js'] });
      if (!import.meta.env.FIREFOX) {
        const first = { target: { tabId }, injectImmediately: true };
        await inject({ ...first, files: ['/contacts-refused.js'] });
        await inject({ ...first, files: ['/contacts-refusal.js'], world: 'MAIN' });
      }
      await gate;
    }),
  );
}
