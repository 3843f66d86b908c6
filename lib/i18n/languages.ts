/** A language of the interface. `reviewed` is false for texts that a native speaker has yet to check. */
export interface Language {
  tag: string;
  /** The language's own name. */
  name: string;
  dir: 'ltr' | 'rtl';
  reviewed: boolean;
}

/** Languages of the interface; the first is the one that all others fall back to. */
export const LANGUAGES: readonly Language[] = [
  { tag: 'en', name: 'English', dir: 'ltr', reviewed: true },
  { tag: 'zh-CN', name: '简体中文', dir: 'ltr', reviewed: false },
  { tag: 'zh-TW', name: '繁體中文', dir: 'ltr', reviewed: false },
  { tag: 'id', name: 'Bahasa Indonesia', dir: 'ltr', reviewed: false },
  { tag: 'hi', name: 'हिन्दी', dir: 'ltr', reviewed: false },
  { tag: 'es', name: 'Español', dir: 'ltr', reviewed: false },
  { tag: 'pt', name: 'Português', dir: 'ltr', reviewed: false },
  { tag: 'fil', name: 'Filipino', dir: 'ltr', reviewed: false },
  { tag: 'vi', name: 'Tiếng Việt', dir: 'ltr', reviewed: false },
  { tag: 'th', name: 'ไทย', dir: 'ltr', reviewed: false },
  { tag: 'sw', name: 'Kiswahili', dir: 'ltr', reviewed: false },
  { tag: 'bn', name: 'বাংলা', dir: 'ltr', reviewed: false },
  { tag: 'ur', name: 'اردو', dir: 'rtl', reviewed: false },
];

const FALLBACK = LANGUAGES[0] as Language;

/** The interface language for a list of wanted BCP 47 tags, in order of preference; English where none fits. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const exact = LANGUAGES.find((language) => language.tag.toLowerCase() === tag.toLowerCase());
    if (exact) return exact;
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'zh') {
      return LANGUAGES.find((item) => item.tag === (script === 'Hant' ? 'zh-TW' : 'zh-CN')) ?? FALLBACK;
    }
    const base = language === 'tl' ? 'fil' : language;
    const near = LANGUAGES.find((item) => item.tag === base);
    if (near) return near;
  }
  return FALLBACK;
}
