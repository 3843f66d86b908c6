import { packCode } from './jurisdiction.ts';
import type { LetterKind } from './letter-template.ts';
import { nearestLanguage } from './nearest-language.ts';
import type { FetchJson } from './open.ts';
import type { HelpCase } from './pack-schema.ts';

/** Parts of a pack that a screen shows with a step. */
export type StepPart =
  | 'help'
  | 'crisis'
  | 'debt-advice'
  | 'registers'
  | 'credit-reports'
  | 'price-note'
  | 'hours'
  | 'contacts-rule';

interface StepFile {
  id: string;
  title: string;
  body: string[];
  say?: string[];
  doNotSay?: string[];
  writeDown?: string[];
  topics?: string[];
  show?: StepPart[];
  letter?: LetterKind;
  tool?: 'evidence' | 'plan' | 'calculator';
  places?: Record<string, { body: string[]; cites: string[] }>;
}

/** A file data/guidance/<language>.json; see data/guidance/schema.json. */
export interface GuidanceFile {
  language: string;
  reviewed: boolean;
  notice: string;
  worldwideCrisis: { text: string; name: string; url: string };
  doors: Record<HelpCase, { title: string; intro: string; steps: StepFile[] }>;
}

/** One step of a door, for one place. Lists that a step does not have are empty. */
export interface GuidanceStep {
  id: string;
  title: string;
  body: string[];
  say: string[];
  doNotSay: string[];
  writeDown: string[];
  topics: string[];
  show: StepPart[];
  letter: LetterKind | null;
  tool: StepFile['tool'] | null;
  /** What the law of the place adds, with the rights it rests on. In English where it is not translated. */
  place: { body: string[]; cites: string[]; language: string } | null;
}

/** A door, ready to be shown. */
export interface GuidanceDoor {
  language: string;
  reviewed: boolean;
  title: string;
  intro: string;
  notice: string;
  /** Shown first in every door of a person in trouble, and where the pack has no crisis line of its own. */
  worldwideCrisis: GuidanceFile['worldwideCrisis'];
  steps: GuidanceStep[];
}

/** Languages of the guidance; the first is the master. Adding one is adding a file and its tag here. */
export const GUIDANCE_LANGUAGES = [
  'en',
  'zh',
  'zh-TW',
  'id',
  'vi',
  'sw',
  'hi',
  'ur',
  'es',
  'pt',
  'fil',
  'th',
  'bn',
] as const;

/** Puts a door together for a place: the words of `file`, with what is not translated from the English master. Pure. */
function guidanceDoor(file: GuidanceFile, english: GuidanceFile, door: HelpCase, country: string | null): GuidanceDoor {
  const code = country === null ? null : packCode(country);
  const words = file.doors[door];
  return {
    language: file.language,
    reviewed: file.reviewed,
    title: words.title,
    intro: words.intro,
    notice: file.notice,
    worldwideCrisis: file.worldwideCrisis,
    steps: words.steps.map((step) => {
      const own = code === null ? undefined : step.places?.[code];
      const master =
        code === null ? undefined : english.doors[door].steps.find(({ id }) => id === step.id)?.places?.[code];
      const place = own ?? master;
      return {
        id: step.id,
        title: step.title,
        body: step.body,
        say: step.say ?? [],
        doNotSay: step.doNotSay ?? [],
        writeDown: step.writeDown ?? [],
        topics: step.topics ?? [],
        show: step.show ?? [],
        letter: step.letter ?? null,
        tool: step.tool ?? null,
        place: place ? { ...place, language: own ? file.language : english.language } : null,
      };
    }),
  };
}

/**
 * Reads a door in a language (BCP 47), in English where there is no guidance in it. `country` null leaves the law out.
 * Rejects with the reason where a file cannot be read.
 */
export async function openGuidance(
  fetchJson: FetchJson,
  door: HelpCase,
  language: string,
  country: string | null,
): Promise<GuidanceDoor> {
  const chosen = nearestLanguage(GUIDANCE_LANGUAGES, language) ?? 'en';
  const read = (tag: string) => fetchJson(`guidance/${tag}.json`) as Promise<GuidanceFile>;
  const english = await read('en');
  return guidanceDoor(chosen === 'en' ? english : await read(chosen), english, door, country);
}
