import { type Browser, browser } from 'wxt/browser';
import { type Assessment, compareSeverity, quote } from '../../lib/assessment/index.ts';
import { placeOf, withSaid } from '../../lib/contacts/index.ts';
import { contactsQuestion, explain, givenQuestion, packsOf } from '../../lib/explain/index.ts';
import { openTranslator } from '../../lib/i18n/index.ts';
import {
  type ExtensionMessage,
  type InspectorMessage,
  loadOf,
  type PageAnswer,
  type PageMessage,
} from '../../lib/messages/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import { readBitmap } from '../../lib/qr/index.ts';
import { type LetterKind, letterAddress } from '../../lib/rights/index.ts';
import { readSettings, trustedRules, trustSite, untrustSite } from '../../lib/settings/index.ts';
import { openVisits, purgeExpired, recordVisit, type VisitStore } from '../../lib/visits/index.ts';
import { assessTab, rightsPacks } from './assess.ts';
import { listenForClosedTabs } from './closed-tabs.ts';
import { keepScanned, offersIn } from './code-offers.ts';
import { rememberLeads } from './consent-senders.ts';
import { limitFrames } from './frame-limit.ts';
import { holdCallsIn } from './hold-calls.ts';
import { registerVisitedHost } from './registered-scripts.ts';
import * as tabState from './tab-state.ts';
import { showBadge } from './toolbar.ts';
import { answerUser } from './user-asks.ts';
import { changeVisitReach, type VisitedSite } from './visit-reach.ts';

/** Where a message came from, as the browser says. */
export interface Source {
  tabId: number;
  frameId: number;
  /** Address of the frame, and of the tab's top page. */
  url: string;
  tabUrl: string;
  incognito: boolean;
  /** The document that sent it, where the browser tells documents apart. */
  documentId?: string;
}

/** The source of a message, or null where it is no page of the web. */
export function sourceOf(sender: Browser.runtime.MessageSender): Source | null {
  const { tab, frameId, url } = sender;
  if (tab?.id === undefined || frameId === undefined || !url) return null;
  // Chrome gives the address that the document was loaded from; the tab's tells where it has moved to since then.
  const moved = frameId === 0 && tab.url !== undefined && new URL(tab.url).origin === new URL(url).origin;
  const tabUrl = frameId === 0 && !moved ? url : (tab.url ?? url);
  if (!/^https?:/.test(tabUrl)) return null;
  const { documentId } = sender;
  return { tabId: tab.id, frameId, url, tabUrl, incognito: tab.incognito, ...(documentId ? { documentId } : {}) };
}

async function translator(namespaces: Parameters<typeof openTranslator>[1]) {
  const { language } = await readSettings();
  return openTranslator(language === 'auto' ? navigator.languages : [language], namespaces, fetchPackagedJson);
}

/** Puts the inspector into a page that is drawn ahead of the user's click; it waits there until the page is opened. */
export async function inspectAhead(tabId: number, documentId: string): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId, documentIds: [documentId] }, files: ['/inspector.js'] })
    // Most pages that are drawn ahead are never opened.
    .catch(() => undefined);
}

async function injectInspector(tabId: number, frameId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['/inspector.js'] });
}

async function tellInspector(tabId: number, message: InspectorMessage): Promise<void> {
  // Where nobody takes it the assessed page is gone; the next one is not its business.
  await browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => undefined);
}

/** The top frame of a page whose form stands in another frame may have no inspector yet. Its first reading shows the rest. */
async function callTopInspector(tabId: number, { url }: Assessment): Promise<void> {
  const open = (await browser.tabs.get(tabId).catch(() => null))?.url;
  if (open?.split('#', 1)[0] === url) await injectInspector(tabId, 0).catch(() => undefined);
}

