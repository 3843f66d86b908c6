export { type BrandEntry, brandEntry } from './brand-words.ts';
export { type ClaimConflict, type ClaimRegister, claimConflict } from './claim-conflict.ts';
export { findLicenceClaims, type LicenceClaim } from './claims.ts';
export { bytesPerKey, type CompiledList, compileList, type Edition } from './compile.ts';
export { foldTight, foldWords, packageAgrees, withoutBrackets } from './fold.ts';
export {
  type Host,
  isSharedHost,
  normaliseHost,
  refuseListed,
  splitHost,
} from './host.ts';
export type { Lookalike, LookalikeKind } from './likeness.ts';
export { type ListStats, memoryRecords, openPlatformList, PlatformList, type ReadRecords } from './list.ts';
export { type LenderHost, Lookalikes, lenderWordsInHost, lookalikeMatch, openLookalikes } from './lookalike.ts';
export { distinctiveWords, matchableName, soundsLikeNoLender } from './names.ts';
export { addMonths, firstDay, RISKY, type Settled, settle } from './status.ts';
export type * from './types.ts';
export { IndexedDbStore } from './updates/idb-store.ts';
export { type ListInUse, openPlatformLists, PlatformLists } from './updates/lists.ts';
export { keyFingerprint, LIST_FILE_LIMIT, type RefusalReason } from './updates/manifest.ts';
export { type OwnSource, openOwnSource, type PackagedSource } from './updates/own-source.ts';
export {
  type ListState,
  type ListStore,
  type ListsState,
  OWN_LIST,
  type OwnEntry,
  type StoredEdition,
} from './updates/store.ts';
export {
  type ListOffer,
  ListUpdater,
  type UpdateResult,
  type UpdaterParts,
} from './updates/updater.ts';
