import type { Assessment } from '../assessment/index.ts';
import {
  type CallAnswer,
  type ExtensionMessage,
  loadOf,
  type PageAnswer,
  type PageMessage,
} from '../messages/index.ts';
import { readBitmap } from '../qr/index.ts';
import { type LetterKind, letterAddress } from '../rights/index.ts';
import type { TabFrames } from '../session/index.ts';
import { answerUser, keepScanned, offersIn } from '../user-asks/index.ts';
import { askForCall, askForGiven, askInTop } from './contacts.ts';
import { framesWith, withReading } from './frames.ts';
import type { Outside } from './outside.ts';
import { reassess, reassessKept } from './reassess.ts';
import type { Source } from './source.ts';
import { openTurns } from './turns.ts';

/** The conversation with the pages of all tabs. */
export interface Tabs {
  /** Acts on one valid message of a page and gives what its sender waits for, if anything. */
  handlePageMessage(source: Source, message: PageMessage): Promise<unknown>;
  /** Acts on what the user asked for in a page of the extension, about the page of a tab. */
  handleExtensionMessage(message: ExtensionMessage): Promise<unknown>;
  /** Puts the inspector into a page that is drawn ahead of the user's click; it waits there until the page is opened. */
  inspectAhead(tabId: number, documentId: string): Promise<void>;
  /** Forgets what is kept of a page that is gone, by the mark of its document: of the whole tab, or of one frame in it. */
  forgetPage(tabId: number, document: string): Promise<void>;
  /** Forgets all that is kept of a tab that was closed. */
  forgetTab(tabId: number): Promise<void>;
  /** Works every open tab out anew, after the user changed whom to trust or where they live. */
  reassessAll(): Promise<void>;
  /** Forgets what is kept of tabs that are gone: their last message can be lost with a crashed page. */
  sweep(): Promise<void>;
  /** Counts a message that fits no schema, for the debug panel. */
  countDropped(): Promise<void>;
}

/** No tab has this number. */
const NO_TAB = -1;
/** Pictures that are read for all frames of one load of a tab. */
const MOST_PICTURES = 60;

/** Whether a page is a lender's; a store's page of a lender's app is the store's. */
const isLender = (assessment: Assessment | null): boolean =>
  assessment !== null && assessment.kind !== 'none' && assessment.kind !== 'store-listing';