async function showOrHide(tabId: number, document: string, assessment: Assessment): Promise<void> {
  const [settings, closed, trusted] = await Promise.all([
    readSettings(),
    tabState.readClosed(tabId),
    trustedRules(assessment.host),
  ]);
  const { severity } = assessment;
  const silenced =
    compareSeverity(severity, settings.warnFrom) < 0 ||
    severity === 'none' ||
    (trusted.size > 0 && compareSeverity(severity, 'info') <= 0) ||
    (closed?.host === assessment.host && compareSeverity(severity, closed.severity) <= 0);
  if (silenced) return tellInspector(tabId, { type: 'hide', document });
  if (document === '') return callTopInspector(tabId, assessment);
  const texts = await translator(['common', 'rules', 'warning', 'price', 'reach', 'app-check', 'letters']);
  const packs = await packsOf(rightsPacks, assessment.jurisdiction, texts.language.tag);
  await tellInspector(tabId, {
    type: 'show',
    document,
    face: severity === 'danger' ? 'sheet' : 'card',
    theme: settings.theme,
    explanation: explain(assessment, texts, packs),
  });
}

let store: Promise<VisitStore> | null = null;

/** Deletes visits that are older than the user wants to keep them. Called at browser start. */
export async function forgetOldVisits(): Promise<void> {
  const { retentionDays } = await readSettings();
  store ??= openVisits();
  await purgeExpired(await store, retentionDays);
}

async function save(assessment: Assessment): Promise<void> {
  const { recording } = await readSettings();
  const worthKeeping = assessment.kind !== 'none' || (assessment.platform && assessment.severity !== 'none');
  if (!recording || !worthKeeping) return;
  store ??= openVisits();
  // A failure is no reason to stop protecting; the dashboard meets the same failure and says it in words.
  await recordVisit(await store, assessment);
}

async function reassess(
  source: Pick<Source, 'tabId' | 'tabUrl' | 'incognito'>,
  frames: tabState.TabFrames,
): Promise<void> {
  const { tabId, tabUrl, incognito } = source;
  const { assessment, visit, scoring } = await assessTab(tabUrl, frames, Date.now(), { id: tabId, incognito });
  const { origin } = new URL(tabUrl);
  await rememberSaid({ origin, incognito }, tabUrl, frames);
  const { debug } = await readSettings();
  await tabState.writeTab(tabId, {
    ...{ assessment, frames, visit, origin, incognito },
    scoring: debug ? scoring : null,
  });
  void listenForClosedTabs();
  await showBadge(tabId, assessment.severity);
  await Promise.all([
    showOrHide(tabId, frames.document, assessment),
    incognito ? undefined : save(assessment),
    assessment.kind === 'none' ? undefined : registerVisitedHost(assessment.host),
    rememberLeads(
      tabId,
      incognito,
      assessment,
      Object.values(frames.frames).flatMap(({ finds }) => finds?.leads ?? []),
    ),
  ]);
}

/** Keeps for the later pages of a site what this one says that it takes. */
async function rememberSaid(site: VisitedSite, url: string, { frames }: tabState.TabFrames): Promise<void> {
  const own = Object.values(frames).filter((frame) => new URL(frame.url).origin === site.origin);
  const said = own.flatMap(({ finds }) => finds?.said ?? []);
  if (said.length > 0) await changeVisitReach(site, (before) => withSaid(before, said, placeOf(url)));
}

async function framesFor(source: Source, document: string): Promise<tabState.TabFrames> {
  const before = await tabState.readFrames(source.tabId);
  const known = before?.frames[source.frameId]?.document ?? '';
  const visit = () => tabState.readVisit(new URL(source.tabUrl).origin, source.incognito);
  // The next page in a frame is a step of the visit as one in the tab is.
  if (before && source.frameId !== 0)
    return known === '' || known === document ? before : { ...before, prior: await visit() };
  if (before?.document === document) return before;
  // Frames can report before their top page does, and they stay where only its address changed.
  const stays = before && (before.document === '' || loadOf(before.document) === loadOf(document));
  const { 0: own, ...others } = before?.frames ?? {};
  const kept = own?.document === '' ? { 0: own, ...others } : others;
  return { document: source.frameId === 0 ? document : '', prior: await visit(), frames: stays ? kept : {} };
}

/** Whether a tab shows a lender's page; a store's page of a lender's app is the store's. */
async function isLenders(tabId: number): Promise<boolean> {
  const kind = (await tabState.readAssessment(tabId))?.kind ?? 'none';
  return kind !== 'none' && kind !== 'store-listing';
}

