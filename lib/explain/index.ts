export { type ContactsQuestion, contactsQuestion } from './contacts-question.ts';
export { type ExplainedReason, type ExplainedRight, type Explanation, explain } from './explain.ts';
export { packsOf } from './packs.ts';
