import { formatMoney, type Money } from '../plan/index.ts';
import type { DefaultSource, LetterField, LetterTemplate, TemplateBlock } from './letter-template.ts';
import { citationIn, type Right, withAside } from './pack.ts';

/** One dated payment of the hardship letter; `balance` is what is left after it, null where it is not known. */
export interface LetterPayment {
  /** YYYY-MM-DD */
  date: string;
  amount: Money;
  balance: Money | null;
}

/** What a field holds: text as typed (dates YYYY-MM-DD, choices by option id), an amount, or payments. */
export type LetterValue = string | Money | readonly LetterPayment[];
export type LetterValues = Readonly<Record<string, LetterValue | undefined>>;

/** A part of the letter, ready to be shown as text. */
export type LetterBlock =
  | { type: 'paragraph'; text: string }
  | { type: 'list'; text: string; items: string[] }
  | { type: 'table'; text: string; head: string[]; rows: string[][] };

/** One citation at the end of a letter; `citation` says what a rule is worth that is no law. */
export interface LetterCitation {
  rightId: string;
  citation: string;
}

const LAWS: ReadonlySet<Right['force']> = new Set(['law', 'regulation', 'judicial-interpretation']);

function citationOf(right: Right, { language, force }: LetterTemplate): string {
  const citation = citationIn(right, language);
  return LAWS.has(right.force) ? citation : withAside(citation, force[right.force], language);
}

/** A letter as plain text in parts. Nothing in it is markup; show it as text nodes. */
export interface Letter {
  subject: string;
  blocks: LetterBlock[];
  /** The same as lines of plain text, for copying, `.txt` and mail. */
  paragraphs: string[];
  citations: LetterCitation[];
  /** The rules that fit what is filled in, those for the user to check among them, and whether the letter cites each. */
  rules: { right: Right; cited: boolean }[];
  /** Ids of required fields that are empty. */
  missing: string[];
  /** Ids of fields whose text was cut at the field's limit. */
  cut: string[];
}

export interface LetterOptions {
  /** BCP 47 tag for dates and amounts, such as the interface's; the letter's language is used where it differs. */
  locale: string;
  /** IANA name; decides which day it is. */
  timeZone: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** Ids of rules that the user has checked and wants to cite, though they do not stand in the letter by themselves. */
  confirmed?: readonly string[];
  /** Ids of rules that the user does not want to cite. */
  dropped?: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;

// Controls, and marks that turn the direction of text: neither belongs in a letter.
const UNWANTED = /[\p{Cc}\p{Bidi_Control}\ufeff]/gu;

function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNWANTED, (char) => (char === '\n' ? char : ' '))
    .trim();
}

const FROM_RIGHT = /^(ar|fa|he|ur)(-|$)/;

/** Digits that belong together stay in their order in a line from right to left, without marks of direction. */
function unturned(text: string, locale: string): string {
  return FROM_RIGHT.test(locale) ? text.replace(/(?<=\d) (?=\d)/g, '\u00a0') : text;
}

/** The calendar day of a moment in a time zone, YYYY-MM-DD. UTC where the zone is not known. */
function dayIn(timeZone: string, now: number): string {
  const parts = (zone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
  try {
    return parts(timeZone);
  } catch (error) {
    if (error instanceof RangeError) return parts('UTC');
    throw error;
  }
}

function parsedDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  // The engine rolls 31 February over to March; such a day is none.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time;
}

/** The locale in which a letter's dates and amounts are written, for a reader of the `wanted` one (BCP 47). */
export function letterLocale(template: LetterTemplate, wanted: string): string {
  try {
    const locale = new Intl.Locale(wanted);
    if (locale.language === template.language) return wanted;
    // The place writes its numbers and dates alike whatever the reader's own language is.
    return locale.region ? new Intl.Locale(template.language, { region: locale.region }).toString() : template.language;
  } catch (error) {
    if (error instanceof RangeError) return template.language;
    throw error;
  }
}

