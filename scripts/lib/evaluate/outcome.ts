import type { ContactsVector, Evidence, PageKind, Severity } from '../../../lib/assessment/index.ts';
import type { Contribution } from '../../../lib/recognise/index.ts';
import type { LabelledPage } from './corpus.ts';

/** What was made of one labelled page, by the pure functions or by the extension in a browser. */
export interface Outcome {
  page: LabelledPage;
  kind: PageKind;
  score: number;
  lending: number | null;
  severity: Severity;
  contacts: { vector: ContactsVector; evidence: Evidence }[];
  contributions: Contribution[];
  rules: string[];
  /** When the extension judged it, in milliseconds since the epoch; absent where it had no reason to. */
  at?: number;
}

/** Whether the outcome is right by the label: its kind, or for a request for contacts that it was seen. */
export function isRight({ page, kind, contacts }: Outcome): boolean {
  if (page.label === 'contacts-request') return contacts.length > 0;
  return page.kinds.includes(kind);
}

/** Whether the user would be stopped by a card or a sheet. */
export function disturbs({ severity }: Outcome): boolean {
  return severity === 'caution' || severity === 'danger';
}

/** A quiet page: one that is nobody's business to warn about. */
export function isQuiet({ label }: LabelledPage): boolean {
  return label === 'negative';
}
