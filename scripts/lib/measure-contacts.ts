import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactsRequest } from '../../lib/assessment/index.ts';
import { findContactsRequests } from '../../lib/contacts/index.ts';
import { takeSnapshot } from '../../lib/page/take.ts';
import { judgeReading, readPage } from '../../lib/recognise/index.ts';
import { decodePage } from './evaluate/corpus.ts';
import { parseDocument } from './evaluate/parsed-document.ts';

/** The fields of a label line that matter for address-book requests. */
export interface ContactsLabel {
  id: string;
  file: string;
  repo: string;
  label: string;
  also?: string;
  asksAddressBook: boolean;
  addressBookVector: string | null;
  alsoVector?: string | null;
  collectsContactsPolicy: boolean;
}

/** What was found on one page, beside what its label says. */
export interface ContactsFinding {
  label: ContactsLabel;
  found: ContactsRequest[];
  /** `asks`: must be found. `says`: a policy that takes contacts. `open`: readers differ. `quiet`: must not be found. */
  group: 'asks' | 'says' | 'open' | 'quiet';
}

/** Counts over all pages: recall of requests and of policies, false alarms on quiet pages. */
export interface ContactsFigures {
  asks: number;
  asksFound: number;
  says: number;
  saysFound: number;
  quiet: number;
  quietFound: number;
}

function groupOf(label: ContactsLabel): ContactsFinding['group'] {
  if (label.asksAddressBook && label.alsoVector !== null) return 'asks';
  if (label.collectsContactsPolicy && label.alsoVector !== null) return 'says';
  if (label.asksAddressBook || label.collectsContactsPolicy || label.addressBookVector !== null) return 'open';
  return label.label === 'contacts-request' || label.also === 'contacts-request' ? 'open' : 'quiet';
}

/**
 * Reads every labelled page and looks for address-book requests on it. Pages of one repository are one visit: a later
 * page is read knowing whether an earlier one was a lender's.
 */
export function measureContacts(pages: string, labels: string): ContactsFinding[] {
  const lending = new Map<string, boolean>();
  return readFileSync(labels, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const label = JSON.parse(line) as ContactsLabel;
      const html = decodePage(readFileSync(join(pages, label.file)));
      const snapshot = takeSnapshot(parseDocument(html, 'https://site.example/page'));
      const found = findContactsRequests(snapshot, { lending: lending.get(label.repo) ?? false });
      if (judgeReading(readPage(snapshot), null, 0).kind !== 'none') lending.set(label.repo, true);
      return { label, found, group: groupOf(label) };
    });
}

/** Adds the findings up. */
export function addUp(findings: readonly ContactsFinding[]): ContactsFigures {
  const count = (group: ContactsFinding['group'], found: boolean) =>
    findings.filter((finding) => finding.group === group && (!found || finding.found.length > 0)).length;
  return {
    asks: count('asks', false),
    asksFound: count('asks', true),
    says: count('says', false),
    saysFound: count('says', true),
    quiet: count('quiet', false),
    quietFound: count('quiet', true),
  };
}

if (import.meta.main) {
  const [pages, labels] = process.argv.slice(2);
  if (!pages || !labels) throw new Error('usage: node scripts/lib/measure-contacts.ts PAGES LABELS');
  const findings = measureContacts(pages, labels);
  for (const { label, found, group } of findings) {
    const wrong = group === 'quiet' ? found.length > 0 : group !== 'open' && found.length === 0;
    const shown = found.map(({ vector, evidence }) => `${vector}: ${evidence.text}`).join('\n      ');
    if (wrong)
      console.log(`${group === 'quiet' ? 'false alarm' : 'missed'} ${label.file}${shown ? `\n      ${shown}` : ''}`);
  }
  const { asks, asksFound, says, saysFound, quiet, quietFound } = addUp(findings);
  console.log(
    `requests found ${asksFound} of ${asks}; policies ${saysFound} of ${says}; false alarms ${quietFound} of ${quiet}`,
  );
}
