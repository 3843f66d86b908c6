import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { closedUi } from './closed-ui.ts';
import { poll } from './poll.ts';
import type { ClosedUi, Json, PageDriver } from './types.ts';

/** One closed shadow root of a page, as its browser lets a test reach it. */
export interface ClosedRoot {
  run(source: string, args: Json[]): Promise<unknown>;
}

/** The part of a page that each browser does in its own way. */
export interface PageParts {
  tabId: number;
  /** Opens an address and resolves after its load event. */
  goto(url: string): Promise<void>;
  closedRoots(): Promise<ClosedRoot[]>;
}

const NAVIGATION = { waitUntil: 'load', timeout: 20_000 } as const;

/** Opens a web page in a tab and waits for its load event. Downloads and aborted loads are no error. */
export async function gotoWebPage(page: Page, url: string): Promise<void> {
  await page.goto(url, NAVIGATION);
}

/** Builds the driver of one tab out of puppeteer's page and the browser's own parts. */
export function pageDriver(page: Page, parts: PageParts): PageDriver {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });

  const clickAt = async (x: number, y: number): Promise<void> => {
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
  };
  const closedUis = async (): Promise<ClosedUi[]> =>
    (await parts.closedRoots()).map((root) => closedUi(root.run, clickAt));
  const warning = async (): Promise<ClosedUi | null> => (await closedUis())[0] ?? null;

  const driver: PageDriver = {
    tabId: parts.tabId,
    raw: page,
    errors,
    url: () => page.url(),
    goto: (url) => parts.goto(url),
    reload: async () => {
      await page.reload(NAVIGATION);
    },
    evaluate: async (fn, ...args) => (await page.evaluate(fn as (...all: Json[]) => unknown, ...args)) as never,
    waitFor: async (fn, timeout = 10_000, ...args) =>
      (await poll(`waiting for ${String(fn).slice(0, 160)}`, timeout, () =>
        page.evaluate(fn as (...all: Json[]) => unknown, ...args),
      )) as never,
    click: async (selector) => {
      const element = await page.$(selector);
      if (!element) throw new Error(`No element ${selector} at ${page.url()}`);
      await element.scrollIntoView();
      const box = await element.boundingBox();
      if (!box) throw new Error(`${selector} has no box at ${page.url()}`);
      await clickAt(box.x + box.width / 2, box.y + box.height / 2);
    },
    clickAt,
    type: async (selector, text) => {
      await driver.click(selector);
      await page.keyboard.type(text);
    },
    press: (key) => page.keyboard.press(key as KeyInput),
    setFiles: async (selector, ...paths) => {
      const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
      if (!input) throw new Error(`No element ${selector} at ${page.url()}`);
      await input.uploadFile(...paths);
    },
    setViewport: (width, height) => page.setViewport({ width, height }),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    closedUis,
    warning,
    waitForWarning: async (timeout = 10_000) =>
      (await poll(`a warning at ${page.url()}`, timeout, warning)) as ClosedUi,
    close: () => page.close(),
  };
  return driver;
}
