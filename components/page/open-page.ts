import { browser } from 'wxt/browser';
import { homeJurisdiction } from '../../lib/home/index.ts';
import { type Namespace, openTranslator, type Translator } from '../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import { readSettings, type Settings } from '../../lib/settings/index.ts';

/** What every page of the extension starts with. */
export interface PageContext {
  settings: Settings;
  translator: Translator;
}

/**
 * Reads settings and texts, and gives the document its language, direction and theme. Has the background register the
 * Contact Picker guard where there is a picker.
 */
export async function openPage(namespaces: readonly Namespace[]): Promise<PageContext> {
  // The worker has no window to see it in.
  if ('ContactsManager' in window) void browser.runtime.sendMessage({ type: 'contacts-picker' }).catch(() => undefined);
  const [settings, home] = await Promise.all([readSettings(), homeJurisdiction()]);
  const wanted = settings.language === 'auto' ? navigator.languages : [settings.language];
  const translator = await openTranslator(wanted, namespaces, fetchPackagedJson, {
    languages: navigator.languages,
    home,
  });
  const root = document.documentElement;
  root.lang = translator.language.tag;
  root.dir = translator.language.dir;
  root.dataset.theme = settings.theme;
  return { settings, translator };
}
