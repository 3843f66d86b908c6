import { vi } from 'vitest';
import { heldCalls, holdCalls, makeSecrets, relayHeldCalls } from '../../../lib/contacts/held-calls/index.ts';

export const settled = () => new Promise((resolve) => setTimeout(resolve));

/** As the browser hands it over: its text, and data without a tie to ours. */
export const asText = (): typeof holdCalls => new Function(`return (${holdCalls})`)();

/** A window of its own, in which the objects of an app stand. */
export function openWindow(objects: object = {}): Record<string, unknown> {
  const page = Object.assign(new EventTarget(), { Error, navigator }, objects) as never;
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', document.implementation.createHTMLDocument());
  return page;
}

/** Has the calls of the page held, and hands each question to `ask`; gives what hears of calls that were not held. */
export function holdIn(ask: () => Promise<'allow' | 'refuse'>, began?: number): ReturnType<typeof vi.fn> {
  const secrets = makeSecrets();
  const note = vi.fn();
  relayHeldCalls(secrets, { ask, note, explain: vi.fn() });
  asText()(structuredClone(heldCalls()), secrets, began);
  return note;
}
