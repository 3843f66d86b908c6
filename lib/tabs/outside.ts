import type { Assessment, Severity } from '../assessment/index.ts';
import type { Namespace, Translator } from '../i18n/index.ts';
import type { FrameQuestion, InspectorMessage } from '../messages/index.ts';
import type { Session } from '../session/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Sources } from '../tab-assessment/index.ts';
import type { OpenTab } from '../user-asks/index.ts';

/** What the browser does for the pages of its tabs. */
export interface TabBrowser {
  /** A tab, or null where it is gone. */
  tab(id: number): Promise<OpenTab | null>;
  /** Numbers of all open tabs. */
  openTabs(): Promise<number[]>;
  /** Puts the inspector into a frame, or into a document that is drawn ahead. Rejects where there is no such thing. */
  inspect(tab: number, where: { frameId: number } | { documentId: string }): Promise<void>;
  /** Puts the inspector into the frames of a tab that have no address of their own. Those that are gone are no error. */
  inspectBlank(tab: number): Promise<void>;
  /**
   * Has calls for contacts of the app around a page held in one frame, whose other half knows the same secrets. `began`
   * is the `performance.timeOrigin` of the document that is meant: in another one nothing is held. Gives whether the
   * frame was still there.
   */
  holdCalls(
    frame: { tabId: number; frameId: number; documentId?: string },
    secrets: string[],
    began: number,
  ): Promise<boolean>;
  /** Tells the inspector of a tab's top frame something and gives its answer; nothing where nobody takes it. */
  tell(tab: number, message: InspectorMessage | FrameQuestion): Promise<unknown>;
  /** A picture of what a window shows, as PNG under a `data:` address. Rejects where the browser refuses. */
  capture(window: number | undefined): Promise<string>;
  /** Shows a severity on the toolbar button of a tab. A tab that is gone by then is no error. */
  showBadge(tab: number, severity: Severity): Promise<void>;
  /** Goes back in a tab, or to an empty page where there is nothing to go back to. */
  leave(tab: number): Promise<void>;
  /** Opens the dashboard; `view` is an address within it, such as that of a letter. */
  openDashboard(view?: string): Promise<void>;
}

/** What the conversation with pages takes from outside. */
export interface Outside {
  browser: TabBrowser;
  session: Session;
  sources: Sources;
  /** The time, in milliseconds since the epoch. */
  now(): number;
  settings(): Promise<Settings>;
  translator(namespaces: readonly Namespace[]): Promise<Translator>;
  /** Trusts a host for some rules, and takes that back. */
  trust(host: string, rules: string[], at: number): Promise<void>;
  untrust(host: string): Promise<void>;
  /** Keeps a visit in the user's list. Does not reject where the browser cannot keep it: the dashboard tells of that. */
  record(assessment: Assessment): Promise<void>;
  /** Has the inspector read the further pages of a host, and a lender's calls for contacts held there from the start. */
  watch(host: string, lender: boolean): Promise<void>;
  /** Called whenever something of a tab was kept. */
  noteKept(): void;
}
