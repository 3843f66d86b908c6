import { type Evidence, quote } from '../assessment/index.ts';
import type { ConceptMatch } from './lexicon/index.ts';
import type { Zone } from './zones.ts';

/** Longest text that is a label, a heading of a column or an entry of a menu, in characters. */
const LABEL_LIMIT = 60;
/** A control's label stands with its name, so it may be longer. */
const CONTROL_LIMIT = 110;
/** Share of a text that a word must take up to be all that the text says. */
const WHOLE = 0.6;
/** Texts beyond this number change nothing. */
const COUNT_LIMIT = 40;
/** A relative named beside a member is a member of the family. */
const NO_CLIENT = new Set(['kinship', 'reference']);
const ASKED = new Set(['phone', 'identity', 'bank-card', 'income', 'person', 'limit', 'repay', 'payout', 'product']);
/** What names a person in a column: the person, a name, what else tells one from another. */
const NAMES = new Set(['clientele', 'person', 'naming', 'identity', 'phone']);
const COLUMN = /(?:^|[\s>])th(?:$|[#.[:])/;
/** Where the first entry of a list ends, at most, in characters. */
const FIRST_ENTRY = 25;
const COLUMN_LIMIT = 30;
const CHOICE = /(?:^|[\s>])select(?:$|[#.[:])/;
const LABELS = new Set<Zone>(['head', 'act', 'ctl', 'short']);

/**
 * Collects what tells a screen of a lender's staff from a borrower's, whatever its wording: short texts in which people
 * are dealt with in the third person ("edit borrower", "customer phone", a column "Member"), entries of a staff's menu,
 * and the message field of a form for questions.
 */
export class StaffMarks {
  /** Short texts about clients, each once. */
  readonly clients = new Map<string, Evidence>();
  /** Entries of a staff's menu, each once. */
  readonly menu = new Map<string, Evidence>();
  /** A list from which staff chooses the person. */
  choice: Evidence | null = null;
  /** Headings of columns that name people: nobody's own loans need them. */
  readonly columns = new Map<string, Evidence>();
  /** A list to filter by, whose first entry is all there are. */
  filter: Evidence | null = null;
  /** The field for the question. */
  enquiry: Evidence | null = null;

  /** Takes note of one text with its matches. `text` is as it stands on the page, in the zone `zone`. */
  note(zone: Zone, text: string, where: string, matches: readonly ConceptMatch[]): void {
    if (zone === 'ctl') this.noteField(text, where, matches);
    const every = zone === 'option' && matches.find(({ concept, start }) => concept === 'every' && start < FIRST_ENTRY);
    if (every) this.filter ??= { text: quote(text, every.start), where };
    if (text.length > (zone === 'ctl' ? CONTROL_LIMIT : LABEL_LIMIT)) return;
    if (zone === 'side' || LABELS.has(zone)) {
      const entry = text.length <= 40 && matches.find(({ concept }) => concept === 'menu');
      if (entry && this.menu.size < COUNT_LIMIT) this.menu.set(entry.term, { text: quote(text, entry.start), where });
    }
    if (!LABELS.has(zone) || this.clients.size >= COUNT_LIMIT) return;
    if (COLUMN.test(where) && text.length <= COLUMN_LIMIT && this.columns.size < COUNT_LIMIT) {
      const named = matches.find(({ concept }) => NAMES.has(concept));
      if (named) this.columns.set(text.toLowerCase(), { text: quote(text, named.start), where });
    }
    const shown = aboutClient(zone === 'ctl' ? labelOf(text) : text, matches);
    if (shown) this.clients.set(text.toLowerCase(), { text: quote(text, shown.start), where });
  }

  private noteField(text: string, where: string, matches: readonly ConceptMatch[]): void {
    const within = labelOf(text).length;
    const person = matches.find(({ concept, start }) => concept === 'clientele' && start < within);
    if (person && CHOICE.test(where)) this.choice ??= { text: quote(text, person.start), where };
    const field = matches.find(({ concept }) => concept === 'enquiry');
    if (field) this.enquiry ??= { text: quote(text, field.start), where };
  }
}

/** What a control is labelled with; its name where it has no label. Developers call borrowers clients in names. */
export function labelOf(text: string): string {
  return text.split(' | ')[0] ?? '';
}

function aboutClient(label: string, all: readonly ConceptMatch[]): ConceptMatch | undefined {
  const matches = all.filter(({ start }) => start < label.length);
  const office = matches.find(({ concept }) => concept === 'back-office');
  if (office) return office;
  const client = matches.find(({ concept }) => concept === 'clientele');
  if (!client || matches.some(({ concept }) => NO_CLIENT.has(concept))) return undefined;
  if (client.end - client.start >= WHOLE * label.trim().length) return client;
  const apart = ({ start, end }: ConceptMatch) => end <= client.start || start >= client.end;
  const dealt = matches.some((match) => (match.concept === 'handle' || ASKED.has(match.concept)) && apart(match));
  return dealt ? client : undefined;
}