function dayText(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

function isMoney(value: LetterValue | undefined): value is Money {
  return typeof value === 'object' && !Array.isArray(value) && 'minor' in value;
}

/** An amount as text, or '' for one that is none. */
function moneyText(value: Money, locale: string): string {
  if (!Number.isSafeInteger(value.minor) || !/^[A-Z]{3}$/.test(value.currency)) return '';
  // In Urdu, Intl sets a mark of direction before the sign of a negative amount.
  return cleaned(formatMoney(value, locale));
}

interface Sheet {
  locale: string;
  /** What stands for `{{field}}`; absent where the field is empty. */
  texts: Map<string, string>;
  /** What conditions ask for: option ids, or text that is not empty. */
  facts: Map<string, string>;
  payments: Map<string, readonly LetterPayment[]>;
  cut: string[];
}

// A payment is an offer only with a day, and one that is still to come.
function offered(value: LetterValue | undefined, from: number): LetterPayment[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly LetterPayment[]).filter(
    ({ date }) => (parsedDay(date) ?? Number.NEGATIVE_INFINITY) >= from,
  );
}

function fill(field: LetterField, value: LetterValue | undefined, sheet: Sheet, from: number): void {
  if (field.type === 'schedule') {
    const payments = offered(value, from);
    sheet.payments.set(field.id, payments.slice(0, field.max));
    if (payments.length > field.max) sheet.cut.push(field.id);
    if (payments.length > 0) sheet.facts.set(field.id, 'yes');
    return;
  }
  if (field.type === 'choice') {
    const known = field.options.find(({ id }) => id === value) ?? (field.ask ? undefined : field.options[0]);
    if (!known) return;
    sheet.facts.set(field.id, known.id);
    sheet.texts.set(field.id, known.label);
    return;
  }
  let text = '';
  if (isMoney(value)) text = moneyText(value, sheet.locale);
  else if (typeof value === 'string') {
    text = unturned(cleaned(value), sheet.locale);
    // By code points, so that no emoji is cut in half.
    const points = Array.from(text);
    if (points.length > field.max) {
      text = `${points
        .slice(0, field.max - 1)
        .join('')
        .trimEnd()}…`;
      sheet.cut.push(field.id);
    }
    const day = field.type === 'date' ? parsedDay(text) : null;
    if (field.type === 'date') text = day === null ? '' : dayText(day, sheet.locale);
  }
  if (text === '') return;
  sheet.texts.set(field.id, text);
  sheet.facts.set(field.id, text);
}

function holds(condition: string | null | undefined, facts: Map<string, string>): boolean {
  if (!condition) return true;
  if (condition.startsWith('!')) return !facts.has(condition.slice(1));
  const [field = '', option] = condition.split('=');
  return option === undefined ? facts.has(field) : facts.get(field) === option;
}

/** Sets the values in, once: what the user typed is never read for placeholders again. */
function inserted(text: string, sheet: Sheet, blank: string): string {
  return text.replace(/\{\{([A-Za-z0-9]+)\}\}/g, (_all, id: string) => sheet.texts.get(id) ?? blank);
}

