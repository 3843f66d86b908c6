/**
 * What runs with Firefox's own rights. Each function travels to the browser window as source: it may use nothing from
 * around it but its arguments, which are JSON, and must give JSON. Firefox has no types for its insides, so those that
 * are used are named here.
 */

interface Observers {
  addObserver(observer: (subject: { wrappedJSObject?: Background } & Background) => void, topic: string): void;
}

interface Background {
  addonId: string;
  isRunning: boolean;
}

interface XulBrowser extends Element {
  currentURI: { spec: string };
  webProgress: { isLoadingDocument: boolean };
  browsingContext: {
    currentWindowGlobal: { drawSnapshot(rect: null, scale: number, color: string): Promise<ImageBitmap> };
  };
}

interface Tab {
  linkedBrowser: XulBrowser;
}

interface BrowserWindow extends Window {
  gBrowser: { addTab(url: string, options: object): Tab; selectedTab: Tab; tabs: Tab[]; removeTab(tab: Tab): void };
  OpenBrowserWindow(options: object): BrowserWindow;
  ringfenceStarts: number;
  ringfencePrivate: BrowserWindow | undefined;
  gBrowserInit: { delayedStartupFinished: boolean };
}

interface GeckoExtension {
  id: string;
  backgroundState: string;
  terminateBackground(options: object): Promise<void>;
  shortcuts: { onCommand(name: string): void };
}

declare const window: BrowserWindow;
declare const ChromeUtils: { importESModule<T>(url: string): T };
declare const WebExtensionPolicy: { getByID(id: string): { extension: GeckoExtension } | null };
declare const Services: {
  obs: Observers;
  scriptSecurityManager: { getSystemPrincipal(): object };
  console: { getMessageArray(): { message: string }[] };
};

interface ExtensionParent {
  ExtensionParent: {
    apiManager: {
      global: {
        tabTracker: { getId(tab: Tab): number };
        browserActionFor(extension: GeckoExtension): { openPopup(window: BrowserWindow): Promise<void> };
      };
    };
  };
}

interface Navigables {
  NavigableManager: { getIdForBrowser(browser: XulBrowser): string };
}

/** Starts counting background starts, then installs the unpacked extension. */
export async function install(path: string, id: string, privateWindows: boolean): Promise<void> {
  window.ringfenceStarts = 0;
  Services.obs.addObserver((subject) => {
    const { isRunning } = subject.wrappedJSObject ?? subject;
    if (isRunning) window.ringfenceStarts += 1;
  }, 'extension:background-script-status');
  if (privateWindows) {
    // Before the installation, since granting it later would start the background twice.
    const { ExtensionPermissions } = ChromeUtils.importESModule<{
      ExtensionPermissions: { add(id: string, permissions: object): Promise<void> };
    }>('resource://gre/modules/ExtensionPermissions.sys.mjs');
    await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
  }
  const { Addon } = ChromeUtils.importESModule<{
    Addon: { installWithPath(path: string, temporary: boolean, privateWindows: boolean): Promise<string> };
  }>('chrome://remote/content/shared/Addon.sys.mjs');
  await Addon.installWithPath(path, true, false);
}

/** Opens a tab and gives the id of its browsing context. The private window is opened on first use. */
export async function addTab(url: string, inBackground: boolean, inPrivate: boolean): Promise<string> {
  const { NavigableManager } = ChromeUtils.importESModule<Navigables>(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  let target = window;
  if (inPrivate) {
    if (!window.ringfencePrivate || window.ringfencePrivate.closed) {
      const opened = window.OpenBrowserWindow({ private: true });
      while (!opened.gBrowserInit?.delayedStartupFinished) await new Promise((resolve) => setTimeout(resolve, 50));
      window.ringfencePrivate = opened;
    }
    target = window.ringfencePrivate;
  }
  const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
  const tab = target.gBrowser.addTab(url, { triggeringPrincipal });
  if (!inBackground) target.gBrowser.selectedTab = tab;
  return NavigableManager.getIdForBrowser(tab.linkedBrowser);
}

/**
 * Closes the tab with an address; false while there is none that has loaded. Firefox reports an error for a page of an
 * extension that goes before it is there.
 */
export function closeTab(url: string): boolean {
  const tab = window.gBrowser.tabs.find((one) => one.linkedBrowser.currentURI.spec.startsWith(url));
  if (!tab || tab.linkedBrowser.webProgress.isLoadingDocument) return false;
  window.gBrowser.removeTab(tab);
  return true;
}

/** The id by which extensions know the tab of a browsing context, or -1. */
export function extensionTabId(context: string): number {
  const { NavigableManager } = ChromeUtils.importESModule<Navigables>(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule<ExtensionParent>(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  );
  const windows = window.ringfencePrivate ? [window, window.ringfencePrivate] : [window];
  for (const one of windows) {
    const tab = one.gBrowser.tabs.find((each) => NavigableManager.getIdForBrowser(each.linkedBrowser) === context);
    if (tab) return ExtensionParent.apiManager.global.tabTracker.getId(tab);
  }
  return -1;
}

/** Opens the popup of the toolbar button over the selected tab. */
export async function openPopup(id: string): Promise<void> {
  const { ExtensionParent } = ChromeUtils.importESModule<ExtensionParent>(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  );
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  if (!extension) throw new Error('The extension is not installed.');
  await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window);
}

/** Picture of the open popup as base64 of a PNG. */
export async function popupPicture(id: string): Promise<string> {
  const { ViewPopup } = ChromeUtils.importESModule<{
    ViewPopup: { for(extension: GeckoExtension, window: Window): { browser: XulBrowser } | null };
  }>('resource:///modules/ExtensionPopups.sys.mjs');
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  const popup = extension && ViewPopup.for(extension, window);
  if (!popup) throw new Error('The popup is not open.');
  const bitmap = await popup.browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}

/** Closes the open popup, if there is one. */
export function closePopup(id: string): void {
  const { ViewPopup } = ChromeUtils.importESModule<{
    ViewPopup: { for(extension: GeckoExtension, window: Window): { closePopup(): void } | null };
  }>('resource:///modules/ExtensionPopups.sys.mjs');
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  if (extension) ViewPopup.for(extension, window)?.closePopup();
}

/** Ends the event page as the idle timer would. */
export async function terminateBackground(id: string): Promise<void> {
  // A listener at work puts the end off, for which a test that pulls the plug does not ask.
  const options = { ignoreDevToolsAttached: true, disableResetIdleForTest: true };
  await WebExtensionPolicy.getByID(id)?.extension.terminateBackground(options);
}

/** State of the event page: `running`, `stopped`, `starting` or `suspending`. */
export function backgroundState(id: string): string {
  return WebExtensionPolicy.getByID(id)?.extension.backgroundState ?? 'stopped';
}

/** How often the event page has started since the installation. */
export function backgroundStarts(): number {
  return window.ringfenceStarts;
}

/** Errors (no warnings) in the browser's console that name a file of the extension. */
export function consoleErrors(origin: string): string[] {
  const lines = Services.console.getMessageArray().map(({ message }) => message);
  return lines.filter((line) => line.includes(origin) && !line.startsWith('[JavaScript Warning'));
}

/** Has a command of the extension happen, as its key does. */
export function command(id: string, name: string): void {
  WebExtensionPolicy.getByID(id)?.extension.shortcuts.onCommand(name);
}
