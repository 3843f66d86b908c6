import type { Namespace, Translator } from '../i18n/index.ts';
import type { InspectorMessage } from '../messages/index.ts';
import type { PlatformLists } from '../platforms/index.ts';
import type { Rights } from '../rights/index.ts';
import type { Session } from '../session/index.ts';

/** A tab as far as it matters here. */
export interface OpenTab {
  url?: string | undefined;
  incognito: boolean;
  active: boolean;
  windowId?: number | undefined;
}

/** What answering takes from outside. */
export interface AskOutside {
  session: Session;
  rights: Rights;
  lists(): Promise<PlatformLists>;
  translator(namespaces: readonly Namespace[]): Promise<Translator>;
  browser: {
    /** A tab, or null where it is gone. */
    tab(id: number): Promise<OpenTab | null>;
    /** Tells the inspector of a tab's top frame something and gives its answer; nothing where nobody takes it. */
    tell(tab: number, message: InspectorMessage): Promise<unknown>;
    /** A picture of what a window shows, as PNG under a `data:` address. Rejects where the browser refuses. */
    capture(window: number | undefined): Promise<string>;
  };
}
