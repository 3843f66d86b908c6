import type { PageKind } from '../assessment/index.ts';
import type { Translator } from '../i18n/index.ts';

/** The texts of the question that is asked before a page gets a list of people. Plain data. */
export interface GivenQuestion {
  language: string;
  dir: 'ltr' | 'rtl';
  speaking: string;
  title: string;
  lines: string[];
  cancel: string;
  choose: string;
  all: string;
  none: string;
  filter: string;
  nameless: string;
  /** With `{{name}}`, `{{phones}}` and `{{emails}}` to be put in. */
  person: string;
  /** With `{{count}}` to be put in; the plural form is that of many. */
  more: string;
  one: string;
  some: string;
  /** Said when an answer did not count, since something lay over the question. */
  covered: string;
}

/** The texts of the question about a file or pasted text with the data of `people` people. */
export function givenQuestion(
  given: { host: string; way: 'file' | 'paste'; people: number; kind: PageKind },
  { t, language }: Translator,
): GivenQuestion {
  // The page's half puts the numbers in: it has no translator of its own.
  const keep = { name: '{{name}}', phones: '{{phones}}', emails: '{{emails}}' };
  const many = t('reach:given.chosen', { count: 100 });
  const more = t('reach:given.more', { count: 100 });
  return {
    language: language.tag,
    dir: language.dir,
    speaking: t('warning:speaking'),
    title:
      given.way === 'file'
        ? t('reach:given.file', { count: given.people })
        : t('reach:given.paste', { count: given.people }),
    lines: [
      t('reach:given.held', { host: given.host }),
      given.kind === 'none' ? t('reach:given.other') : t('reach:given.lender'),
    ],
    cancel: t('reach:given.cancel'),
    choose: t('reach:given.choose'),
    all: t('reach:given.all'),
    none: t('reach:given.none'),
    filter: t('reach:given.filter'),
    nameless: t('reach:given.nameless'),
    person: t('reach:given.person', keep),
    more: more.replace('100', '{{count}}'),
    one: t('reach:given.chosen', { count: 1 }),
    some: many.replace('100', '{{count}}'),
    covered: t('warning:covered'),
  };
}
