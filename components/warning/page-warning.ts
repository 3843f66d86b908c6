import { readPolicyText, type Said } from '../../lib/contacts/index.ts';
import type { AppReport, CodesReport, PolicyReport } from '../../lib/explain/index.ts';
import type { InspectorMessage, PageMessage } from '../../lib/messages/index.ts';
import { holdSubmissions } from '../../lib/page/index.ts';
import { type ShownWarning, showWarning } from './dialogs.tsx';

type Show = Extract<InspectorMessage, { type: 'show' }>;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * The warning of a page: there is at most one, shown and hidden as the background says. `tell` tells the background
 * something; `mark` gives the mark of the document that the page shows now; `leave` takes the user away where the background
 * cannot. What it gives takes one message, and answers it where it asks to read a policy that was fetched.
 */
export function openPageWarning(
  tell: (message: PageMessage) => Promise<unknown>,
  mark: () => string,
  leave: () => void,
): (message: InspectorMessage) => Promise<Said[] | null> | undefined {
  let shown: { warning: ShownWarning; message: Show; print: string; release: () => void } | null = null;

  const hide = (): void => {
    shown?.warning.destroy();
    shown?.release();
    shown = null;
  };

  /** Has the codes in what the user sees read; what stands over the page steps aside for the picture. */
  const readCodes = async (): Promise<CodesReport | null> => {
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
  };

  const show = (message: Show): void => {
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
    const choose = (type: 'close-warning' | 'trust-site') => {
      // The choice is stored before the warning goes, so that a warning that was closed stays closed.
      void tell({ type }).then(hide);
    };
    const warning = showWarning(message, {
      close: () => choose('close-warning'),
      // The warning stays until the page is gone: it may be long in going.
      leave: () => void tell({ type: 'leave-page' }).then((left) => left !== true && leave()),
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
  };

  return (message) => {
    // On its way while the page changed: it speaks of another one.
    if (message.document !== mark()) return undefined;
    if (message.type === 'show') show(message);
    if (message.type === 'hide') hide();
    if (message.type === 'focus') shown?.warning.focus();
    if (message.type !== 'parse-policy') return undefined;
    // Where the page's own rules forbid parsing, nothing was read: the background says so.
    const read = async () => readPolicyText(message.text, message.kind, message.url);
    return read().catch(() => null);
  };
}
