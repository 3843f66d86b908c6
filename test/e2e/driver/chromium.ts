import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Target } from 'puppeteer-core';
import { findChromium } from '../../../scripts/lib/browsers.ts';
import { profileWith } from './chromium-profile.ts';
import { closedUi } from './closed-ui.ts';
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

/** Features that ask the network on their own, or that turn http into https behind a test's back. */
const OFF = [
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'OptimizationHints', 'MediaRouter', 'Translate'],
  ...['InterestFeedContentSuggestions', 'CertificateTransparencyComponentUpdater', 'AutofillServerCommunication'],
];

/** How an API call ends whose service worker a test has killed meanwhile. */
const CHROMIUM_NOISE = /^Error: No SW$/;

function flags(options: LaunchOptions): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...['--disable-background-networking', '--disable-component-update', '--disable-domain-reliability'],
    ...['--disable-sync', '--no-pings', '--no-first-run', '--no-default-browser-check', '--metrics-recording-only'],
    `--disable-features=${OFF.join(',')}`,
    `--lang=${options.language ?? 'en-US'}`,
    // Room for a popup of full size over the page.
    ...(options.visible ? [] : ['--window-size=1400,1000', '--screen-info={1600x1200}']),
    ...(options.sites
      ? [`--proxy-server=127.0.0.1:${options.sites.port}`, '--proxy-bypass-list=<-loopback>', '--disable-quic']
      : []),
    ...(options.extraArgs ?? []),
  ];
}

interface DomNode {
  backendNodeId: number;
  localName: string;
  /** Names and values in turn. */
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: (DomNode & { shadowRootType: string })[];
}

const below = (node: DomNode): DomNode[] =>
  [...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap((inner) => [inner, ...below(inner)]);

/**
 * Closed roots whose host is a child of the document's root element; where there is none, those of the extension
 * wherever they are: in a dialog of the page's, or where the page cannot reach.
 */
async function closedRoots(session: CDPSession): Promise<ClosedRoot[]> {
  const look = async (depth: number): Promise<DomNode> =>
    ((await session.send('DOM.getDocument', { depth, pierce: true })) as unknown as { root: DomNode }).root;
  const rootsOf = (hosts: DomNode[]) =>
    hosts.flatMap((host) => (host.shadowRoots ?? []).filter((shadow) => shadow.shadowRootType === 'closed'));
  const children = ((await look(2)).children ?? []).flatMap((node) => node.children ?? []);
  let roots = rootsOf(children.filter(({ localName, attributes }) => localName === 'div' && attributes !== undefined));
  if (roots.length === 0)
    roots = rootsOf(below(await look(-1)).filter((node) => node.attributes?.includes('data-theme')));
  return roots.map(({ backendNodeId }) => ({
    run: async (source, args) => {
      const { object } = await session.send('DOM.resolveNode', { backendNodeId });
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId!,
        functionDeclaration: `function (...args) { return (${source})(this, ...args); }`,
        arguments: args.map((value) => ({ value })),
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as unknown;
    },
  }));
}

const isWorkerOf = (target: Target, id: string): boolean =>
  target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`);

/** Counts the starts of the extension's service worker and collects what goes wrong in it. */
class Background {
  starts = 0;
  readonly errors: string[] = [];
  #browser: Browser;
  #id = '';

  constructor(browser: Browser) {
    this.#browser = browser;
    browser.on('targetcreated', (target) => void this.#seen(target));
  }

  async #seen(target: Target): Promise<void> {
    if (target.type() !== 'service_worker' || !target.url().startsWith('chrome-extension://')) return;
    this.starts += 1;
    // The worker may be gone before it answers; that is no error of the extension's.
    const worker = await target.worker().catch(() => null);
    worker?.client.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) =>
      this.errors.push(exception?.description ?? text),
    );
  }

  belongsTo(id: string): void {
    this.#id = id;
  }

  target(): Target | undefined {
    return this.#browser.targets().find((target) => isWorkerOf(target, this.#id));
  }

  async kill(): Promise<void> {
    const target = this.target();
    if (!target) return;
    await (await target.worker())?.close();
    await poll('the service worker to end', 5_000, () => !this.#browser.targets().includes(target));
  }
}

/** The blank page of the extension in which tests read its storage. */
class Probe implements ExtensionDriver {
  readonly id: string;
  readonly pageErrors: string[] = [];
  #browser: Browser;
  #background: Background;
  #page: Page | null = null;

  constructor(browser: Browser, background: Background, id: string) {
    this.#browser = browser;
    this.#background = background;
    this.id = id;
  }

  url(path: string): string {
    return `chrome-extension://${this.id}/${path}`;
  }

  async open(): Promise<Page> {
    if (this.#page && !this.#page.isClosed()) return this.#page;
    this.#page = await this.#browser.newPage({ background: true });
    await this.#page.goto(this.url('manifest.json'));
    return this.#page;
  }

  async evaluate<A extends Json[], R extends Json>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const page = await this.open();
    return (await page.evaluate(
      `(async () => { globalThis.browser ??= chrome; return (${String(fn)})(...${JSON.stringify(args)}); })()`,
    )) as Awaited<R>;
  }

  waitFor<A extends Json[], R extends Json>(fn: (...args: A) => R, timeout = 10_000, ...args: A): Promise<Awaited<R>> {
    return poll(`waiting in the extension for ${String(fn).slice(0, 160)}`, timeout, () => this.evaluate(fn, ...args));
  }

  badgeText(tabId: number): Promise<string> {
    return this.evaluate((id) => browser.action.getBadgeText({ tabId: id }), tabId);
  }

  tabIds(): Promise<number[]> {
    return this.evaluate(async () => (await browser.tabs.query({})).map((tab) => tab.id ?? -1));
  }

  tabAt(address: string): Promise<number> {
    return this.evaluate(async (url) => (await browser.tabs.query({ url }))[0]?.id ?? -1, address);
  }

  openPrivateWindow(): Promise<number> {
    return this.evaluate(async () => (await browser.windows.create({ incognito: true }))?.tabs?.[0]?.id ?? -1);
  }

  async errors(): Promise<string[]> {
    return [...this.#background.errors, ...this.pageErrors].filter((error) => !CHROMIUM_NOISE.test(error));
  }
}

