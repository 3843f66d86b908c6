import { type AnyFunction, apply, attempt } from './natives.ts';

const { split, includes } = String.prototype as unknown as Record<'split' | 'includes', AnyFunction>;

/**
 * Takes the guard's own lines out of the stack of an error that the platform made for the page, since they name the
 * extension. Gives the error.
 */
export function withoutOwnLines(error: unknown): unknown {
  attempt(() => {
    const lines = apply(split, (error as Error).stack, ['\n']) as string[];
    let kept = lines[0] as string;
    for (let index = 1; index < lines.length; index += 1) {
      const line = lines[index] as string;
      if (!apply(includes, line, ['-extension://'])) kept += `\n${line}`;
    }
    (error as Error).stack = kept;
  });
  return error;
}
