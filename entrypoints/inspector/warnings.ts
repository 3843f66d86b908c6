import { browser } from 'wxt/browser';
import { showWarning, type WarningHost } from '../../components/warning/index.tsx';
import type { AppReport } from '../../lib/explain/index.ts';
import type { InspectorMessage } from '../../lib/messages/index.ts';
import { holdSubmissions } from '../../lib/page/index.ts';
import { tell } from './reader.ts';

let shown: { host: WarningHost; print: string; release: () => void } | null = null;

function hide(): void {
  shown?.host.destroy();
  shown?.release();
  shown = null;
}

function show(message: Extract<InspectorMessage, { type: 'show' }>): void {
  const print = JSON.stringify(message);
  if (shown?.print === print) return;
  hide();
  const choose = (type: 'close-warning' | 'trust-site' | 'leave-page') => {
    // The choice is stored before the warning goes, so that a warning that was closed stays closed.
    void tell({ type }).then(hide);
  };
  const host = showWarning(message, {
    close: () => choose('close-warning'),
    leave: () => choose('leave-page'),
    trust: () => choose('trust-site'),
    checkApp: (url, at) => tell({ type: 'check-app', url, ...(at ? { at } : {}) }) as Promise<AppReport | null>,
    openDashboard: () => void tell({ type: 'open-dashboard' }),
  });
  shown = { host, print, release: message.face === 'sheet' ? holdSubmissions(window) : () => undefined };
}

/** Shows and hides what the background says, in the top frame. */
export function startWarnings(): void {
  browser.runtime.onMessage.addListener((input: unknown, sender) => {
    if (sender.id !== browser.runtime.id || sender.tab) return undefined;
    const message = input as InspectorMessage;
    if (message.type === 'show') show(message);
    if (message.type === 'hide') hide();
    return undefined;
  });
}
