import { type Evidence, quote } from '../assessment/index.ts';
import type { Snapshot } from '../page/index.ts';
import { type PersonDetail, type PersonField, readPersonField } from './person-fields.ts';
import { settingOf } from './setting.ts';
import { findWords, has, matchesOf } from './words.ts';

/** One other person whom a form asks for. */
export interface PersonSlot {
  /** Index into `Snapshot.forms`, or -1. */
  form: number;
  /** What the page calls this person: the label that says so, at most 60 characters. */
  who: string;
  /** The relative or friend named ('父亲'), or ''. */
  kin: string;
  guarantor: boolean;
  asks: PersonDetail[];
  /** Selectors of the controls, in order. */
  fields: { detail: PersonDetail; where: string }[];
  evidence: Evidence;
}

const MOST = 12;
const TYPED = new Set(['text', 'number', 'tel', 'textarea']);
/** Controls between a relation and the name or number that belongs to it. */
const NEIGHBOURS = 4;

function fieldsByForm(snapshot: Snapshot): PersonField[][] {
  const forms = new Map<number, PersonField[]>();
  for (const [at, control] of snapshot.controls.entries()) {
    const field = readPersonField(control, at);
    if (field === null) continue;
    const list = forms.get(control.form);
    if (list) list.push(field);
    else forms.set(control.form, [field]);
  }
  return [...forms.values()];
}

/** The unclaimed name and number on one side of a relation, up to the next relation; empty without a number. */
function beside(fields: PersonField[], index: number, step: 1 | -1): { fields: PersonField[]; phone: boolean } {
  const found = new Set<PersonDetail>();
  const taken: PersonField[] = [];
  for (let distance = 1; distance <= NEIGHBOURS; distance++) {
    const near = fields[index + step * distance];
    if (near === undefined || near.detail === 'relation' || found.has(near.detail)) break;
    if (near.detail !== 'name' && near.detail !== 'phone') continue;
    found.add(near.detail);
    if (!near.other) taken.push(near);
  }
  return { fields: taken, phone: found.has('phone') };
}

/** Name and number beside a relation belong to that person though they do not say so. */
function adoptNeighbours(fields: PersonField[]): Set<PersonField> {
  const relations = [...fields.keys()].filter((index) => fields[index]!.detail === 'relation');
  const last = relations.at(-1);
  // A form keeps one order throughout; after the last relation nothing else can mislead.
  const step = last !== undefined && beside(fields, last, 1).phone ? 1 : -1;
  const adopted = new Set<PersonField>();
  for (const index of relations) {
    const near = beside(fields, index, step);
    if (near.phone) for (const field of near.fields) adopted.add(field);
  }
  return adopted;
}

/** The number right behind a name that says whose it is ("Referee name", then "Phone"). */
function adoptNextNumber(fields: PersonField[], adopted: Set<PersonField>): void {
  for (const [index, field] of fields.entries()) {
    const next = fields[index + 1];
    if (field.named && field.detail === 'name' && next && !next.other && next.surePhone) adopted.add(next);
  }
}

/** A "contact person" counts beside relatives or relations, or where the page lends. */
function countLoose(fields: PersonField[], snapshot: Snapshot): void {
  if (!fields.some(({ loose }) => loose)) return;
  if (!fields.some(({ other }) => other) && settingOf(snapshot) !== 'lending') return;
  for (const field of fields) if (field.loose) Object.assign(field, { other: true, named: true });
}

function startsAnother(slot: PersonField[], next: PersonField): boolean {
  const last = slot.at(-1)!;
  if (next.at - last.at > 6) return true;
  if (next.detail !== 'other' && slot.some((field) => field.detail === next.detail)) return true;
  const kin = slot.find((field) => field.kin !== '' && field.detail !== 'relation')?.kin;
  if (kin !== undefined && next.kin !== '' && next.detail !== 'relation' && next.kin !== kin) return true;
  const ordinal = slot.find((field) => field.ordinal !== null)?.ordinal;
  return ordinal !== undefined && next.ordinal !== null && next.ordinal !== ordinal;
}

