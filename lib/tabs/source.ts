/** Who sent a message, as the browser says. */
export interface Sender {
  tab?: { id?: number | undefined; url?: string | undefined; incognito: boolean } | undefined;
  frameId?: number | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  documentId?: string | undefined;
}

/** Where a message came from, as the browser says. */
export interface Source {
  tabId: number;
  frameId: number;
  /** Address of the frame, and of the tab's top page. */
  url: string;
  tabUrl: string;
  /** Whose frame it is, where its address does not say so, such as `about:srcdoc`. */
  origin?: string;
  incognito: boolean;
  /** The document that sent it, where the browser tells documents apart. */
  documentId?: string;
}

/** The source of a message, or null where it is no page of the web. */
export function sourceOf({ tab, frameId, url, origin, documentId }: Sender): Source | null {
  if (tab?.id === undefined || frameId === undefined || !url) return null;
  // Chrome gives the address that the document was loaded from; the tab's tells where it has moved to since then.
  const moved = frameId === 0 && tab.url !== undefined && new URL(tab.url).origin === new URL(url).origin;
  const tabUrl = frameId === 0 && !moved ? url : (tab.url ?? url);
  if (!/^https?:/.test(tabUrl)) return null;
  const { id: tabId, incognito } = tab;
  const whose = origin && /^https?:/.test(origin) ? { origin } : {};
  return { tabId, frameId, url, tabUrl, ...whose, incognito, ...(documentId ? { documentId } : {}) };
}
