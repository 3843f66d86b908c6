import { CHANNELS, CONTACTED, THREATS } from './log.ts';
import type { ReportWords } from './report.ts';
import type { VerifierWords } from './verifier.ts';

/** Gives the text of a key in the user's language, such as a translator's `t`. */
export type Say = (key: `evidence:${string}`) => string;

function named<Name extends string>(names: readonly Name[], say: (name: Name) => string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, say(name)])) as Record<Name, string>;
}

const FIELDS = ['at', 'recorded', 'channel', 'party', 'contacted', 'said', 'threats', 'url', 'files'] as const;

/** The words of the report, out of the locale file `evidence`. */
export function reportWords(say: Say): ReportWords {
  return {
    title: say('evidence:report.title'),
    intro: say('evidence:report.intro'),
    made: say('evidence:report.made'),
    entry: say('evidence:report.entry'),
    corrects: say('evidence:report.corrects'),
    corrected: say('evidence:report.corrected'),
    head: say('evidence:report.head'),
    suggestions: say('evidence:report.suggestions'),
    suggestionsNote: say('evidence:report.suggestionsNote'),
    fields: named(FIELDS, (name) => say(`evidence:report.fields.${name}`)),
    channels: named(CHANNELS, (name) => say(`evidence:report.channels.${name}`)),
    contacted: named(CONTACTED, (name) => say(`evidence:report.contacted.${name}`)),
    threats: named(THREATS, (name) => say(`evidence:report.threats.${name}`)),
  };
}

/** The words of the verifier page, out of the locale file `evidence`. */
export function verifierWords(say: Say): VerifierWords {
  return {
    title: say('evidence:verifier.title'),
    intro: say('evidence:verifier.intro'),
    choose: say('evidence:verifier.choose'),
    sound: say('evidence:verifier.sound'),
    head: say('evidence:verifier.head'),
    entryAltered: say('evidence:verifier.entryAltered'),
    entryRemoved: say('evidence:verifier.entryRemoved'),
    entryReordered: say('evidence:verifier.entryReordered'),
    fileMissing: say('evidence:verifier.fileMissing'),
    fileAltered: say('evidence:verifier.fileAltered'),
    fileUnknown: say('evidence:verifier.fileUnknown'),
    noLog: say('evidence:verifier.noLog'),
  };
}
