export { type AppReport, appReport, type ReportedGroup, type ReportedRule, storeReport } from './app-report.ts';
export { type CitedRight, citedNotes, citedRight } from './cited.ts';
export { type ContactsQuestion, contactsQuestion } from './contacts-question.ts';
export { type ExplainedReason, type ExplainedRight, type Explanation, explain, sourcesDiffer } from './explain.ts';
export { type GivenQuestion, givenQuestion } from './given-question.ts';
export { packsOf } from './packs.ts';
export { type CodesReport, codesReport, type PolicyReport, policyReport } from './page-reads.ts';
export type { ExplainedPrice } from './price.ts';
export type { ExplainedReach } from './reach.ts';
