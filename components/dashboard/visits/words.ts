import type { PageKind, Severity } from '../../../lib/assessment/index.ts';
import { placeName, type Translator } from '../../../lib/i18n/index.ts';
import type { ListStatus, Relation } from '../../../lib/visits/index.ts';
import type { Filter } from './list-state.ts';

/** The severities, gravest first. */
export const SEVERITIES: readonly Severity[] = ['danger', 'caution', 'info', 'none'];

/** The name of a country in the user's language, or words for a place that is not known. */
function placeWord({ t, language }: Translator, code: string): string {
  return code === '' ? t('dashboard:visits.noPlace') : placeName(code, language.tag);
}

function findWord(translator: Translator, choice: Filter, value: string): string {
  const { t } = translator;
  switch (choice) {
    case 'severity':
      return t(`common:severity.${value as Severity}`);
    case 'kind':
      return t(`common:kind.${value as PageKind}`);
    case 'status':
      return t(`common:status.${value as ListStatus}`);
    case 'relation':
      return t(`dashboard:visits.relationWord.${value as Relation}`);
    case 'jurisdiction':
      return placeWord(translator, value);
    case 'tag':
      return value;
  }
}

const found = new WeakMap<Translator, Map<string, string>>();

/** The word for one value of one column. Kept, since a screen of rows asks for a hundred of them at every key typed. */
export function wordOf(translator: Translator, choice: Filter, value: string): string {
  const words = found.get(translator) ?? new Map<string, string>();
  found.set(translator, words);
  const key = `${choice} ${value}`;
  let word = words.get(key);
  if (word === undefined) {
    word = findWord(translator, choice, value);
    words.set(key, word);
  }
  return word;
}

/** The names of the cells of a row, and of its button. */
export type LineLabels = Record<'kind' | 'status' | 'relation' | 'jurisdiction' | 'last' | 'count' | 'delete', string>;

/** The labels of every row, looked up once for all of them. */
export function lineLabels({ t }: Translator): LineLabels {
  return {
    kind: t('dashboard:visits.kind'),
    status: t('dashboard:visits.status'),
    relation: t('dashboard:visits.relation'),
    jurisdiction: t('dashboard:visits.jurisdiction'),
    last: t('dashboard:visits.last'),
    count: t('dashboard:visits.count'),
    delete: t('dashboard:visits.delete'),
  };
}
