import { browser } from 'wxt/browser';
import { type ShownWarning, showWarning } from '../../components/warning/index.tsx';
import { readPolicyText } from '../../lib/contacts/index.ts';
import type { AppReport, CodesReport, PolicyReport } from '../../lib/explain/index.ts';
import type { InspectorMessage } from '../../lib/messages/index.ts';
import { holdSubmissions } from '../../lib/page/index.ts';
import { documentMark, tell } from './reader.ts';

type Show = Extract<InspectorMessage, { type: 'show' }>;

let shown: { warning: ShownWarning; message: Show; print: string; release: () => void } | null = null;

function hide(): void {
  shown?.warning.destroy();
  shown?.release();
  shown = null;
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Has the codes in what the user sees read; what stands over the page steps aside for the picture. */
async function readCodes(): Promise<CodesReport | null> {
  const warning = shown?.warning;
  warning?.veil(true);
  try {
    // The second frame begins once the first was drawn.
    await nextFrame();
    await nextFrame();
    return (await tell({ type: 'read-qr' })) as CodesReport | null;
  } finally {
    warning?.veil(false);
  }
}

function show(message: Show): void {
  const { document: _mark, ...view } = message;
  const print = JSON.stringify(view);
  const before = shown;
  if (before?.print === print) return;
  const same = ({ document, face, theme }: Show) => [document, face, theme].join(' ');
  if (before && same(before.message) === same(message)) {
    // News of the page that the user is reading about: what they have unfolded stays unfolded.
    before.warning.update(message.explanation);
    shown = { ...before, message, print };
    return;
  }
  hide();
  const choose = (type: 'close-warning' | 'trust-site' | 'leave-page') => {
    // The choice is stored before the warning goes, so that a warning that was closed stays closed.
    void tell({ type }).then(hide);
  };
  const warning = showWarning(message, {
    close: () => choose('close-warning'),
    leave: () => choose('leave-page'),
    trust: () => choose('trust-site'),
    asks: {
      checkApp: (url, at) => tell({ type: 'check-app', url, ...(at ? { at } : {}) }) as Promise<AppReport | null>,
      readPolicy: (url) => tell({ type: 'read-policy', url }) as Promise<PolicyReport | null>,
      readCodes,
      prepare: () => void tell({ type: 'open-dashboard', letter: 'prepare-relatives' }),
    },
    openDashboard: () => void tell({ type: 'open-dashboard' }),
  });
  shown = { warning, message, print, release: message.face === 'sheet' ? holdSubmissions(window) : () => undefined };
}

/** Shows and hides what the background says, in the top frame, and reads policies that it fetched. */
export function startWarnings(): void {
  browser.runtime.onMessage.addListener((input: unknown, sender) => {
    if (sender.id !== browser.runtime.id || sender.tab) return undefined;
    const message = input as InspectorMessage;
    // On its way while the page changed: it speaks of another one.
    if (message.document !== documentMark()) return undefined;
    if (message.type === 'show') show(message);
    if (message.type === 'hide') hide();
    if (message.type !== 'parse-policy') return undefined;
    // Where the page's own rules forbid parsing, nothing was read: the background says so.
    const read = async () => readPolicyText(message.text, message.kind, message.url);
    return read().catch(() => null);
  });
}