async function openPopup(browser: Browser, probe: Probe, page: PageDriver): Promise<PopupDriver> {
  const extension = (await browser.extensions()).get(probe.id);
  if (!extension) throw new Error('The extension is not installed.');
  await page.raw.bringToFront();
  const isPopup = (target: Target): boolean => target.url().startsWith(probe.url('popup.html'));
  const before = new Set(browser.targets().filter(isPopup));
  await extension.triggerAction(page.raw);
  const target = await browser.waitForTarget((one) => isPopup(one) && !before.has(one), { timeout: 10_000 });
  const popup = await target.asPage();
  const ui = closedUi(
    (source, args) => popup.evaluate(`(${source})(document, ...${JSON.stringify(args)})`),
    (x, y) => popup.mouse.click(x, y),
  );
  return {
    evaluate: async (fn, ...args) => (await popup.evaluate(fn as (...all: Json[]) => unknown, ...args)) as never,
    waitFor: async (fn, timeout = 10_000, ...args) =>
      (await poll(`waiting in the popup for ${String(fn).slice(0, 160)}`, timeout, () =>
        popup.evaluate(fn as (...all: Json[]) => unknown, ...args),
      )) as never,
    text: ui.text,
    controls: ui.controls,
    click: ui.click,
    screenshot: async (path) => {
      // The window grows to fit its content, as far as the screen has room.
      let size = '';
      await poll('the popup to have its size', 5_000, async () => {
        const before = size;
        size = await popup.evaluate(async () => {
          await new Promise((resolve) => setTimeout(resolve, 150));
          return `${innerWidth} × ${innerHeight}`;
        });
        return size === before;
      });
      await popup.screenshot({ path: path as `${string}.png` });
    },
    close: () => popup.close(),
  };
}

/** The extension opens a page when it is installed, at a moment of its own, which would disturb the tabs of a test. */
async function closeWelcome(browser: Browser, probe: Probe): Promise<void> {
  const isWelcome = (target: Target): boolean => target.url().startsWith(probe.url('welcome.html'));
  const target = await browser.waitForTarget(isWelcome, { timeout: 10_000 });
  await (await target.page())?.close();
}

