import * as v from 'valibot';
import type { Assessment } from '../assessment/index.ts';
import { type VisitPrior, VisitPriorSchema } from '../recognise/index.ts';
import { type SessionArea, world, writeWithRoom } from './area.ts';
import { tabLeadKey } from './leads.ts';
import type { Closed, TabFrames, TabNews } from './types.ts';

const key = {
  assessment: (tab: number) => `assessment:${tab}`,
  frames: (tab: number) => `frames:${tab}`,
  closed: (tab: number) => `closed:${tab}`,
  scoring: (tab: number) => `debug:${tab}`,
  // Private windows have visits of their own, so that nothing passes between them and the others.
  visit: (origin: string, incognito: boolean) => `visit:${world(incognito)}:${origin}`,
};

const DROPPED = 'dropped-messages';

/** What is kept of the page that each tab shows, and of the visits to the origins of these pages. */
export interface TabStore {
  /** The current assessment of a tab, or null. */
  readAssessment(tab: number): Promise<Assessment | null>;
  /** The frames of a tab, or null. */
  readFrames(tab: number): Promise<TabFrames | null>;
  /** The warning that was closed in a tab, or null. */
  readClosed(tab: number): Promise<Closed | null>;
  /** What earlier pages of an origin showed, or null where there were none or the record is damaged. */
  readVisit(origin: string, incognito: boolean): Promise<VisitPrior | null>;
  /** Writes all that one reading changed at once, so that a killed worker leaves either the old state or the new. */
  write(tab: number, news: TabNews): Promise<void>;
  /** Remembers that the user closed the warning of a tab. */
  writeClosed(tab: number, closed: Closed): Promise<void>;
  /** Forgets the page of a tab; with `whole`, also what the user closed in it. */
  clear(tab: number, whole: boolean): Promise<void>;
  /** Numbers of all tabs of which something is kept. */
  kept(): Promise<number[]>;
  /** Forgets how pages were scored, when the user turns the debug panel off. */
  forgetScoring(): Promise<void>;
  /** Counts a message that fits no schema, for the debug panel. Of two counts at once one would be lost. */
  countDropped(): Promise<void>;
}

/** Opens what is kept of tabs in `area`. */
export function openTabStore(area: SessionArea): TabStore {
  const get = async <T>(name: string): Promise<T | null> => ((await area.get(name))[name] as T | undefined) ?? null;
  return {
    readAssessment: (tab) => get(key.assessment(tab)),
    readFrames: (tab) => get(key.frames(tab)),
    readClosed: (tab) => get(key.closed(tab)),
    readVisit: async (origin, incognito) => {
      const result = v.safeParse(VisitPriorSchema, await get(key.visit(origin, incognito)));
      return result.success ? result.output : null;
    },
    write: (tab, { assessment, frames, visit, origin, incognito, scoring }) =>
      writeWithRoom(area, {
        [key.assessment(tab)]: assessment,
        [key.frames(tab)]: frames,
        [key.visit(origin, incognito)]: visit,
        ...(scoring ? { [key.scoring(tab)]: scoring } : {}),
      }),
    writeClosed: (tab, closed) => writeWithRoom(area, { [key.closed(tab)]: closed }),
    clear: (tab, whole) =>
      area.remove([
        key.assessment(tab),
        key.frames(tab),
        key.scoring(tab),
        ...(whole ? [key.closed(tab), tabLeadKey(tab)] : []),
      ]),
    kept: async () => {
      const all = Object.keys(await area.get(null));
      const numbers = all.flatMap((name) => /^(?:assessment|frames|closed|led-tab):(\d+)$/.exec(name)?.[1] ?? []);
      return [...new Set(numbers)].map(Number);
    },
    forgetScoring: async () =>
      area.remove(Object.keys(await area.get(null)).filter((name) => /^debug:\d+$/.test(name))),
    countDropped: async () => writeWithRoom(area, { [DROPPED]: ((await get<number>(DROPPED)) ?? 0) + 1 }),
  };
}
