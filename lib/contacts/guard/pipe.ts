import { type AnyFunction, apply, getterOf, NativeEvent } from './natives.ts';
import { ALLOW, ASK, HANDOVER, type LEAVING, REFUSE, type WATCH, type WITHHELD } from './pipe-events.ts';

type Answer = (allowed: boolean) => void;

/** The page's end of the pipe. */
export interface Pipe {
  /**
   * Asks the user whether the page may open the picker; `names` has a space before each property. `answer` is called
   * once: at once with `false` where the isolated world is gone.
   */
  ask(names: string, multiple: boolean, answer: Answer): void;
  tell(what: typeof WITHHELD | typeof WATCH | typeof LEAVING): void;
  /** Calls `action` when the isolated world sends an event of this name. */
  on(what: string, action: (detail: string) => void): void;
}

/**
 * Makes the pipe and hands it over. Both worlds hold the same EventTarget; the page never does, so it can neither
 * listen nor answer, whatever it sends to the document. If nobody takes it, every question is answered with no.
 */
export function openPipe(document: Document): Pipe {
  const target = new EventTarget();
  const { addEventListener: listen, dispatchEvent: send } = EventTarget.prototype;
  const detailOf: AnyFunction = getterOf(NativeEvent.prototype, 'detail');
  const waiting = { __proto__: null } as unknown as Record<string, Answer | undefined>;
  const later: AnyFunction = queueMicrotask;
  let last = 0;

  const dispatch = (name: string, detail?: string): boolean =>
    apply(send, target, [new NativeEvent(name, { __proto__: null, cancelable: true, detail } as CustomEventInit)]);
  const on: Pipe['on'] = (what, action) =>
    apply(listen, target, [what, (event: Event) => action(apply(detailOf, event, []))]);
  /** In a microtask of its own: the page runs inside of `answer`, and would find the pipe in `window.event` of this one. */
  const end = (number: string, allowed: boolean): void => {
    const answer = waiting[number];
    waiting[number] = undefined;
    if (answer) apply(later, undefined, [() => answer(allowed)]);
  };
  on(ALLOW, (number) => end(number, true));
  on(REFUSE, (number) => end(number, false));

  const handover = { __proto__: null, relatedTarget: target } as unknown as MouseEventInit;
  document.dispatchEvent(new MouseEvent(HANDOVER, handover));

  return {
    ask: (names, multiple, answer) => {
      last += 1;
      const number = `${last}`;
      waiting[number] = answer;
      // The isolated world cancels the event to say that it has heard it.
      if (dispatch(ASK, `${number} ${multiple}${names}`)) end(number, false);
    },
    tell: (what) => void dispatch(what),
    on,
  };
}
