import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Assessment } from '../../../lib/assessment/index.ts';
import type { Contribution } from '../../../lib/recognise/index.ts';

/** The page of one tab, and how it was scored where that is kept. */
export interface ScoredPage {
  tab: number;
  assessment: Assessment;
  lending: number | null;
  contributions: Contribution[];
}

/** What the background keeps of open pages, and how many messages it dropped. */
export interface Scored {
  pages: ScoredPage[];
  dropped: number;
}

const Scoring = v.object({
  lending: v.number(),
  contributions: v.array(
    v.object({
      to: v.picklist(['lending', 'kind']),
      name: v.string(),
      value: v.number(),
      weight: v.number(),
      evidence: v.nullable(v.object({ text: v.string(), where: v.string() })),
    }),
  ),
});

/** Reads the assessments of open pages and their scores out of the browser's session storage. */
export async function readScored(): Promise<Scored> {
  const all = await browser.storage.session.get(null);
  const pages = Object.entries(all).flatMap(([name, value]) => {
    const tab = /^assessment:(\d+)$/.exec(name)?.[1];
    if (tab === undefined) return [];
    const scoring = v.safeParse(Scoring, all[`debug:${tab}`]);
    return {
      tab: Number(tab),
      assessment: value as Assessment,
      lending: scoring.success ? scoring.output.lending : null,
      contributions: scoring.success ? scoring.output.contributions : [],
    };
  });
  const dropped = all['dropped-messages'];
  return { pages: pages.sort((a, b) => a.tab - b.tab), dropped: typeof dropped === 'number' ? dropped : 0 };
}

/** Calls back whenever what is kept of open pages changes; gives the function that stops it. */
export function observeScored(callback: () => void): () => void {
  const listener = (_changes: object, area: string) => {
    if (area === 'session') callback();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
