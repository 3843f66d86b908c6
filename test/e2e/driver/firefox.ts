import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/lib/browsers.ts';
import { closedUi } from './closed-ui.ts';
import * as gecko from './gecko.ts';
import { type ClosedRoot, gotoWebPage, pageDriver } from './page.ts';
import { poll } from './poll.ts';
import type {
  BrowserDriver,
  ExtensionApi,
  ExtensionDriver,
  Json,
  LaunchOptions,
  PageDriver,
  PopupDriver,
} from './types.ts';

/** The extension's own `browser`, in functions that run inside it. */
declare const browser: ExtensionApi;

/** The add-on's id in the manifest, and the internal host name that the tests fix for it. */
const ADDON = 'ringfence@ringfence.example';
const UUID = '5a3e1f0c-2b7d-4c8e-9f60-7d1b2c3a4e5f';

function prefs(options: LaunchOptions): Record<string, string | number | boolean> {
  const proxy = options.sites && {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': options.sites.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': options.sites.port,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
  };
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: UUID }),
    // The probe page is the package's manifest, shown as text and not by the developer tools.
    'devtools.jsonview.enabled': false,
    'dom.security.https_first': false,
    'intl.accept_languages': options.language ?? 'en-US',
    'browser.shell.checkDefaultBrowser': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,none',
    'termsofuse.bypassNotification': true,
    ...proxy,
    ...options.extraPrefs,
  };
}

/**
 * What Firefox logs where nothing is wrong: messages whose page or event page went away before the answer came, and
 * requests that the package's own policy stopped as it should, since they were sent on to where nothing is encrypted.
 */
const FIREFOX_NOISE =
  /after context unloaded|while context is inactive|JSWindowActorChild cannot send|other side closed connection|\(connect-src\) at http:/;

interface RemoteValue {
  type: string;
  value?: unknown;
  sharedId?: string;
  shadowRoot?: RemoteValue;
}

interface CallResult {
  type: 'success' | 'exception';
  result: RemoteValue;
  exceptionDetails?: { text: string };
}

interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

/** Where the extension's elements may be in a tree, whatever elements of the page are called. */
const PLACES = `(tree) => [
  ...(tree ?? Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get.call(document)).children,
  ...(tree ? tree.querySelectorAll("dialog:modal > *") : Document.prototype.querySelectorAll.call(document, "dialog:modal > *")),
]`;

interface SerializedElement {
  value?: {
    localName?: string;
    attributes?: Record<string, string>;
    shadowRoot?: { sharedId: string; value: { mode: string } };
  };
}

/** WebDriver BiDi below puppeteer's interface: it reaches the browser's own window and closed shadow roots. */
class Bidi {
  #connection: Connection;
  #window = '';

  constructor(browser: Browser) {
    // Every BiDi browser of puppeteer has this getter; it is not in the typed interface.
    this.#connection = (browser as unknown as { connection: Connection }).connection;
  }

