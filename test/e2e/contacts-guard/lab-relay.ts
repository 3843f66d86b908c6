import { startContactsRelay } from '../../../lib/contacts/guard/index.ts';
import type { ExtensionApi } from '../driver/index.ts';

declare const chrome: ExtensionApi;

/**
 * The isolated world's half of the guard with a tester in the place of the user: `answer` in the extension's storage is
 * `refuse`, `allow`, `fail`, or `button`, which draws a button in a closed shadow root and allows when it is clicked.
 * What is asked and explained is noted in `log`.
 */
const note = async (entry: string): Promise<void> => {
  const { log = [] } = await chrome.storage.local.get('log');
  await chrome.storage.local.set({ log: [...(log as string[]), entry] });
};

const clickOnAllow = (): Promise<'allow'> =>
  new Promise((resolve) => {
    const host = document.createElement('div');
    host.style.cssText = 'position:fixed;left:200px;top:200px';
    const button = document.createElement('button');
    button.textContent = 'Allow';
    button.addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return;
      host.remove();
      resolve('allow');
    });
    host.attachShadow({ mode: 'closed' }).append(button);
    document.documentElement.append(host);
  });

startContactsRelay({
  ask: async ({ properties, multiple }) => {
    await note(`ask ${properties.join('+')} ${multiple}`);
    const { answer } = await chrome.storage.local.get('answer');
    if (answer === 'button') return clickOnAllow();
    if (answer === 'fail') throw new Error('The background does not answer.');
    return answer === 'allow' ? 'allow' : 'refuse';
  },
  explain: (reason) => {
    document.documentElement.dataset.explained = reason;
  },
});
