import type { Control } from '../page/index.ts';
import { readFieldName } from './field-names.ts';
import { findWords, has, matchesOf, type Words } from './words.ts';

/** What a field asks about a person. */
export type PersonDetail = 'name' | 'phone' | 'email' | 'relation' | 'other';

/** One control, read as a question about a person. */
export interface PersonField {
  control: Control;
  /** Index of the control in the snapshot. */
  at: number;
  detail: PersonDetail;
  /** The field itself says that it is about somebody other than the applicant. */
  other: boolean;
  /** A person to turn to ("contact person"), who may be the applicant's or an employee. */
  loose: boolean;
  /** Said outright (referee, emergency contact, guarantor), not only by a relative's name. */
  named: boolean;
  /** A telephone number beyond doubt, not "number". */
  surePhone: boolean;
  /** The relative or friend named, in the page's words, or ''. */
  kin: string;
  /** The person's number where the label carries one; numbers in field names often count the fields. */
  ordinal: number | null;
  guarantor: boolean;
}

const IGNORED = new Set([
  'checkbox',
  'file',
  'password',
  'search',
  'range',
  'slider',
  'color',
  'image',
  'date',
  'month',
]);
const NO_REFERENCE =
  /refer(?:ence|ensi|encia|ência)? ?(?:n(?:o|um|umber|umero|úmero|ombor)\b|code|id\b|link|doctor|letter)|referral|promo|coupon|transaction|payment ref/;
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/first|第一|一\b|primer|primeir|pertama|联系人一|聯絡人一/, 1],
  [/second|第二|segund|kedua|联系人二|聯絡人二/, 2],
  [/third|第三|tercer|terceir|ketiga|联系人三/, 3],
];
const NOT_RELATION = /relationship status|relationship manager|marital|civil status/;

function ordinalIn(words: Words): number | null {
  const digit = /(?:^|\D)([1-9])(?:\D|$)/.exec(words.text);
  if (digit) return Number(digit[1]);
  return ORDINALS.find(([pattern]) => pattern.test(words.text))?.[1] ?? null;
}

/** How many different relatives or friends the options name. */
function kinAmong(options: readonly string[]): number {
  return options.filter((option) => option.length <= 40 && has(findWords(option), 'kinship')).length;
}

/** Reads a control as a question about a person; null for controls that are none. */
export function readPersonField(control: Control, at: number): PersonField | null {
  if (IGNORED.has(control.type)) return null;
  const words = findWords(control.label);
  const roles = readFieldName(control.key);
  const kinMatch = words.found.find(({ concept }) => concept === 'kinship');
  const surePhone =
    control.type === 'tel' ||
    control.autocomplete.includes('tel') ||
    roles.has('phone') ||
    words.found.some(
      ({ concept, term }) =>
        concept === 'phone' &&
        !/^(?:number|num|número|numero|nomor|nombor|номер|номер|नंबर|নম্বর|نمبر|numéro|namba|nambari|號碼|号码|หมายเลข|번호|番号|numero)\$?$/.test(
          term,
        ),
    );
  const noReference = !surePhone && (NO_REFERENCE.test(words.text) || NO_REFERENCE.test(control.key));
  const phone = surePhone || has(words, 'phone') || roles.has('number');
  const relationWord = (has(words, 'relation') || roles.has('relation')) && !NOT_RELATION.test(words.text);
  const kinOptions = kinAmong(control.options);
  const relation =
    kinOptions >= 3 ||
    (relationWord &&
      !surePhone &&
      !(has(words, 'name') && kinOptions === 0) &&
      (control.options.length === 0 || kinOptions >= 1));
  const email = control.type === 'email' || has(words, 'email') || roles.has('email');
  const thing = has(words, 'not-person');
  const name = !thing && (has(words, 'name') || roles.has('name'));
  const detail: PersonDetail = relation
    ? 'relation'
    : email
      ? 'email'
      : surePhone
        ? 'phone'
        : name
          ? 'name'
          : phone
            ? 'phone'
            : 'other';
  const guarantor = has(words, 'guarantor') || roles.has('guarantor');
  const reference =
    !noReference && (matchesOf(words, 'reference').length > 0 || (roles.has('reference') && !roles.has('self')));
  const kin = kinMatch !== undefined || roles.has('kinship');
  const named = (reference || guarantor) && !thing;
  return {
    control,
    at,
    detail,
    other: named || (kin && detail !== 'other') || relation,
    named,
    loose: has(words, 'contact-person'),
    surePhone,
    kin: kinMatch ? words.text.slice(kinMatch.start, kinMatch.end) : '',
    ordinal: ordinalIn(words),
    guarantor,
  };
}
