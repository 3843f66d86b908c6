import type { ContactsRequest } from '../../../lib/assessment/index.ts';
import { findContactsRequests } from '../../../lib/contacts/index.ts';
import { type PageIdentity, whatPageSays } from '../../../lib/identity/index.ts';
import { looksLending } from '../../../lib/page/gate-scan.ts';
import { takeSnapshot } from '../../../lib/page/take.ts';
import { findCurrencies, findPrices, type StatedPrice } from '../../../lib/pricing/index.ts';
import { carryVisit, type PageReading, readPage, type VisitPrior } from '../../../lib/recognise/index.ts';
import type { LabelledPage } from './corpus.ts';
import { parseDocument } from './parsed-document.ts';

/** A labelled page with its reading and with what earlier pages of its site had shown. */
export interface ReadPage {
  page: LabelledPage;
  /** Whether the gate would wake anybody for it. */
  suspect: boolean;
  reading: PageReading;
  contacts: ContactsRequest[];
  prices: StatedPrice[];
  currencies: string[];
  identity: PageIdentity;
  /** As if every earlier page of the site had been read. */
  prior: VisitPrior | null;
}

/** The host that stands for a site. The name carries no meaning, so that it cannot help the recogniser. */
export function hostOf(index: number): string {
  return `site-${index + 1}.test`;
}

/** Reads every page, those of one site one after the other as one visit without pauses. */
export function readVisits(pages: readonly LabelledPage[]): ReadPage[] {
  const sites = [...new Set(pages.map((page) => page.site))];
  const priors = new Map<string, VisitPrior>();
  return pages.map((page, index) => {
    const document = parseDocument(page.html, `https://${hostOf(sites.indexOf(page.site))}/page-${index}`);
    const snapshot = takeSnapshot(document);
    const reading = readPage(snapshot);
    const prior = priors.get(page.site) ?? null;
    priors.set(page.site, carryVisit(prior, reading, 0));
    return {
      page,
      suspect: looksLending(document),
      reading,
      contacts: findContactsRequests(snapshot),
      prices: findPrices(snapshot),
      currencies: findCurrencies(snapshot),
      identity: whatPageSays(snapshot),
      prior,
    };
  });
}