/** Opens the conversation. Nothing of it lives in memory but the order of messages, and what was done for one load already. */
export function openTabs(outside: Outside): Tabs {
  const { browser, session, sources } = outside;
  const { tabs } = session;
  const inTurn = openTurns();

  const reassessTab = (tabId: number, change: (frames: TabFrames) => void = () => undefined): Promise<void> =>
    inTurn(tabId, () => reassessKept(tabId, change, outside));

  const asking = { ...sources, session, browser, translator: outside.translator };

  const isLenders = async (tabId: number): Promise<boolean> => isLender(await tabs.readAssessment(tabId));

  const readFrame = async (
    source: Source,
    message: Extract<PageMessage, { type: 'page-read' }>,
  ): Promise<PageAnswer> => {
    const { tabId, frameId, url, tabUrl, incognito } = source;
    const visit = () => tabs.readVisit(new URL(tabUrl).origin, incognito);
    const state = await framesWith(await tabs.readFrames(tabId), frameId, message.document, visit);
    return { lends: isLender(await reassess(source, withReading(state, frameId, url, message), outside)) };
  };

  /** The load of each tab whose frames without an address were looked for. A worker that was closed looks once more. */
  const blankOf = new Map<number, string>();

  const inspectBlank = async (tabId: number): Promise<void> => {
    const load = loadOf((await tabs.readFrames(tabId))?.document ?? '');
    if (blankOf.get(tabId) === load) return;
    blankOf.set(tabId, load);
    await browser.inspectBlank(tabId);
  };

  const picturesInTurn = openTurns();
  /** Pictures that were read for the load that a tab shows. A worker that was closed begins anew. */
  const picturesOf = new Map<number, { load: string; read: number }>();

  /** As many of these pictures as are left to the load that a tab shows; they count as read. */
  const takePictures = async <T>(tabId: number, pictures: readonly T[]): Promise<T[]> => {
    const load = loadOf((await tabs.readFrames(tabId))?.document ?? '');
    const before = picturesOf.get(tabId);
    const read = before?.load === load ? before.read : 0;
    const taken = pictures.slice(0, MOST_PICTURES - read);
    picturesOf.set(tabId, { load, read: read + taken.length });
    return taken;
  };

  /** Reads the pictures of a lender's page that may be codes, and offers the apps to which they lead. */
  const readPictures = async (
    { tabId, frameId }: Source,
    { document, pictures }: Extract<PageMessage, { type: 'read-pictures' }>,
  ): Promise<void> => {
    if (!(await isLenders(tabId))) return;
    const apps = offersIn((await takePictures(tabId, pictures)).flatMap(readBitmap));
    if (apps.length === 0) return;
    await reassessTab(tabId, (frames) => {
      if (frames.frames[frameId]?.document === document) keepScanned(frames, apps);
    });
  };

  const closeWarning = async (tabId: number): Promise<void> => {
    const assessment = await tabs.readAssessment(tabId);
    if (assessment) await tabs.writeClosed(tabId, { host: assessment.host, severity: assessment.severity });
  };

  const trustSite = async (tabId: number, host: string): Promise<void> => {
    const reasons = (await tabs.readAssessment(tabId))?.reasons ?? [];
    const rules = reasons.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
    await outside.trust(host, rules, outside.now());
  };

  /** Opens a letter, for the place of the tab's page where nobody knows where the user lives. */
  const openLetter = async (tabId: number, letter: LetterKind): Promise<void> => {
    const place = (await tabs.readAssessment(tabId))?.jurisdiction.page ?? null;
    await browser.openDashboard(letterAddress(letter, null, place));
  };

  const forgetPage = (tabId: number, document: string): Promise<void> =>
    inTurn(tabId, async () => {
      const frames = await tabs.readFrames(tabId);
      // The next page of the tab may have reported already.
      if (!frames) return;
      if (frames.document === document) {
        await tabs.clear(tabId, false);
        await browser.showBadge(tabId, 'none');
        return;
      }
      const inner = Object.entries(frames.frames).find(([id, frame]) => id !== '0' && frame.document === document);
      if (!inner) return;
      const leave = async (now: TabFrames, incognito: boolean) => {
        const url = (await tabs.readAssessment(tabId))?.url ?? inner[1].url;
        // What the frame showed becomes a part of the visit, as a page does that was left.
        now.prior = await tabs.readVisit(new URL(url).origin, incognito);
        delete now.frames[Number(inner[0])];
      };
      await reassessKept(tabId, leave, outside);
    });

  /** The user takes as long as they like over a question; the tab's other news must not wait for it. */
  const answerCall = async (
    source: Source,
    message: Extract<PageMessage, { type: 'contacts-call' }>,
  ): Promise<CallAnswer> => {
    const { tabId, frameId } = source;
    const question = await inTurn(tabId, () => askForCall(source, message, outside));
    return question && frameId !== 0 ? askInTop(tabId, question, outside) : question;
  };

  const handlePageMessage = (source: Source, message: PageMessage): Promise<unknown> => {
    const { tabId, frameId, tabUrl } = source;
    const { hostname } = new URL(tabUrl);
    // No look at the frame's number: Chrome gives a top page that is being replaced another one than 0.
    if (message.type === 'page-gone') return forgetPage(tabId, message.document);
    // Takes as long as the server does; the tab's other news must not wait for it.
    if (message.type === 'check-app' || message.type === 'read-policy' || message.type === 'read-qr')
      return answerUser(tabId, message, reassessTab, asking);
    if (message.type === 'read-pictures') return picturesInTurn(tabId, () => readPictures(source, message));
    if (message.type === 'question-stands') return Promise.resolve();
    if (message.type === 'contacts-call') return answerCall(source, message);
    return inTurn<unknown>(tabId, async () => {
      switch (message.type) {
        case 'gate-suspects':
          return browser.inspect(tabId, { frameId });
        case 'page-read':
          return readFrame(source, message);
        case 'contacts-given':
          return askForGiven(source, message, outside);
        case 'hold-calls':
          if (!(await isLenders(tabId))) return false;
          // On the host's further pages it comes there by itself.
          void inspectBlank(tabId);
          return browser.holdCalls(source, message.secrets, message.began);
        case 'close-warning':
          return closeWarning(tabId);
        case 'trust-site':
          return trustSite(tabId, hostname);
        case 'untrust-site':
          return outside.untrust(hostname);
        case 'leave-page':
          await browser.leave(tabId);
          return true;
        case 'open-dashboard':
          return message.letter === undefined ? browser.openDashboard() : openLetter(tabId, message.letter);
      }
    });
  };

  return {
    handlePageMessage,
    handleExtensionMessage: ({ tabId, ask }) => answerUser(tabId, ask, reassessTab, asking),
    // Most pages that are drawn ahead are never opened.
    inspectAhead: (tabId, documentId) => browser.inspect(tabId, { documentId }).catch(() => undefined),
    forgetPage,
    forgetTab: (tabId) => {
      picturesOf.delete(tabId);
      blankOf.delete(tabId);
      return inTurn(tabId, () => tabs.clear(tabId, true));
    },
    reassessAll: async () => {
      for (const tabId of await tabs.kept()) await reassessTab(tabId);
    },
    sweep: async () => {
      // Asked for in this order: a tab that opens meanwhile is then never taken for one that is gone.
      const kept = await tabs.kept();
      const open = new Set(await browser.openTabs());
      for (const tabId of kept) if (!open.has(tabId)) await tabs.clear(tabId, true);
    },
    countDropped: () => inTurn(NO_TAB, () => tabs.countDropped()),
  };
}
