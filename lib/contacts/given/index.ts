export { type AskInTurn, askInTurn } from './ask-in-turn.ts';
export {
  type AskGiven,
  type Given,
  type GivenAnswer,
  type GivenPerson,
  type HeldGiven,
  holdGiven,
} from './hold-given.ts';
