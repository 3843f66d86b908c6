export { type HeldCalls, heldCalls } from './calls.ts';
export { holdCalls } from './hold-calls.ts';
export { fieldEvent, handOver, MOST_CALLS, makeSecrets, takeSecrets } from './protocol.ts';
export { type HeldCallsOptions, relayHeldCalls, type SeenCall } from './relay.ts';
