import type { ChainFault, LogCheck } from '../../../lib/evidence/index.ts';
import type { PageContext } from '../../page/index.ts';

/** How an entry stands in the chain. */
export type ChainState = 'pending' | 'sound' | ChainFault['what'] | 'fileMissing' | 'fileAltered';

/** The entries that are not sound, by number; the first fault of each. */
export function chainStates(check: LogCheck | null): Map<number, ChainState> {
  const states = new Map<number, ChainState>();
  for (const { n, what } of check?.faults ?? []) if (!states.has(n)) states.set(n, what);
  for (const { n, what } of check?.files ?? []) {
    if (!states.has(n)) states.set(n, what === 'missing' ? 'fileMissing' : 'fileAltered');
  }
  return states;
}

/** The state as word, shape and colour together. */
export function ChainTag({ state, context }: { state: ChainState; context: PageContext }) {
  const look = state === 'pending' ? 'none' : state === 'sound' ? 'info' : 'danger';
  const shape = { none: '○', info: '✓', danger: '!!' }[look];
  return (
    <span class={`rf-tag rf-${look}`}>
      <span class="rf-shape" aria-hidden="true">
        {shape}
      </span>{' '}
      {context.translator.t(`evidence:chain.state.${state}`)}
    </span>
  );
}