  async send<T>(method: string, params: object): Promise<T> {
    return (await this.#connection.send(method, params)).result as T;
  }

  async call(context: string, declaration: string, args: object[], extra: object = {}): Promise<RemoteValue> {
    const answer = await this.send<CallResult>('script.callFunction', {
      functionDeclaration: declaration,
      target: { context },
      awaitPromise: true,
      arguments: args,
      ...extra,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'exception');
    return answer.result;
  }

  /** Runs source with JSON arguments in a browsing context. `first` goes before them. */
  async json(context: string, source: string, args: Json[], first: object[] = []): Promise<unknown> {
    const declaration = `async (json, ...first) => JSON.stringify(await (${source})(...first, ...JSON.parse(json)))`;
    const { value } = await this.call(context, declaration, [
      { type: 'string', value: JSON.stringify(args) },
      ...first,
    ]);
    return value === undefined ? undefined : (JSON.parse(value as string) as unknown);
  }

  /** Runs a function of `gecko.ts` in the browser's window. */
  async inWindow<A extends Json[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    if (!this.#window) {
      const tree = await this.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
        maxDepth: 0,
        'moz:scope': 'chrome',
      });
      this.#window = tree.contexts[0]?.context ?? '';
    }
    return (await this.json(this.#window, String(fn), args)) as Awaited<R>;
  }

  /**
   * Closed roots whose host is a child of the document's root element, stands in a dialog of the page's, or in a tree
   * that a child of the root element hides.
   */
  async closedRoots(context: string, tree: object[] = []): Promise<ClosedRoot[]> {
    const list = await this.call(context, PLACES, tree, {
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 0 },
    });
    const found = ((list.value ?? []) as SerializedElement[]).map(async ({ value }): Promise<ClosedRoot[]> => {
      const root = value?.shadowRoot;
      if (!root) return [];
      const first = { sharedId: root.sharedId };
      if (value.attributes?.['data-theme'] === undefined && (value.localName !== 'div' || tree.length > 0))
        return this.closedRoots(context, [first]);
      return root.value.mode === 'closed' ? [{ run: (source, args) => this.json(context, source, args, [first]) }] : [];
    });
    return (await Promise.all(found)).flat();
  }
}

/** The id of a page's browsing context, which puppeteer keeps to itself. */
const contextOf = (page: Page): string => (page.mainFrame() as unknown as { _id: string })._id;

class Probe implements ExtensionDriver {
  readonly id = ADDON;
  #bidi: Bidi;
  #context = '';

  constructor(bidi: Bidi) {
    this.#bidi = bidi;
  }

  url(path: string): string {
    return `moz-extension://${UUID}/${path}`;
  }

  async open(): Promise<void> {
    this.#context = await this.#bidi.inWindow(gecko.addTab, this.url('manifest.json'), true, false);
    await poll('the probe page', 10_000, () => this.run('() => typeof browser === "object"', []));
  }

  /** Runs source in the probe page. */
  run(source: string, args: Json[]): Promise<unknown> {
    return this.#bidi.json(this.#context, source, args);
  }

  async evaluate<A extends Json[], R extends Json>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return (await this.run(String(fn), args)) as Awaited<R>;
  }

  waitFor<A extends Json[], R extends Json>(fn: (...args: A) => R, timeout = 10_000, ...args: A): Promise<Awaited<R>> {
    return poll(`waiting in the extension for ${String(fn).slice(0, 160)}`, timeout, () => this.evaluate(fn, ...args));
  }

  badgeText(tabId: number): Promise<string> {
    return this.evaluate((id) => browser.browserAction.getBadgeText({ tabId: id }), tabId);
  }

  async errors(): Promise<string[]> {
    const all = await this.#bidi.inWindow(gecko.consoleErrors, this.url(''));
    return all.filter((line) => !FIREFOX_NOISE.test(line));
  }
}

/**
 * The popup is no tab, and BiDi knows tabs only: it is reached from the probe page as one of the extension's views. Its
 * globals are put before the probe's own, so that a function sees `document` and `location` of the popup.
 */
async function openPopup(bidi: Bidi, probe: Probe, page: PageDriver): Promise<PopupDriver> {
  await page.raw.bringToFront();
  await bidi.inWindow(gecko.openPopup, ADDON);
  const run = (source: string, args: Json[]): Promise<unknown> =>
    probe.run(
      `(...all) => { with (browser.extension.getViews({ type: 'popup' })[0]) { return (${source})(...all); } }`,
      args,
    );
  const ask = <R>(source: string, ...args: Json[]): Promise<R> => run(source, args) as Promise<R>;
  await poll('the popup to load', 10_000, () =>
    ask('() => location.pathname === "/popup.html" && document.readyState === "complete"'),
  );
  const ui = closedUi(
    (source, args) => run(`(...all) => (${source})(document, ...all)`, args),
    (x, y) =>
      ask('(x, y) => document.elementFromPoint(x, y).closest("button, a, summary, input, label").click()', x, y),
  );
  return {
    evaluate: async (fn, ...args) => (await run(String(fn), args)) as never,
    waitFor: async (fn, timeout = 10_000, ...args) =>
      (await poll(`waiting in the popup for ${String(fn).slice(0, 160)}`, timeout, () =>
        run(String(fn), args),
      )) as never,
    text: ui.text,
    controls: ui.controls,
    click: ui.click,
    screenshot: async (path) => {
      await writeFile(path, Buffer.from(await bidi.inWindow(gecko.popupPicture, ADDON), 'base64'));
    },
    close: () => bidi.inWindow(gecko.closePopup, ADDON),
  };
}

