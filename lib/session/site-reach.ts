import * as v from 'valibot';
import { type VisitReach, VisitReachSchema } from '../contacts/index.ts';
import { isSharedHost } from '../platforms/index.ts';
import { type SessionArea, world, writeWithRoom } from './area.ts';

/** A site within a visit. Private windows have visits of their own. */
export interface VisitedSite {
  origin: string;
  incognito: boolean;
}

const keyOf = ({ origin, incognito }: VisitedSite) => `reach:${world(incognito)}:${origin}`;

/** What this visit learned of sites from their policies and their apps. */
export interface SiteReach {
  /** What is known of a site, or null where nothing is or the record is damaged. */
  read(site: VisitedSite): Promise<VisitReach | null>;
  /** Changes what is known of a site. Nothing is kept of hosts under which many strangers publish. */
  change(site: VisitedSite, change: (before: VisitReach | null) => VisitReach): Promise<void>;
}

/** Opens what is known of sites in `area`. */
export function openSiteReach(area: SessionArea): SiteReach {
  const read = async (site: VisitedSite) => {
    const key = keyOf(site);
    const result = v.safeParse(VisitReachSchema, (await area.get(key))[key]);
    return result.success ? result.output : null;
  };
  return {
    read,
    change: async (site, change) => {
      if (isSharedHost(new URL(site.origin).hostname)) return;
      const before = await read(site);
      const after = change(before);
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      await writeWithRoom(area, { [keyOf(site)]: after });
    },
  };
}
