import type { Lookalikes, PlatformLists } from '../platforms/index.ts';
import type { Rights } from '../rights/index.ts';
import type { Session } from '../session/index.ts';

/** What a tab is judged by beside what its frames told. All of it is read, nothing written. */
export interface Sources {
  rights: Rights;
  /** The lists that are on, and the brands whose imitation is looked for. */
  lists(): Promise<PlatformLists>;
  lookalikes(): Promise<Lookalikes>;
  /** Where the user lives, or null while that is not known. */
  home(): Promise<string | null>;
  /** Rules that the user has trusted for a host. */
  trusted(host: string): Promise<ReadonlySet<string>>;
  /** What the visit has learned so far. */
  session: Pick<Session, 'reach' | 'leads'>;
  /** The tab from which a tab was opened, or undefined. */
  openerOf(tab: number): Promise<number | undefined>;
}
