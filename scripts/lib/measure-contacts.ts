import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContactsRequest } from '../../lib/assessment/index.ts';
import { findContactsRequests } from '../../lib/contacts/index.ts';
import { takeSnapshot } from '../../lib/page/take.ts';
import { judgeReading, readPage } from '../../lib/recognise/index.ts';
import { decodePage } from './evaluate/corpus.ts';
import { parseDocument } from './evaluate/parsed-document.ts';

/** The fields of a label line that matter for address-book requests. */
interface ContactsLabel {
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
interface ContactsFinding {
  label: ContactsLabel;
  found: ContactsRequest[];
  /** `asks`: must be found. `says`: a policy that takes contacts. `open`: readers differ. `quiet`: must not be found. */
  group: 'asks' | 'says' | 'open' | 'quiet';
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

/**
 * One line of figures: recall of address-book requests and of policies that take contacts, false alarms on quiet pages.
 * With `errors` also every page that went wrong, with what was quoted.
 */
export function describeContacts(findings: readonly ContactsFinding[], errors: boolean): string {
  const seen = (group: ContactsFinding['group']) => {
    const these = findings.filter((finding) => finding.group === group);
    return `${these.filter(({ found }) => found.length > 0).length} of ${these.length}`;
  };
  const lines = [
    `address-book requests found ${seen('asks')}, policies that take contacts ${seen('says')}, false alarms ${seen('quiet')}`,
  ];
  for (const { label, found, group } of errors ? findings : []) {
    if (group === 'open' || found.length > 0 === (group !== 'quiet')) continue;
    lines.push(`  ${group === 'quiet' ? 'false alarm' : 'missed'} ${label.file}`);
    for (const { vector, evidence } of found) lines.push(`    ${vector}: ${evidence.text}`);
  }
  return lines.join('\n');
}
