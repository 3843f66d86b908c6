import { type AnyFunction, apply } from './natives.ts';

const { slice } = String.prototype as unknown as { slice: AnyFunction };
const { exec } = RegExp.prototype as unknown as { exec: AnyFunction };
const SCRIPT = /<script/gi;

/**
 * Writes markup into a document piece by piece, a new piece at each script, and calls `between` before each: a script in
 * the middle of the text would run before `document.write` returns. The parser sees the same text in the same order.
 * `native` is `write` or `writeln`, `write` the former. Markup that is no plain text, or that a page's policy has to see
 * whole, stays whole.
 */
export function splitMarkup(
  native: AnyFunction,
  write: AnyFunction,
  receiver: unknown,
  args: readonly unknown[],
  between: () => void,
): unknown {
  let text = '';
  for (let index = 0; index < args.length; index += 1) {
    if (typeof args[index] !== 'string') return apply(native, receiver, args);
    text += args[index];
  }
  const policy = (globalThis as { trustedTypes?: { defaultPolicy: unknown } }).trustedTypes?.defaultPolicy;
  if (policy) return apply(native, receiver, args);
  let start = 0;
  SCRIPT.lastIndex = 1;
  for (let found = apply(exec, SCRIPT, [text]); found; found = apply(exec, SCRIPT, [text])) {
    const next = SCRIPT.lastIndex;
    const { index } = found as RegExpExecArray;
    apply(write, receiver, [apply(slice, text, [start, index])]);
    between();
    start = index;
    // The script may have written, and so have used the pattern.
    SCRIPT.lastIndex = next;
  }
  return apply(native, receiver, [apply(slice, text, [start])]);
}
