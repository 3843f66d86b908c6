export { type Clue, guessHomeJurisdiction, guessPageJurisdiction, packCode } from './jurisdiction.ts';
export { type FetchJson, openRights, type Rights } from './open.ts';
export {
  type Cite,
  citationIn,
  findCap,
  type Help,
  joinPack,
  type Offer,
  type Pack,
  type Right,
  type Shown,
  selectHelp,
  selectRights,
} from './pack.ts';
export {
  type CollectionHours,
  type ContactsRule,
  type CreditReport,
  HELP_CASES,
  type HelpCase,
  type Law,
  type PackFile,
  type PriceCap,
  parseIndex,
  parsePack,
  type RightConfidence,
  type RightSource,
  type RightsIndex,
  type RightTopic,
  TOPICS,
} from './pack-schema.ts';
