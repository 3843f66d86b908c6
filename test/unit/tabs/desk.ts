import * as v from 'valibot';
import type { Assessment } from '../../../lib/assessment/index.ts';
import { findBesides, findContactsRequests } from '../../../lib/contacts/index.ts';
import { openTranslator } from '../../../lib/i18n/index.ts';
import type { FrameQuestion, FrameSize, InspectorMessage } from '../../../lib/messages/index.ts';
import type { Lookalikes, PlatformLists } from '../../../lib/platforms/index.ts';
import { readPage } from '../../../lib/recognise/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { openSession } from '../../../lib/session/index.ts';
import { type Settings, SettingsSchema } from '../../../lib/settings/index.ts';
import { openTabs, receive, type TabBrowser } from '../../../lib/tabs/index.ts';
import type { OpenTab } from '../../../lib/user-asks/index.ts';
import { pageOf } from '../contacts/page.ts';
import { fetchJson } from '../explain/fixtures.ts';
import { memoryArea } from '../session/memory-area.ts';

export const LENDER = 'https://lender.test/apply';

const field = (label: string, at: number) => `<label for="f${at}">${label}</label><input id="f${at}">`;
const form = (fields: string[], button: string) =>
  `<form>${fields.map(field).join('')}<button>${button}</button></form>`;

/** An application for a loan, of an invented lender. */
export const APPLICATION = `<h1>Apply for a personal loan</h1>${form(
  ['Loan amount', 'Loan term', 'National ID number', 'Mobile number', 'Monthly income'],
  'Submit loan application',
)}`;

/** A page of the same lender that does not say that it lends. */
export const FRONT = '<h1>Welcome</h1><p>We have been here for you since 2019.</p>';

/** The message of an inspector that has read a page of this body. */
export function pageRead(
  document: string,
  body: string,
  url: string = LENDER,
  size: FrameSize = { width: 900, height: 600 },
): unknown {
  const snapshot = pageOf(body, { url, lang: 'en' });
  const contacts = findContactsRequests(snapshot);
  return {
    type: 'page-read',
    document,
    size,
    reading: readPage(snapshot),
    contacts,
    finds: findBesides(snapshot, contacts),
  };
}

const OWN = { id: 'ringfence', pages: 'chrome-extension://ringfence/' };
const rights = openRights(fetchJson);
const nothing = { findByHost: async () => null, findByApp: async () => null, findByName: async () => null };

/** A background over what another one `kept`, with a browser that only notes what it was told to do. */
export function openDesk(kept = new Map<string, unknown>()) {
  const area = memoryArea({ kept });
  const session = openSession(area);
  const open = new Map<number, OpenTab>([[7, { url: LENDER, incognito: false, active: true, windowId: 1 }]]);
  const told: (InspectorMessage | FrameQuestion)[] = [];
  const done: string[] = [];
  const badges = new Map<number, string>();
  const recorded: Assessment[] = [];
  const trusted = new Map<string, Set<string>>();
  let settings: Settings = v.parse(SettingsSchema, { language: 'en' });
  const browser: TabBrowser = {
    tab: async (id) => open.get(id) ?? null,
    openTabs: async () => [...open.keys()],
    inspect: async (tab, where) => {
      if (!open.has(tab)) throw new Error('no tab');
      done.push(`inspect ${tab} ${Object.values(where)[0]}`);
    },
    inspectBlank: async (tabId) => {
      done.push(`inspect blank ${tabId}`);
    },
    holdCalls: async ({ tabId, frameId }, secrets, began) => {
      done.push(`hold ${tabId} ${frameId} ${secrets.length} ${began}`);
      return open.has(tabId);
    },
    tell: async (_tab, message) => void told.push(message),
    capture: async () => Promise.reject(new Error('refused')),
    showBadge: async (tab, severity) => void badges.set(tab, severity),
    leave: async (tab) => void done.push(`leave ${tab}`),
    openDashboard: async (view) => void done.push(`dashboard ${view ?? ''}`),
  };
  const tabs = openTabs({
    browser,
    session,
    sources: {
      rights,
      lists: async () => nothing as unknown as PlatformLists,
      lookalikes: async () => ({ find: () => null }) as unknown as Lookalikes,
      home: async () => null,
      trusted: async (host) => trusted.get(host) ?? new Set(),
      session,
      openerOf: async () => undefined,
    },
    now: () => 1_000_000,
    settings: async () => settings,
    translator: (namespaces) => openTranslator(['en'], namespaces, fetchJson),
    trust: async (host, rules) => void trusted.set(host, new Set(rules)),
    untrust: async (host) => void trusted.delete(host),
    record: async (assessment) => void recorded.push(assessment),
    watch: async (host, lender) => void done.push(`watch ${host}${lender ? '' : ' of a store'}`),
    noteKept: () => undefined,
  });
  const heard = (message: unknown, sender: Parameters<typeof receive>[1]) => receive(message, sender, OWN, tabs);
  /** A message of a frame at `url` in a tab, as the browser hands it over. */
  const say = (message: unknown, from: { tab?: number; frame?: number; url?: string; tabUrl?: string } = {}) => {
    const { tab = 7, frame = 0, url = LENDER, tabUrl = frame === 0 ? url : LENDER } = from;
    const incognito = open.get(tab)?.incognito ?? false;
    return heard(message, { id: OWN.id, url, frameId: frame, tab: { id: tab, url: tabUrl, incognito } });
  };
  const change = (some: Partial<Settings>) => {
    settings = { ...settings, ...some };
  };
  return { area, session, open, told, done, badges, recorded, browser, tabs, say, receive: heard, change, own: OWN };
}
