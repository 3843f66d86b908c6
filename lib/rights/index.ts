export {
  GUIDANCE_LANGUAGES,
  type GuidanceDoor,
  type GuidanceFile,
  type GuidanceStep,
  openGuidance,
  type StepPart,
} from './guidance.ts';
export { type Clue, guessHomeJurisdiction, guessPageJurisdiction, packCode } from './jurisdiction.ts';
export { guideLetterAddress, type LetterAddress, letterAddress, readLetterAddress } from './letter-address.ts';
export {
  buildTemplate,
  type DefaultSource,
  type FieldType,
  LETTER_KINDS,
  type LetterField,
  type LetterFile,
  type LetterKind,
  type Letters,
  type LetterTemplate,
  type LetterTexts,
  openLetters,
} from './letter-template.ts';
export {
  type Letter,
  type LetterBlock,
  type LetterCitation,
  type LetterContext,
  type LetterOptions,
  type LetterPayment,
  type LetterValue,
  type LetterValues,
  letterAnswer,
  letterDefaults,
  letterLocale,
  renderLetter,
} from './letters.ts';
export { type FetchJson, openRights, type Rights } from './open.ts';
export {
  type Cite,
  citationIn,
  type FoundCap,
  fittingCaps,
  type Help,
  joinPack,
  lenderKinds,
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
  parsePack,
  type RightConfidence,
  type RightSource,
  type RightsIndex,
  type RightTopic,
  TOPICS,
} from './pack-schema.ts';
export { type PackTexts, parsePackTexts } from './pack-texts.ts';
export { parseStores, type StoreRule, type Stores, type StoreTexts } from './store-rules.ts';