/** Starts Chromium (or Chrome, Edge, Brave) with the unpacked extension of `dir`, or without one. */
export async function launchChromium(dir: string | null, options: LaunchOptions): Promise<BrowserDriver> {
  const { home, openBefore = [] } = options;
  const profile = home === undefined ? null : join(home, 'profile');
  const kept = profile && dir ? await profileWith(dir, profile) : null;
  const browser = await puppeteer.launch({
    ...(profile ? { userDataDir: profile } : {}),
    executablePath: findChromium(),
    headless: !options.visible,
    pipe: true,
    enableExtensions: true,
    acceptInsecureCerts: true,
    defaultViewport: options.viewport ?? { width: 1280, height: 800 },
    args: [...flags(options), ...(kept ? openBefore : [])],
    ignoreDefaultArgs: options.keepsPages ? ['--disable-back-forward-cache'] : [],
    env: { ...process.env, LANGUAGE: (options.language ?? 'en-US').replace('-', '_') },
  });
  const closed = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  const background = new Background(browser);
  const pages: Page[] = [];
  for (const url of openBefore) {
    const page = kept
      ? await (await browser.waitForTarget((target) => target.url() === url, { timeout: 10_000 })).page()
      : await browser.newPage();
    if (!page) throw new Error(`${url} is no page.`);
    if (!kept) await gotoWebPage(page, url);
    pages.push(page);
  }
  const install = async (): Promise<string> =>
    dir ? browser.installExtension(dir, { enabledInIncognito: options.privateWindows ?? false }) : 'no-extension';
  const id = kept ?? (await install());
  background.belongsTo(id);
  const probe = new Probe(browser, background, id);
  if (dir) {
    await poll('the first start of the background', 10_000, () => background.target());
    await probe.open();
    if (!kept && !options.welcome && existsSync(join(dir, 'welcome.html'))) await closeWelcome(browser, probe);
  }

  const drive = async (page: Page, tabId: number, address: string): Promise<PageDriver> => {
    // Not before it is needed: Chrome draws no page ahead in a tab with such a session.
    let session: Promise<CDPSession> | null = null;
    const driver = pageDriver(page, {
      tabId,
      goto: (url) => gotoWebPage(page, url),
      closedRoots: async () => {
        session ??= page.createCDPSession();
        return closedRoots(await session);
      },
    });
    page.on('pageerror', (error) => {
      const trace = error instanceof Error ? (error.stack ?? '') : String(error);
      if (trace.includes(`chrome-extension://${id}/`)) probe.pageErrors.push(trace);
    });
    if (address !== 'about:blank') await driver.goto(address);
    return driver;
  };

  const tabIds = async (): Promise<number[]> => (dir ? probe.tabIds() : []);
  const before = await Promise.all(
    pages.map(async (page, at) => drive(page, await probe.tabAt(openBefore[at] as string), 'about:blank')),
  );
  const open = async (address: string): Promise<PageDriver> => {
    const before = new Set(await tabIds());
    const page = await browser.newPage();
    const tabId = dir
      ? await poll('the tab to be known', 5_000, async () => (await tabIds()).find((one) => !before.has(one)))
      : -1;
    return drive(page, tabId as number, address);
  };

  /** A context made by the protocol is no full private window: the extension's API does not find its tabs by id. */
  const openPrivate = async (address: string): Promise<PageDriver> => {
    const before = new Set(browser.targets());
    const tabId = await probe.openPrivateWindow();
    const target = await browser.waitForTarget((one) => one.type() === 'page' && !before.has(one), { timeout: 10_000 });
    const page = await target.page();
    if (!page) throw new Error('The private window has no page.');
    return drive(page, tabId, address);
  };

  return {
    name: 'chromium',
    extension: probe,
    before,
    open: (url = 'about:blank') => open(url),
    openPrivate: (url = 'about:blank') => openPrivate(url),
    openExtensionPage: (path) => open(probe.url(path)),
    openDashboard: (hash = '') => open(probe.url(`dashboard.html${hash && `#${hash.replace(/^#/, '')}`}`)),
    openPopup: (page) => openPopup(browser, probe, page),
    command: async (name) => {
      const worker = await background.target()?.worker();
      if (!worker) throw new Error('The background does not run.');
      // No key that a test can press reaches the browser's own window.
      await worker.evaluate((one) => {
        const { commands } = (
          globalThis as unknown as { chrome: { commands: { onCommand: { dispatch(of: string): void } } } }
        ).chrome;
        commands.onCommand.dispatch(one);
      }, name);
    },
    killBackground: () => background.kill(),
    workerStarts: async () => background.starts,
    backgroundRuns: async () => background.target() !== undefined,
    whenClosed: () => closed,
    close: () => browser.close(),
  };
}