async function readFrame(source: Source, message: Extract<PageMessage, { type: 'page-read' }>): Promise<PageAnswer> {
  const state = await framesFor(source, message.document);
  const before = state.frames[source.frameId];
  // A call can come before the reading of its page.
  const same = before?.document === message.document || before?.document === '';
  const picked = same ? before.contacts.filter(isLiveCall) : [];
  state.frames[source.frameId] = {
    document: message.document,
    url: source.url,
    reading: message.reading,
    contacts: [...picked, ...message.contacts],
    ...(message.identity ? { identity: message.identity } : {}),
    ...(message.finds ? { finds: message.finds } : {}),
    ...(message.prices ? { prices: message.prices } : {}),
    ...(message.currencies ? { currencies: message.currencies } : {}),
  };
  state.frames = limitFrames(state.frames);
  await reassess(source, state);
  return { lends: await isLenders(source.tabId) };
}

const LIVE_CALL = 'navigator.contacts.select';
const isLiveCall = ({ evidence: { where } }: { evidence: { where: string } }) =>
  where === LIVE_CALL || where.endsWith('()');

async function contactsCall(source: Source, message: Extract<PageMessage, { type: 'contacts-call' }>) {
  await injectInspector(source.tabId, source.frameId);
  const state = (await tabState.readFrames(source.tabId)) ?? (await framesFor(source, ''));
  const frame = state.frames[source.frameId] ?? { document: '', url: source.url, reading: null, contacts: [] };
  const { call } = message;
  const where = call === undefined ? LIVE_CALL : `${call}()`;
  frame.contacts = [
    ...frame.contacts.filter((item) => item.evidence.where !== where),
    call === undefined
      ? { vector: 'contact-picker', evidence: { text: quote(message.properties.join(', ')), where } }
      : { vector: 'hybrid-bridge', evidence: { text: quote(call), where } },
  ];
  state.frames[source.frameId] = frame;
  await reassess(source, state);
  if (message.held === false) return null;
  const assessment = await tabState.readAssessment(source.tabId);
  return contactsQuestion(
    {
      host: new URL(source.url).hostname,
      properties: message.properties,
      multiple: message.multiple,
      kind: assessment?.kind ?? 'none',
    },
    await translator(['common', 'warning']),
  );
}

/** The question about people's data that the user gave a page, or null where the page may simply have it. */
async function contactsGiven(source: Source, { way, people }: Extract<PageMessage, { type: 'contacts-given' }>) {
  const assessment = await tabState.readAssessment(source.tabId);
  if (!assessment || (assessment.kind === 'none' && assessment.contacts.length === 0)) return null;
  if ((await trustedRules(assessment.host)).size > 0) return null;
  const host = new URL(source.url).hostname;
  return givenQuestion({ host, way, people, kind: assessment.kind }, await translator(['common', 'warning', 'reach']));
}

/** Reads the pictures of a lender's page that may be codes, and offers the apps to which they lead. */
async function readPictures({ tabId, frameId }: Source, message: Extract<PageMessage, { type: 'read-pictures' }>) {
  if (!(await isLenders(tabId))) return;
  const apps = offersIn(message.pictures.flatMap(readBitmap));
  if (apps.length === 0) return;
  await reassessTab(tabId, (frames) => {
    if (frames.frames[frameId]?.document === message.document) keepScanned(frames, apps);
  });
}

async function closeWarning(source: Source): Promise<void> {
  const assessment = await tabState.readAssessment(source.tabId);
  if (assessment) await tabState.writeClosed(source.tabId, { host: assessment.host, severity: assessment.severity });
}

async function leavePage({ tabId }: Source): Promise<void> {
  // A tab that the lender's link opened has nothing to go back to.
  await browser.tabs.goBack(tabId).catch(() => browser.tabs.update(tabId, { url: 'about:blank' }));
}

