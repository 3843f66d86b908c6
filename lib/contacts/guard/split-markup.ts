import { type AnyFunction, apply, attempt } from './natives.ts';

const { split } = String.prototype as unknown as { split: AnyFunction };
const write: AnyFunction = Document.prototype.write;
const BEFORE_SCRIPT = /(?=<script)/i;

/**
 * Writes markup into a document piece by piece, a new piece at each script, and calls `between` before each: a script in
 * the middle of the text would run before `document.write` returns. The parser sees the same text in the same order.
 * `native` is `write` or `writeln`. Markup that is no plain text, or that a page's policy has to see whole, stays whole.
 */
export function splitMarkup(
  native: AnyFunction,
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
  const pieces = attempt(() => apply(split, text, [BEFORE_SCRIPT]) as string[]) ?? [text];
  const last = pieces.length - 1;
  for (let index = 0; index < last; index += 1) {
    apply(write, receiver, [pieces[index]]);
    between();
  }
  return apply(native, receiver, [pieces[last]]);
}