function rendered(block: TemplateBlock, sheet: Sheet, blank: string, citations: LetterCitation[]): LetterBlock[] {
  if (!holds(block.when, sheet.facts)) return [];
  const text = inserted(block.text ?? '', sheet, blank);
  const field = block.field ?? '';
  switch (block.type) {
    case 'lines': {
      const items = (sheet.texts.get(field) ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return [{ type: 'list', text, items: items.length > 0 ? items : [blank] }];
    }
    case 'list':
      return [
        {
          type: 'list',
          text,
          items: (block.items ?? [])
            .filter((item) => holds(item.when, sheet.facts))
            .map((item) => inserted(item.text, sheet, blank)),
        },
      ];
    case 'citations':
      return citations.length > 0 ? [{ type: 'list', text, items: citations.map(({ citation }) => citation) }] : [];
    case 'schedule': {
      const rows = (sheet.payments.get(field) ?? []).map(({ date, amount, balance }) => [
        dayText(parsedDay(date) as number, sheet.locale),
        moneyText(amount, sheet.locale) || blank,
        balance ? moneyText(balance, sheet.locale) || blank : '',
      ]);
      // What is left after a payment says what is owed, and so admits it.
      const withRest = sheet.facts.has('accepted') && rows.some((row) => row[2] !== '');
      const head = (block.head ?? []).slice(0, withRest ? 3 : 2);
      if (rows.length === 0) return [];
      return [{ type: 'table', text, head, rows: rows.map((row) => row.slice(0, head.length)) }];
    }
    default:
      return [{ type: 'paragraph', text }];
  }
}

function asLines(block: LetterBlock): string[] {
  if (block.type === 'paragraph') return [block.text];
  if (block.type === 'list') return [block.text, ...block.items.map((item) => `- ${item}`)];
  return [block.text, block.head.join(' | '), ...block.rows.map((row) => row.join(' | '))];
}

// To cite a rule on conduct in a complaint says that it was broken. Where to complain says nothing of the lender.
function standsAlone({ kind }: LetterTemplate, { topic }: Right): boolean {
  return kind !== 'complaint' || topic === 'complaint';
}

function rulesFor(
  template: LetterTemplate,
  { facts }: Sheet,
  { confirmed = [], dropped = [] }: LetterOptions,
): Letter['rules'] {
  const fitting = template.hooks.filter(({ when }) => holds(when, facts)).map(({ right }) => right);
  return [...fitting, ...template.confirmHooks].map((right, at) => {
    const byItself = at < fitting.length && standsAlone(template, right);
    return { right, cited: !dropped.includes(right.id) && (byItself || confirmed.includes(right.id)) };
  });
}

/**
 * Writes a letter. Pure and total: whatever the values hold, the result is plain text without control characters, with
 * blanks for what is empty. Required fields that are empty and fields that were cut are named in the result.
 */
export function renderLetter(template: LetterTemplate, values: LetterValues, options: LetterOptions): Letter {
  const locale = letterLocale(template, options.locale);
  const sheet: Sheet = { locale, texts: new Map(), facts: new Map(), payments: new Map(), cut: [] };
  const asked = typeof values.today === 'string' ? parsedDay(values.today) : null;
  const now = parsedDay(dayIn(options.timeZone, options.now)) as number;
  const today = asked ?? now;
  for (const field of template.fields) fill(field, values[field.id], sheet, Math.max(today, now));
  sheet.texts.set('todayDate', dayText(today, locale));
  if (template.deadlineDays !== null) {
    const days = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(
      template.deadlineDays,
    );
    sheet.texts.set('deadline', days);
    sheet.facts.set('deadline', days);
    sheet.texts.set('deadlineDate', dayText(today + template.deadlineDays * DAY, locale));
  }
  const rules = rulesFor(template, sheet, options);
  const citations = rules
    .filter(({ cited }) => cited)
    .map(({ right }): LetterCitation => ({ rightId: right.id, citation: citationOf(right, template) }));
  const blocks = template.blocks.flatMap((block) => rendered(block, sheet, template.blank, citations));
  return {
    subject: inserted(template.subject, sheet, template.blank).replace(/\s+/g, ' '),
    blocks,
    paragraphs: blocks.map((block) => asLines(block).join('\n')),
    citations,
    rules,
    missing: template.fields.filter((field) => field.required && !sheet.facts.has(field.id)).map(({ id }) => id),
    cut: sheet.cut,
  };
}

/** What the defaults of a form are filled from; null for what is not known. */
export interface LetterContext {
  platformName: string | null;
  debtName: string | null;
  debtAmount: Money | null;
  userName: string | null;
  userChannel: string | null;
  schedule: readonly LetterPayment[] | null;
  /** What comes in a month, and what is needed to live, as the user wrote it in the plan. */
  income: Money | null;
  costs: Money | null;
}

/**
 * The values of a form after an answer. The office of a complaint follows what the complaint is about, unless the user has
 * written another one.
 */
export function letterAnswer(
  { routes }: LetterTemplate,
  values: LetterValues,
  id: string,
  value: LetterValue,
): LetterValues {
  const next = { ...values, [id]: value };
  if (id !== 'about' || !routes || typeof value !== 'string') return next;
  const given = values.authority ?? '';
  const own = given !== '' && !Object.values(routes).some(({ name }) => name === given);
  return own ? next : { ...next, authority: routes[value]?.name ?? '' };
}

/** First values of a form: from the context where a field names a source, else its initial words. */
export function letterDefaults(
  template: LetterTemplate,
  context: LetterContext,
  options: Pick<LetterOptions, 'timeZone' | 'now'>,
): Record<string, LetterValue> {
  const about = template.fields.find(({ id }) => id === 'about')?.initial ?? '';
  const known: Record<DefaultSource, LetterValue | null> = {
    today: dayIn(options.timeZone, options.now),
    'platform.name': context.platformName,
    'debt.name': context.debtName ?? context.platformName,
    'debt.amount': context.debtAmount,
    'user.name': context.userName,
    'user.channel': context.userChannel,
    regulator: template.routes?.[about]?.name ?? null,
    'plan.schedule': context.schedule,
    'plan.income': context.income,
    'plan.essential': context.costs,
  };
  return Object.fromEntries(
    template.fields.map((field) => [
      field.id,
      (field.from && known[field.from]) ?? (field.type === 'schedule' ? [] : field.initial),
    ]),
  );
}
