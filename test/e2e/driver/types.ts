import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../../scripts/lib/browsers.ts';
import type { Sites } from './sites.ts';

export type { BrowserName };

/** Type of the `browser` object that functions see when they run inside the extension. */
export type ExtensionApi = import('webextension-polyfill').Browser;

/** Values that travel between the test and a browser: whatever JSON can hold, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: functions without a result are evaluated too.
export type Json = void | undefined | null | boolean | number | string | object;

export interface LaunchOptions {
  /** Served sites; everything that the browser asks of the network goes through them. */
  sites?: Sites;
  /** Unpacked extension; default: the built package of this browser. `null` launches without an extension. */
  extensionDir?: string | null;
  /** Files put into the package instead of its own, by their path in it. */
  packageFiles?: Record<string, string>;
  /** Addresses of tabs that are open before the extension is installed; with `home`, that the browser starts with. */
  openBefore?: string[];
  /**
   * A folder that outlives the browser. The next launch with it starts the same browser again, with the extension that was
   * in it. Chromium only. The extension is there as if installed on an earlier day.
   */
  home?: string;
  /** Lets the extension run in private windows. */
  privateWindows?: boolean;
  /** Leaves the page open that the extension opens at its installation. */
  welcome?: boolean;
  /** Shows a window. Default: headless. */
  visible?: boolean;
  extraArgs?: string[];
  /** Firefox only. */
  extraPrefs?: Record<string, string | number | boolean>;
  /** Language of the user, as `navigator.language` gives it. Default `en-US`. */
  language?: string;
  /** Lets the browser keep pages that were left for the way back, which it does for users but not for tests. */
  keepsPages?: boolean;
  /** Size of a page in CSS pixels. Default 1280 × 800. */
  viewport?: { width: number; height: number };
}

/** What is drawn in one closed shadow root, read as a person or a screen reader would. */
export interface ClosedUi {
  /** The visible text. */
  text(): Promise<string>;
  /** ARIA roles in document order, implicit ones of dialogs, headings, buttons and links included. */
  roles(): Promise<string[]>;
  /** Names of the controls that can be used now, in document order. */
  controls(): Promise<string[]>;
  /** Moves the mouse to a control and clicks it. The name is exact, or a pattern. Throws if there is none. */
  click(name: string | RegExp): Promise<void>;
  /** Runs `fn(root, ...args)` in the page, where `root` is the closed ShadowRoot. */
  evaluate<A extends Json[], R extends Json>(fn: (root: ShadowRoot, ...args: A) => R, ...args: A): Promise<Awaited<R>>;
}

/** One tab, or one page of the extension. */
export interface PageDriver {
  /** Id by which the extension knows the tab. */
  readonly tabId: number;
  /** puppeteer's page, for what this interface does not say. */
  readonly raw: Page;
  /** Uncaught errors and `console.error` calls of the document since it was opened. */
  readonly errors: string[];
  url(): string;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page's own world. */
  evaluate<A extends Json[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Waits until a function, run in the page's world, gives something truthy that JSON can hold; gives that. Rejects after `timeout` ms. */
  waitFor<A extends Json[], R extends Json>(fn: (...args: A) => R, timeout?: number, ...args: A): Promise<Awaited<R>>;
  /** Moves the mouse to the middle of the element and clicks, whatever lies on top of it. */
  click(selector: string): Promise<void>;
  clickAt(x: number, y: number): Promise<void>;
  /** Focuses the element by a click and types. */
  type(selector: string, text: string): Promise<void>;
  /** A key by its `KeyboardEvent.key` name, such as `Escape` or `Tab`. */
  press(key: string): Promise<void>;
  /** Gives files to a file input. */
  setFiles(selector: string, ...paths: string[]): Promise<void>;
  setViewport(width: number, height: number): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** All closed shadow roots whose host is a child of the document's root element, where the extension puts its own. */
  closedUis(): Promise<ClosedUi[]>;
  /** The extension's own UI in this page, or null while there is none. */
  warning(): Promise<ClosedUi | null>;
  /** Waits for the extension's UI. Rejects after `timeout` ms (default 10 000). */
  waitForWarning(timeout?: number): Promise<ClosedUi>;
  close(): Promise<void>;
}

/** The toolbar popup while it is open. */
export interface PopupDriver {
  evaluate<A extends Json[], R extends Json>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  waitFor<A extends Json[], R extends Json>(fn: (...args: A) => R, timeout?: number, ...args: A): Promise<Awaited<R>>;
  text(): Promise<string>;
  controls(): Promise<string[]>;
  /** Clicks a control by its accessible name. In Firefox the event is the script's own (`isTrusted` is false). */
  click(name: string | RegExp): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** The extension seen from the inside. */
export interface ExtensionDriver {
  readonly id: string;
  /** Address of a file of the package. */
  url(path: string): string;
  /**
   * Runs a function with the extension's rights, in a blank page of its own that holds no script of the product:
   * `browser.storage`, `indexedDB` and `fetch` are those of the extension. Does not wake the background by itself.
   */
  evaluate<A extends Json[], R extends Json>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Polls `evaluate` until it gives something truthy. */
  waitFor<A extends Json[], R extends Json>(fn: (...args: A) => R, timeout?: number, ...args: A): Promise<Awaited<R>>;
  badgeText(tabId: number): Promise<string>;
  /** Errors that the extension's own scripts left unhandled, wherever they ran, since the launch. */
  errors(): Promise<string[]>;
}

/** One running browser with the extension in it. */
export interface BrowserDriver {
  readonly name: BrowserName;
  readonly extension: ExtensionDriver;
  /** The tabs of `openBefore`. */
  readonly before: readonly PageDriver[];
  /** Opens a tab, in front, and waits for its load event. */
  open(url?: string): Promise<PageDriver>;
  /** Opens a tab of a private window. */
  openPrivate(url?: string): Promise<PageDriver>;
  /** Opens a page of the extension in a tab, such as `dashboard.html#visits`. */
  openExtensionPage(path: string): Promise<PageDriver>;
  /** `dashboard.html` with a hash. */
  openDashboard(hash?: string): Promise<PageDriver>;
  /** Opens the toolbar popup over a page, as a click on the button does. */
  openPopup(page: PageDriver): Promise<PopupDriver>;
  /** Has a command of the manifest happen, as the user's key for it does; the background must run. */
  command(name: string): Promise<void>;
  /** Ends the service worker or event page, as the browser does when it idles. Resolves once it is gone. */
  killBackground(): Promise<void>;
  /** How often the background has started since the launch. */
  workerStarts(): Promise<number>;
  /** Whether the background is running now. */
  backgroundRuns(): Promise<boolean>;
  /** Resolves when the browser is gone, by `close` or by the user's hand. */
  whenClosed(): Promise<void>;
  close(): Promise<void>;
}
