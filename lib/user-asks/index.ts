export { answerUser, type Reassess } from './answer.ts';
export { keepScanned, offersIn } from './code-offers.ts';
export type { AskOutside, OpenTab } from './outside.ts';
