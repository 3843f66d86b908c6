import type { PageKind } from '../assessment/index.ts';
import type { Translator } from '../i18n/index.ts';

/** The texts of the question that stands between a page and the address book. */
export interface ContactsQuestion {
  language: string;
  dir: 'ltr' | 'rtl';
  speaking: string;
  title: string;
  lines: string[];
  refuse: string;
  allow: string;
  /** Said when an answer did not count, since something lay over the question. */
  covered: string;
}

const KNOWN = ['name', 'tel', 'email', 'address', 'icon'] as const;

/** The texts of the question that the contacts guard asks: who wants what of whom. */
export function contactsQuestion(
  call: { host: string; properties: readonly string[]; multiple: boolean; kind: PageKind },
  { t, language }: Translator,
): ContactsQuestion {
  const names = KNOWN.filter((name) => call.properties.includes(name)).map((name) =>
    t(`warning:contacts.property.${name}`),
  );
  const list = new Intl.ListFormat(language.tag, { type: 'conjunction' }).format(names);
  return {
    language: language.tag,
    dir: language.dir,
    speaking: t('warning:speaking'),
    title: t('warning:contacts.title', { host: call.host }),
    lines: [
      t('warning:contacts.what', { properties: list }),
      t(call.multiple ? 'warning:contacts.many' : 'warning:contacts.one'),
      t(call.kind === 'none' ? 'warning:contacts.other' : 'warning:contacts.lender'),
    ],
    refuse: t('warning:contacts.refuse'),
    allow: t('warning:contacts.allow'),
    covered: t('warning:covered'),
  };
}
