export { mergeReadings } from './frames.ts';
export {
  COUNTER_CONCEPTS,
  type ConceptMatch,
  findConcepts,
  type Lexicon,
  Matcher,
  normalise,
} from './lexicon/index.ts';
export { type PageReading, PageReadingSchema, readPage } from './reading.ts';
export { type Contribution, judgeReading, type Model, type Verdict } from './verdict.ts';
export { carryVisit, VISIT_HALF_LIFE, type VisitPrior, VisitPriorSchema } from './visit.ts';
