import { type ContactsRequest, quote } from '../assessment/index.ts';
import { isUsable, loadOf, type PageMessage } from '../messages/index.ts';
import type { VisitPrior } from '../recognise/index.ts';
import { type FrameState, limitFrames, type TabFrames } from '../session/index.ts';

const LIVE_CALL = 'navigator.contacts.select';
const isLiveCall = ({ evidence: { where } }: ContactsRequest) => where === LIVE_CALL || where.endsWith('()');

/**
 * The frames of a tab once one of them shows `document`: those that are kept where it is the page they belong to, else
 * those of a new page, which begins with what the visit has shown so far.
 */
export async function framesWith(
  before: TabFrames | null,
  frameId: number,
  document: string,
  visit: () => Promise<VisitPrior | null>,
): Promise<TabFrames> {
  const known = before?.frames[frameId]?.document ?? '';
  // The next page in a frame is a step of the visit as one in the tab is.
  if (before && frameId !== 0) return known === '' || known === document ? before : { ...before, prior: await visit() };
  if (before?.document === document) return before;
  // Frames can report before their top page does, and they stay where only its address changed.
  const stays = before && (before.document === '' || loadOf(before.document) === loadOf(document));
  const { 0: own, ...others } = before?.frames ?? {};
  const kept = own?.document === '' ? { 0: own, ...others } : others;
  return { document: frameId === 0 ? document : '', prior: await visit(), frames: stays ? kept : {} };
}

/** `state` with what a frame at `url` has read. Calls for contacts that its page made before stay. */
export function withReading(
  state: TabFrames,
  frameId: number,
  url: string,
  message: Extract<PageMessage, { type: 'page-read' }>,
): TabFrames {
  const before = state.frames[frameId];
  // A call can come before the reading of its page.
  const same = before?.document === message.document || before?.document === '';
  const called = same ? before.contacts.filter(isLiveCall) : [];
  const { document, size, reading, contacts, identity, finds, prices, currencies } = message;
  const frame: FrameState = {
    document,
    url,
    size,
    reading,
    contacts: [...called, ...contacts],
    ...(identity ? { identity } : {}),
    ...(finds ? { finds } : {}),
    ...(prices ? { prices } : {}),
    ...(currencies ? { currencies } : {}),
  };
  return { ...state, frames: limitFrames({ ...state.frames, [frameId]: frame }) };
}

/**
 * `state` with a call for contacts in a frame at `url`, of the Contact Picker or of a function of the app around the
 * page: of each the last one counts.
 */
export function withCall(
  state: TabFrames,
  frameId: number,
  url: string,
  { properties, call }: Extract<PageMessage, { type: 'contacts-call' }>,
): TabFrames {
  const frame = state.frames[frameId] ?? { document: '', url, reading: null, contacts: [] };
  const where = call === undefined ? LIVE_CALL : `${call}()`;
  const request: ContactsRequest =
    call === undefined
      ? { vector: 'contact-picker', evidence: { text: quote(properties.join(', ')), where } }
      : { vector: 'hybrid-bridge', evidence: { text: quote(call), where } };
  const contacts = [...frame.contacts.filter(({ evidence }) => evidence.where !== where), request];
  return { ...state, frames: { ...state.frames, [frameId]: { ...frame, contacts } } };
}

/** Whether a frame is the doing of the page around it: of its origin, or written by it (`about:srcdoc`). */
const isOwn = (url: string, tabUrl: string): boolean =>
  !/^https?:/.test(url) || new URL(url).origin === new URL(tabUrl).origin;

/**
 * `state` as the page of a tab is judged by it: without what stands in frames of other sites that nobody can use, since
 * any page can have any site in a frame that shows one pixel of it. What they called for stays: it was put to the user.
 */
export function usableFrames(state: TabFrames, tabUrl: string): TabFrames {
  const frames: Record<number, FrameState> = {};
  for (const [id, frame] of Object.entries(state.frames)) {
    if (id === '0' || isOwn(frame.url, tabUrl) || (frame.size && isUsable(frame.size))) {
      frames[Number(id)] = frame;
      continue;
    }
    const { document, url, contacts } = frame;
    const called = contacts.filter(isLiveCall);
    if (called.length > 0) frames[Number(id)] = { document, url, reading: null, contacts: called };
  }
  return { ...state, frames };
}
