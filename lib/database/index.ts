export { announce, type Change, observeChanges } from './channel.ts';
export { DATABASE_NAME, Database, type Transaction, together } from './database.ts';
export {
  classify,
  ExportError,
  type Failure,
  type FailureReason,
  failure,
  Refusal,
  type Result,
  success,
} from './failure.ts';
export { getMeta } from './meta.ts';
export { migrate, VERSION } from './migrations.ts';
export type {
  AssessmentEntry,
  AttachmentRow,
  BudgetRow,
  ChainRow,
  Channel,
  Contacted,
  DebtRow,
  EventRow,
  FileRow,
  MetaRows,
  Money,
  PayOrder,
  PolicyRow,
  Relation,
  Schema,
  StoreName,
  Threat,
  TrashRow,
  VisitRow,
} from './rows.ts';