/** Starts Firefox with the unpacked extension of `dir`, or without one. */
export async function launchFirefox(dir: string | null, options: LaunchOptions): Promise<BrowserDriver> {
  const viewport = options.viewport ?? { width: 1280, height: 800 };
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: !options.visible,
    acceptInsecureCerts: true,
    defaultViewport: viewport,
    args: ['--remote-allow-system-access', ...(options.extraArgs ?? [])],
    extraPrefsFirefox: prefs(options),
  });
  const closed = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  const bidi = new Bidi(browser);
  const probe = new Probe(bidi);
  const pages: Page[] = [];
  for (const url of options.openBefore ?? []) {
    const page = await browser.newPage();
    await gotoWebPage(page, url);
    pages.push(page);
  }
  if (dir) {
    await bidi.inWindow(gecko.install, dir, ADDON, options.privateWindows ?? false);
    await poll('the first start of the background', 10_000, () => bidi.inWindow(gecko.backgroundStarts));
    await probe.open();
    if (!options.welcome && existsSync(join(dir, 'welcome.html'))) {
      // The extension opens it at a moment of its own, which would disturb the tabs of a test.
      await poll('the welcome page', 10_000, () => bidi.inWindow(gecko.closeTab, probe.url('welcome.html')));
    }
  }

  const drive = async (page: Page): Promise<PageDriver> => {
    const context = contextOf(page);
    return pageDriver(page, {
      tabId: await bidi.inWindow(gecko.extensionTabId, context),
      goto: (url) => gotoWebPage(page, url),
      closedRoots: () => bidi.closedRoots(context),
    });
  };

  const before = await Promise.all(pages.map(drive));

  /** A tab opened by the browser itself: puppeteer takes whatever window is in front, and no page of an extension. */
  const adopt = async (url: string, inPrivate: boolean): Promise<PageDriver> => {
    const context = await bidi.inWindow(gecko.addTab, url, false, inPrivate);
    const page = await poll('the new tab', 30_000, async () =>
      (await browser.pages()).find((one) => contextOf(one) === context),
    );
    const loaded = '(url) => location.href === url && document.readyState === "complete"';
    if (url !== 'about:blank') await poll(url, 20_000, () => bidi.json(context, loaded, [new URL(url).href]));
    await page.setViewport(viewport);
    return drive(page);
  };

  const open = async (url: string, inPrivate: boolean): Promise<PageDriver> => {
    const page = await adopt('about:blank', inPrivate);
    if (url !== 'about:blank') await page.goto(url);
    return page;
  };

  return {
    name: 'firefox',
    extension: probe,
    before,
    open: (url = 'about:blank') => open(url, false),
    openPrivate: (url = 'about:blank') => open(url, true),
    openExtensionPage: (path) => adopt(probe.url(path), false),
    openDashboard: (hash = '') => adopt(probe.url(`dashboard.html${hash && `#${hash.replace(/^#/, '')}`}`), false),
    openPopup: (page) => openPopup(bidi, probe, page),
    command: (name) => bidi.inWindow(gecko.command, ADDON, name),
    killBackground: async () => {
      const starts = await bidi.inWindow(gecko.backgroundStarts);
      await poll('the event page to end', 20_000, async () => {
        await bidi.inWindow(gecko.terminateBackground, ADDON);
        if ((await bidi.inWindow(gecko.backgroundState, ADDON)) === 'stopped') return true;
        // An event may have started it again before anybody could look.
        return (await bidi.inWindow(gecko.backgroundStarts)) > starts;
      });
    },
    workerStarts: () => bidi.inWindow(gecko.backgroundStarts),
    backgroundRuns: async () => (await bidi.inWindow(gecko.backgroundState, ADDON)) !== 'stopped',
    whenClosed: () => closed,
    close: () => browser.close(),
  };
}
