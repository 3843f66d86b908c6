import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageKind } from '../../../lib/assessment/index.ts';

/** One labelled page. `site` stands for its host; pages of one site are one visit, in the order of the labels. */
export interface LabelledPage {
  id: string;
  site: string;
  lang: string;
  /** The label as it stands, and the kinds that count as right for it. */
  label: string;
  kinds: PageKind[];
  lending: boolean;
  /** True where a second reader called lending what the first did not, or the other way round. */
  either: boolean;
  hard: boolean;
  contacts: boolean;
  /** For a page that asks for contacts: true where it is a lender's form for reference contacts. */
  lendingSetting: boolean;
  html: string;
}

interface Row {
  id: string;
  file: string;
  repo: string;
  lang: string;
  label: string;
  hard: boolean;
  asksAddressBook: boolean;
  addressBookVector?: string | null;
  also?: string;
}

const KINDS: Readonly<Record<string, PageKind>> = {
  'loan-application': 'application',
  'loan-marketing': 'marketing',
  'loan-account': 'account',
  'loan-policy': 'policy',
  'store-listing': 'store-listing',
  negative: 'none',
};

/** Decodes a page as a browser would: by its byte order mark, else by what its beginning declares, else as UTF-8. */
export function decodePage(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const declared = /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w-]{1,30})/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder('utf-8').decode(bytes);
    throw error;
  }
}

/** Reads a folder of pages and its labels file, one JSON object a line. Throws with the line number on a bad line. */
export function readCorpus(pages: string, labels: string): LabelledPage[] {
  const lines = readFileSync(labels, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const row = JSON.parse(line) as Row;
      return [labelled(row, decodePage(readFileSync(join(pages, row.file))))];
    } catch (error) {
      throw new Error(`${labels}:${index + 1}: ${(error as Error).message}`);
    }
  });
}

/** A page with the kinds that its labels allow. A page that asks for contacts may be part of an application or none. */
export function labelled(row: Omit<Row, 'file'>, html: string): LabelledPage {
  const labels = [row.label, ...(row.also ? [row.also] : [])];
  const kinds = labels.flatMap((label): PageKind[] => {
    if (label === 'contacts-request') return ['application', 'none'];
    const kind = KINDS[label];
    if (!kind) throw new Error(`unknown label ${label}`);
    return [kind];
  });
  return {
    id: row.id,
    site: row.repo,
    lang: row.lang,
    label: row.label,
    kinds: [...new Set(kinds)],
    lending: kinds[0] !== 'none' && row.label !== 'contacts-request',
    either: kinds.includes('none') && kinds.some((kind) => kind !== 'none'),
    hard: row.hard,
    contacts: row.asksAddressBook,
    lendingSetting: row.label === 'contacts-request' && row.addressBookVector === 'reference-contacts',
    html,
  };
}
