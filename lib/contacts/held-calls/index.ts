export { type HeldCalls, heldCalls } from './calls.ts';
export { holdCalls } from './hold-calls.ts';
export { MOST_CALLS, makeSecrets } from './protocol.ts';
export { type HeldCallsOptions, relayHeldCalls, type SeenCall } from './relay.ts';
