export { type FetchedPolicy, fetchPolicy, type PolicyProblem } from './fetch-policy.ts';
