import { createInstance, type TFunction } from 'i18next';
import type appCheck from '../../data/locales/en/app-check.json';
import type backup from '../../data/locales/en/backup.json';
import type calculator from '../../data/locales/en/calculator.json';
import type common from '../../data/locales/en/common.json';
import type dashboard from '../../data/locales/en/dashboard.json';
import type evidence from '../../data/locales/en/evidence.json';
import type guidance from '../../data/locales/en/guidance.json';
import type letters from '../../data/locales/en/letters.json';
import type lists from '../../data/locales/en/lists.json';
import type plan from '../../data/locales/en/plan.json';
import type popup from '../../data/locales/en/popup.json';
import type price from '../../data/locales/en/price.json';
import type reach from '../../data/locales/en/reach.json';
import type rights from '../../data/locales/en/rights.json';
import type rules from '../../data/locales/en/rules.json';
import type settings from '../../data/locales/en/settings.json';
import type storage from '../../data/locales/en/storage.json';
import type warning from '../../data/locales/en/warning.json';
import type welcome from '../../data/locales/en/welcome.json';
import { chooseLanguage, type Language } from './languages.ts';
import { localeOf, type Place } from './locale-of.ts';

export { chooseLanguage, LANGUAGES, type Language } from './languages.ts';
export { localeOf, type Place } from './locale-of.ts';
export { placeInText, placeName } from './place-name.ts';

interface Resources {
  'app-check': typeof appCheck;
  backup: typeof backup;
  calculator: typeof calculator;
  common: typeof common;
  price: typeof price;
  reach: typeof reach;
  rights: typeof rights;
  rules: typeof rules;
  settings: typeof settings;
  storage: typeof storage;
  warning: typeof warning;
  evidence: typeof evidence;
  guidance: typeof guidance;
  letters: typeof letters;
  plan: typeof plan;
  lists: typeof lists;
  popup: typeof popup;
  dashboard: typeof dashboard;
  welcome: typeof welcome;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
  }
}

/** A name of a file of texts under `data/locales/<language>/`. */
export type Namespace = keyof Resources;

const ALL: Record<Namespace, true> = {
  'app-check': true,
  backup: true,
  calculator: true,
  common: true,
  dashboard: true,
  evidence: true,
  guidance: true,
  letters: true,
  plan: true,
  lists: true,
  popup: true,
  price: true,
  reach: true,
  rights: true,
  rules: true,
  settings: true,
  storage: true,
  warning: true,
  welcome: true,
};

/** Every namespace there is, for the pages that need them all. */
export const NAMESPACES = Object.keys(ALL) as Namespace[];

/** Texts in one language, `t('warning:close')`, and the `locale` by which its numbers and dates are written. */
export interface Translator {
  language: Language & { locale: string };
  t: TFunction<Namespace[], undefined>;
}

// Isolated, a telephone number or an address keeps its own direction, and turns nothing over in a sentence from the right.
const isolated = (value: string) => `\u2068${value}\u2069`;

/**
 * Loads the texts of some namespaces in a language, over English for whatever is missing.
 * `fetchJson` reads a file of the package and rejects where there is none; a missing translation is not an error.
 * `place` decides how numbers and dates are written: see `localeOf`. In a language from right to left, `t` sets what it puts in between Unicode's isolates (U+2068, U+2069).
 */
export async function openTranslator(
  wanted: readonly string[],
  namespaces: readonly Namespace[],
  fetchJson: (path: string) => Promise<unknown>,
  place: Place = { languages: wanted, home: null },
): Promise<Translator> {
  const chosen = chooseLanguage(wanted);
  const language = { ...chosen, locale: localeOf(chosen, place.languages, place.home) };
  const i18n = createInstance();
  const load = async (tag: string) =>
    Object.fromEntries(
      await Promise.all(
        namespaces.map(
          async (name) => [name, await fetchJson(`locales/${tag}/${name}.json`).catch(() => ({}))] as const,
        ),
      ),
    );
  const [own, english] = await Promise.all([load(language.tag), language.tag === 'en' ? {} : load('en')]);
  await i18n.init({
    lng: language.tag,
    fallbackLng: 'en',
    ns: [...namespaces],
    defaultNS: 'common',
    resources: { en: english, [language.tag]: own },
    // Everything is rendered as text nodes, so escaping here would show entities to the user.
    interpolation: { escapeValue: language.dir === 'rtl', escape: isolated },
    initAsync: false,
  });
  return { language, t: i18n.t as Translator['t'] };
}
