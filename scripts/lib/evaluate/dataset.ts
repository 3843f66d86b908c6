import { takeSnapshot } from '../../../lib/page/take.ts';
import { carryVisit, type PageReading, readPage, type VisitPrior } from '../../../lib/recognise/index.ts';
import type { LabelledPage } from './corpus.ts';
import { parseDocument } from './parsed-document.ts';

/** A labelled page with its reading and with what earlier pages of its site had shown. */
export interface ReadPage {
  page: LabelledPage;
  reading: PageReading;
  prior: VisitPrior | null;
}

/** The host that stands for a site. The name carries no meaning, so that it cannot help the recogniser. */
export function hostOf(index: number): string {
  return `site-${index + 1}.example`;
}

/** Reads every page, those of one site one after the other as one visit without pauses. */
export function readVisits(pages: readonly LabelledPage[]): ReadPage[] {
  const sites = [...new Set(pages.map((page) => page.site))];
  const priors = new Map<string, VisitPrior>();
  return pages.map((page, index) => {
    const url = `https://${hostOf(sites.indexOf(page.site))}/page-${index}`;
    const reading = readPage(takeSnapshot(parseDocument(page.html, url)));
    const prior = priors.get(page.site) ?? null;
    priors.set(page.site, carryVisit(prior, reading, 0));
    return { page, reading, prior };
  });
}
