import type { SessionArea } from './area.ts';
import { type Leads, openLeads } from './leads.ts';
import { openSiteReach, type SiteReach } from './site-reach.ts';
import { openTabStore, type TabStore } from './tabs.ts';

export type { SessionArea } from './area.ts';
export { limitFrames } from './frame-limit.ts';
export type { Lead, Leads } from './leads.ts';
export type { SiteReach, VisitedSite } from './site-reach.ts';
export type { TabStore } from './tabs.ts';
export type { Closed, FrameState, Scoring, TabFrames, TabNews } from './types.ts';

/** All that is kept until the browser closes. */
export interface Session {
  tabs: TabStore;
  reach: SiteReach;
  leads: Leads;
}

/** Opens what is kept in `area`. Nothing of it is held in memory: another worker that opens it knows the same. */
export function openSession(area: SessionArea): Session {
  return { tabs: openTabStore(area), reach: openSiteReach(area), leads: openLeads(area) };
}
