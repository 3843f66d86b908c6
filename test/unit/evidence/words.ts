import { CHANNELS, CONTACTED, type ReportWords, THREATS, type VerifierWords } from '../../../lib/evidence/index.ts';

function named<Key extends string>(keys: readonly Key[]): Record<Key, string> {
  return Object.fromEntries(keys.map((key) => [key, `<${key}>`])) as Record<Key, string>;
}

/** Words that stand for themselves, with a mark-up character in each, so that a forgotten escape shows. */
export const reportWords: ReportWords = {
  title: 'Evidence <log>',
  intro: 'intro',
  made: '{count} entries, {date}',
  entry: 'Entry {n}',
  corrects: 'corrects {n}',
  corrected: 'was corrected',
  head: 'head',
  suggestions: 'suggestions',
  suggestionsNote: 'check them',
  fields: named(['at', 'recorded', 'channel', 'party', 'contacted', 'said', 'threats', 'url', 'files']),
  channels: named(CHANNELS),
  contacted: named(CONTACTED),
  threats: named(THREATS),
};

export const verifierWords: VerifierWords = {
  title: 'Check </script><script>alert(1)</script>',
  intro: 'intro',
  choose: 'choose',
  sound: 'sound {count}',
  head: 'head',
  entryAltered: 'altered {n}',
  entryRemoved: 'removed {n}',
  entryReordered: 'reordered {n}',
  fileMissing: 'missing {name}',
  fileAltered: 'changed {name}',
  fileUnknown: 'unknown {name}',
  noLog: 'no log',
};
