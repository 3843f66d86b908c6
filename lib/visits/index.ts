export type { AssessmentEntry, Money, Relation, Result, VisitRow } from '../database/index.ts';
export {
  type Annotation,
  annotateVisit,
  isDay,
  NOTES_LIMIT,
  RELATIONS,
  TAG_LENGTH,
  TAGS_LIMIT,
} from './annotate.ts';
export { type AssessmentChange, type ChangedPart, describeChanges, type TimelineStep, timeline } from './changes.ts';
export {
  type ExportedVisit,
  type ExportOptions,
  exportChunks,
  exportJson,
  exportPages,
} from './export.ts';
export { type Findings, type FindingsOptions, periodOf, readFindings } from './findings.ts';
export {
  allowRecording,
  type Deleted,
  deleteVisit,
  emptyTrash,
  forgetSite,
  listDeleted,
  listNever,
  purgeExpired,
  UNDO_TIME,
  undoDelete,
} from './forget.ts';
export { platformKey } from './key.ts';
export {
  getVisit,
  listRelated,
  listVisits,
  type PageEnd,
  type PageFilter,
  type PageOptions,
  type VisitDetail,
  type VisitPage,
} from './list.ts';
export { type ListStatus, listStatus } from './list-status.ts';
export { type LiveState, type LiveTable, observeVisits, openTable } from './live.ts';
export type { Direction, SortField } from './order.ts';
export { fingerprint } from './print.ts';
export {
  HISTORY_LIMIT,
  historyOf,
  type Recorded,
  type RecordOptions,
  recordVisit,
  severityRank,
} from './record.ts';
export { openVisits, type VisitStore } from './store.ts';
export { type Facets, type Query, VisitTable } from './table.ts';