/** Acts on one valid message of a page and gives what its sender waits for, if anything. */
export function handlePageMessage(source: Source, message: PageMessage): Promise<unknown> {
  const { host } = new URL(source.tabUrl);
  const hostname = host.replace(/:\d+$/, '');
  // No look at the frame's number: Chrome gives a top page that is being replaced another one than 0.
  if (message.type === 'page-gone') return forgetPage(source.tabId, message.document);
  // Takes as long as the server does; the tab's other news must not wait for it.
  if (message.type === 'check-app' || message.type === 'read-policy' || message.type === 'read-qr')
    return answerUser(source.tabId, message, reassessTab);
  if (message.type === 'read-pictures') return readPictures(source, message);
  return tabState.inTurn(source.tabId, async () => {
    switch (message.type) {
      case 'gate-suspects':
        return injectInspector(source.tabId, source.frameId);
      case 'page-read':
        return readFrame(source, message);
      case 'contacts-call':
        return contactsCall(source, message);
      case 'contacts-given':
        return contactsGiven(source, message);
      case 'hold-calls':
        return (await isLenders(source.tabId)) && holdCallsIn(source, message.secrets);
      case 'close-warning':
        return closeWarning(source);
      case 'trust-site': {
        const assessment = await tabState.readAssessment(source.tabId);
        const rules = (assessment?.reasons ?? [])
          .filter((reason) => reason.severity !== 'info')
          .map((item) => item.rule);
        return trustSite(hostname, rules, Date.now());
      }
      case 'untrust-site':
        return untrustSite(hostname);
      case 'leave-page':
        return leavePage(source);
      case 'open-dashboard':
        return message.letter === undefined
          ? browser.runtime.openOptionsPage()
          : openLetter(source.tabId, message.letter);
    }
  });
}

/** Opens a letter, for the place of the tab's page where nobody knows where the user lives. */
async function openLetter(tabId: number, letter: LetterKind): Promise<unknown> {
  const place = (await tabState.readAssessment(tabId))?.jurisdiction.page ?? null;
  return browser.tabs.create({ url: browser.runtime.getURL(`/dashboard.html#${letterAddress(letter, null, place)}`) });
}

/** Works a tab out anew, with what `change` does to its frames. Nothing where the page went meanwhile. */
async function reassessNow(
  tabId: number,
  change: (frames: tabState.TabFrames, incognito: boolean) => void | Promise<void>,
): Promise<void> {
  const frames = await tabState.readFrames(tabId);
  const assessment = await tabState.readAssessment(tabId);
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab || !frames || !assessment) return;
  await change(frames, tab.incognito);
  await reassess({ tabId, tabUrl: assessment.url, incognito: tab.incognito }, frames).catch(async (error) => {
    if (await browser.tabs.get(tabId).catch(() => null)) throw error;
    // Closed meanwhile: what was just written of it goes with it.
    await tabState.clearTab(tabId, true);
  });
}

function reassessTab(tabId: number, change: (frames: tabState.TabFrames) => void = () => undefined): Promise<void> {
  return tabState.inTurn(tabId, () => reassessNow(tabId, change));
}

/** Forgets what is kept of a page that is gone, by the mark of its document: of the whole tab, or of one frame in it. */
export function forgetPage(tabId: number, document: string): Promise<void> {
  return tabState.inTurn(tabId, async () => {
    const frames = await tabState.readFrames(tabId);
    // The next page of the tab may have reported already.
    if (!frames) return;
    if (frames.document === document) {
      await tabState.clearTab(tabId, false);
      await showBadge(tabId, 'none');
      return;
    }
    const inner = Object.entries(frames.frames).find(([id, frame]) => id !== '0' && frame.document === document);
    if (!inner) return;
    await reassessNow(tabId, async (now, incognito) => {
      const url = (await tabState.readAssessment(tabId))?.url ?? inner[1].url;
      // What the frame showed becomes a part of the visit, as a page does that was left.
      now.prior = await tabState.readVisit(new URL(url).origin, incognito);
      delete now.frames[Number(inner[0])];
    });
  });
}

/** Works every open tab out anew, after the user changed whom to trust or where they live. */
export async function reassessAll(): Promise<void> {
  for (const tabId of await tabState.keptTabs()) await reassessTab(tabId);
}

/** Acts on what the user asked for in a page of the extension, about the page of a tab. */
export function handleExtensionMessage({ tabId, ask }: ExtensionMessage): Promise<unknown> {
  return answerUser(tabId, ask, reassessTab);
}

/** Forgets what is kept of tabs that are gone: their last message can be lost with a crashed page. */
export async function sweepTabs(): Promise<void> {
  // Asked for in this order: a tab that opens meanwhile is then never taken for one that is gone.
  const kept = await tabState.keptTabs();
  const open = new Set((await browser.tabs.query({})).map((tab) => tab.id));
  for (const tabId of kept) if (!open.has(tabId)) await tabState.clearTab(tabId, true);
}
