export { announce, type Change, observeChanges } from './channel.ts';
export { DATABASE_NAME, Database, type Transaction, together } from './database.ts';
export {
  classify,
  type Failure,
  type FailureReason,
  failure,
  failureKey,
  Refusal,
  type Result,
  success,
} from './failure.ts';
export { MIGRATIONS, migrate, VERSION } from './migrations.ts';
export type {
  AssessmentEntry,
  Money,
  PolicyRow,
  Relation,
  Schema,
  StoreName,
  TrashRow,
  VisitRow,
} from './rows.ts';