function slotOf(fields: PersonField[]): PersonSlot | null {
  const details = new Set(fields.map((field) => field.detail));
  const said = fields.some((field) => field.named);
  // A bare "emergency contact" box takes a number, or a name with one.
  const bare =
    fields.length <= 2 &&
    fields.some((field) => field.named && field.detail === 'other' && TYPED.has(field.control.type));
  const reachable =
    details.has('phone') || bare || (said && (details.has('email') || details.has('relation')) && details.size >= 2);
  if (!reachable) return null;
  // "Reference number" alone is a number of the lender's, not of a person.
  if (!bare && !fields.some((field) => field.surePhone) && details.size < 2) return null;
  const speaking = fields.find((field) => field.other && field.control.label !== '') ?? fields[0]!;
  const label = speaking.control.label || speaking.control.key;
  const all = fields.map((field) => field.control.label || field.control.key).join(' | ');
  return {
    form: speaking.control.form,
    who: quote(label).slice(0, 60),
    kin: fields.find((field) => field.kin !== '')?.kin ?? '',
    guarantor: fields.some((field) => field.guarantor),
    asks: [...details],
    fields: fields.map((field) => ({ detail: field.detail, where: field.control.where })),
    evidence: { text: quote(all), where: speaking.control.where },
  };
}

const HEADING = /^(?:h[1-6]|legend|th|dt|strong|b|label)$/;

function namesAnother(text: string): boolean {
  if (text === '' || text.length > 60) return false;
  const words = findWords(text);
  if (has(words, 'negation') || has(words, 'no-need')) return false;
  return matchesOf(words, 'reference', 'not-contacts').length > 0 || has(words, 'guarantor');
}

/** Where a heading says that the fields below are about somebody else ("Emergency contact"): above all, or later on. */
function headedByAnother(snapshot: Snapshot): 'above' | 'later' | null {
  if (namesAnother(snapshot.title)) return 'above';
  const labels = new Set(snapshot.controls.map(({ label }) => label.split(' · ', 1)[0]!));
  let above = true;
  for (const [index, { text, tag, zone }] of snapshot.blocks.entries()) {
    // Elements of one's own making ("uni-text") have no headings; what stands first is one.
    const heads = HEADING.test(tag) || (index < 3 && tag.includes('-'));
    if (zone !== 'nav' && heads && namesAnother(text)) return above ? 'above' : 'later';
    if (labels.has(text)) above = false;
  }
  return null;
}

/** Under such a heading a form's second name and number, or its only ones, are that person's. */
function slotsUnderHeading(snapshot: Snapshot, fields: PersonField[]): PersonField[][] {
  const heading = headedByAnother(snapshot);
  if (heading === null) return [];
  const slots: PersonField[][] = [];
  let open: PersonField[] = [];
  for (const field of fields) {
    if (field.detail !== 'name' && field.detail !== 'phone' && field.detail !== 'email') continue;
    if (open.some((known) => known.detail === field.detail)) {
      slots.push(open);
      open = [];
    }
    open.push(field);
  }
  if (open.length > 0) slots.push(open);
  const whole = slots.filter((slot) => slot.some((f) => f.detail === 'name') && slot.some((f) => f.surePhone));
  if (heading === 'above' && whole.flat().length === fields.length) return whole;
  return whole.length > 1 ? whole.slice(1) : fields.length <= 6 ? whole : [];
}

/**
 * The other people whom the page's forms ask for: one slot per person with at least a telephone number. Known by what
 * labels and field names say (referee, 紧急联系人, father, telefone_parente_1), by a choice of relatives beside a name
 * and a number, and by a heading. Says nothing about why they are asked: an employer's emergency contact is a slot too.
 */
export function findReferenceSlots(snapshot: Snapshot): PersonSlot[] {
  const slots: PersonSlot[] = [];
  for (const fields of fieldsByForm(snapshot)) {
    countLoose(fields, snapshot);
    const adopted = adoptNeighbours(fields);
    adoptNextNumber(fields, adopted);
    const groups: PersonField[][] = [];
    for (const field of fields) {
      if (!field.other && !adopted.has(field)) continue;
      const group = groups.at(-1);
      if (group === undefined || startsAnother(group, field)) groups.push([field]);
      else group.push(field);
    }
    let found = groups.map(slotOf).filter((slot) => slot !== null);
    if (found.length === 0)
      found = slotsUnderHeading(snapshot, fields)
        .map(slotOf)
        .filter((slot) => slot !== null);
    slots.push(...found);
  }
  return slots.slice(0, MOST);
}
