import { packCode } from './jurisdiction.ts';
import { nearestLanguage } from './nearest-language.ts';
import type { FetchJson, Rights } from './open.ts';
import type { Pack, Right } from './pack.ts';

/** The five kinds of letter, in the order in which a screen lists them. */
export const LETTER_KINDS = [
  'prepare-relatives',
  'stop-third-party',
  'hardship-schedule',
  'complaint',
  'deletion',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** `lines`: several lines, each an item of a list. `schedule`: dated payments. */
export type FieldType = 'text' | 'lines' | 'date' | 'money' | 'choice' | 'schedule';

/** Where a default comes from. */
export type DefaultSource =
  | 'today'
  | 'platform.name'
  | 'debt.name'
  | 'debt.amount'
  | 'user.name'
  | 'user.channel'
  | 'regulator'
  | 'plan.schedule'
  | 'plan.income'
  | 'plan.essential';

interface FieldFile {
  id: string;
  type: FieldType;
  required: boolean;
  max: number;
  from: DefaultSource | null;
  options?: string[];
  ask?: boolean;
  only?: string[];
}

interface PlaceFile {
  languages: string[];
  deadlineDays: number | null;
  deadlineBy: 'us' | 'law' | 'none';
  hooks: { right: string; when?: string }[];
  confirmHooks: string[];
  routes?: { licensed: string; unlicensed: string; data: string };
}

/** A file data/letters/<kind>.json; see data/letters/schema.json. */
export interface LetterFile {
  kind: LetterKind;
  to: 'person' | 'lender' | 'regulator';
  fields: FieldFile[];
  places: Record<string, PlaceFile>;
  anywhere: PlaceFile;
}

interface Line {
  text: string;
  when?: string;
}

/** A part of a letter as it stands in the words of a language. */
export interface TemplateBlock {
  type: 'paragraph' | 'list' | 'lines' | 'schedule' | 'citations' | 'place';
  text?: string;
  when?: string;
  items?: Line[];
  field?: string;
  head?: string[];
}

/** A file data/letters/texts/<language>.json; see data/letters/texts.schema.json. */
export interface LetterTexts {
  language: string;
  reviewed: boolean;
  notice: string;
  blank: string;
  force: Record<Right['force'], string>;
  fields: Record<string, { label: string; hint?: string; default?: string; suggest?: string[] }>;
  options: Record<string, string>;
  letters: Record<LetterKind, { title: string; about: string; subject: string; blocks: TemplateBlock[] }>;
  places: Record<string, Partial<Record<LetterKind, Line[]>>>;
}

/** A field of the form, in the letter's language. */
export interface LetterField {
  id: string;
  type: FieldType;
  label: string;
  hint: string | null;
  required: boolean;
  max: number;
  from: DefaultSource | null;
  /** Words that stand in the field at first; a choice starts with its first option, or with '' where the user is asked. */
  initial: string;
  /** A choice that only the user can make: the letter says it of the user. */
  ask: boolean;
  options: { id: string; label: string }[];
  /** Lines that the user may choose for the field; none is in it at first. */
  suggestions: string[];
}

/** A letter for one place in one language, ready for its form and for `renderLetter`. */
export interface LetterTemplate {
  kind: LetterKind;
  jurisdiction: string;
  language: string;
  /** false: no native speaker has read the words yet; the screen says so. */
  reviewed: boolean;
  title: string;
  about: string;
  notice: string;
  blank: string;
  /** What a rule is worth, in the letter's language. */
  force: LetterTexts['force'];
  subject: string;
  fields: LetterField[];
  blocks: TemplateBlock[];
  /** Days to answer, and whether a cited right or we set them. */
  deadlineDays: number | null;
  deadlineBy: PlaceFile['deadlineBy'];
  /** Rights that the letter cites, each in force. */
  hooks: { right: Right; when: string | null }[];
  /** Rights to be checked by the user before the letter may cite them. */
  confirmHooks: Right[];
  /** Whom a complaint goes to, by the option of its field `about`; null for other letters. */
  routes: Record<string, { name: string; url: string | null }> | null;
}

function placeOf(file: LetterFile, jurisdiction: string): PlaceFile {
  return file.places[jurisdiction] ?? file.anywhere;
}

/** Languages in which a letter can be had in a place, the usual one there first. */
function letterLanguages(file: LetterFile, country: string): string[] {
  return placeOf(file, packCode(country)).languages;
}

/**
 * Puts a letter together for a place and a language. `pack` is null where there is no pack; then nothing is cited.
 * Throws where a hook names a right that the pack does not have, or one that may not be cited.
 */
export function buildTemplate(
  file: LetterFile,
  texts: LetterTexts,
  country: string,
  pack: Pack | null,
): LetterTemplate {
  const jurisdiction = packCode(country);
  const place = placeOf(file, jurisdiction);
  const words = texts.letters[file.kind];
  const rightOf = (id: string): Right => {
    const right = pack?.rights.find((entry) => entry.id === id);
    if (!right)
      throw new Error(`letter ${file.kind} for ${jurisdiction} cites the right ${id}, which is not in the pack`);
    return right;
  };
  const hooks = place.hooks.map((hook) => {
    const right = rightOf(hook.right);
    if (right.shown !== 'normal')
      throw new Error(`letter ${file.kind} for ${jurisdiction} cites ${right.id}, which is ${right.shown}`);
    return { right, when: hook.when ?? null };
  });
  const confirmHooks = place.confirmHooks.map((id) => {
    const right = rightOf(id);
    if (right.shown === 'background')
      throw new Error(`letter ${file.kind} for ${jurisdiction} offers ${right.id}, which is no rule in force`);
    return right;
  });
  const local = texts.language !== 'en' && pack?.languages.includes(texts.language.split('-')[0] ?? '');
  const regulator = (name: string) => {
    const found = pack?.regulators.find((entry) => entry.name === name);
    if (!found) throw new Error(`letter ${file.kind} for ${jurisdiction} goes to "${name}", which is not in the pack`);
    return { name: (local && found.originalName) || found.name, url: found.url };
  };
  return {
    kind: file.kind,
    jurisdiction,
    language: texts.language,
    reviewed: texts.reviewed,
    title: words.title,
    about: words.about,
    notice: texts.notice,
    blank: texts.blank,
    force: texts.force,
    subject: words.subject,
    fields: file.fields
      .filter((field) => !field.only || field.only.includes(jurisdiction))
      .map((field) => ({
        id: field.id,
        type: field.type,
        label: texts.fields[field.id]?.label ?? field.id,
        hint: texts.fields[field.id]?.hint ?? null,
        required: field.required,
        max: field.max,
        from: field.from,
        initial: field.ask ? '' : (field.options?.[0] ?? texts.fields[field.id]?.default ?? ''),
        ask: field.ask === true,
        options: (field.options ?? []).map((id) => ({ id, label: texts.options[`${field.id}.${id}`] ?? id })),
        suggestions: texts.fields[field.id]?.suggest ?? [],
      })),
    blocks: words.blocks.flatMap((block): TemplateBlock[] =>
      block.type === 'place'
        ? (texts.places[jurisdiction]?.[file.kind] ?? []).map((line) => ({ type: 'paragraph', ...line }))
        : [block],
    ),
    deadlineDays: place.deadlineDays,
    deadlineBy: place.deadlineBy,
    hooks,
    confirmHooks,
    routes: place.routes
      ? Object.fromEntries(Object.entries(place.routes).map(([about, name]) => [about, regulator(name)]))
      : null,
  };
}

/** Letters of the package. */
export interface Letters {
  /** Languages for a letter in a place, the usual one first. */
  languages(kind: LetterKind, country: string): Promise<string[]>;
  /** The letter, in `language` where it can be had in it, else in the usual language of the place. */
  template(kind: LetterKind, country: string, language: string): Promise<LetterTemplate>;
}

/** Opens the letters. Methods reject with the reason where a file cannot be read or cites what it may not. */
export function openLetters(fetchJson: FetchJson, rights: Rights): Letters {
  const file = (kind: LetterKind) => fetchJson(`letters/${kind}.json`) as Promise<LetterFile>;
  return {
    async languages(kind, country) {
      return letterLanguages(await file(kind), country);
    },
    async template(kind, country, language) {
      const letter = await file(kind);
      const offered = letterLanguages(letter, country);
      const chosen = nearestLanguage(offered, language) ?? offered[0];
      const [texts, pack] = await Promise.all([
        fetchJson(`letters/texts/${chosen}.json`) as Promise<LetterTexts>,
        rights.pack(country),
      ]);
      return buildTemplate(letter, texts, country, pack);
    },
  };
}
