export type { AttachmentRow, ChainRow, Channel, Contacted, EventRow, Threat } from '../database/index.ts';
export { type Breach, type RuleFacts, type Suggestion, suggestRules } from './breaches.ts';
export { BUNDLE_LIMIT, type BundleOptions, browserOf, exportBundle, exportBundleBlob } from './bundle.ts';
export { canonicalJson, sha256 } from './canonical.ts';
export { type ChainCheck, type ChainFault, entryHash, NO_HASH, verifyChain } from './chain.ts';
export { type HeatCell, type HeatMap, heatMap, type LegalHours, legalTest, standing } from './hours.ts';
export { letterLines, withLines } from './letter-lines.ts';
export {
  type Appended,
  type AppendOptions,
  type Attachment,
  appendEvent,
  CHANNELS,
  CONTACTED,
  type EventDraft,
  type EvidenceStore,
  FILE_LIMIT,
  FILES_LIMIT,
  type LogCheck,
  listEvents,
  newestEvents,
  newestFirst,
  PARTY_LIMIT,
  type Persistence,
  readFile,
  requestPersistence,
  SAID_LIMIT,
  THREATS,
  verifyLog,
} from './log.ts';
export { type ReportInput, type ReportSuggestion, type ReportWords, reportPage } from './report.ts';
export { takeTurns } from './turns.ts';
export { type VerifierWords, verifierPage } from './verifier.ts';
export { reportWords, type Say, verifierWords } from './words.ts';
export { deviceZone, type Instant, instantOf, isoLocal, isZone, localDay, localTime, offsetAt } from './zone.ts';
