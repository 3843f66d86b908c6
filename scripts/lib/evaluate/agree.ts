import type { LabelledPage } from './corpus.ts';
import type { Outcome } from './outcome.ts';

/** How far two scores of the same page may lie apart. */
const TOLERANCE = 1e-6;

const vectors = ({ contacts }: Outcome): string => [...new Set(contacts.map(({ vector }) => vector))].sort().join(' ');

function differences(pure: Outcome, extension: Outcome): string[] {
  const found: [what: string, pure: string | number, extension: string | number][] = [
    ['kind', pure.kind, extension.kind],
    ['severity', pure.severity, extension.severity],
    ['contacts', vectors(pure), vectors(extension)],
    ['rules', [...pure.rules].sort().join(' '), [...extension.rules].sort().join(' ')],
  ];
  const apart = found.filter(([, one, other]) => one !== other);
  if (Math.abs(pure.score - extension.score) > TOLERANCE) apart.push(['score', pure.score, extension.score]);
  return apart.map(([what, one, other]) => `${what} ${one || '–'} and ${other || '–'}`);
}

/**
 * The pages on which the pure functions and the extension do not say the same, each with a line: what, by the pure
 * functions, and by the extension. Both lists hold the same pages in the same order; throws where they do not.
 */
export function disagreements(
  pure: readonly Outcome[],
  extension: readonly Outcome[],
): { page: LabelledPage; said: string }[] {
  if (pure.length !== extension.length) throw new Error(`${pure.length} pages beside ${extension.length}`);
  return pure.flatMap((one, at) => {
    const other = extension[at] as Outcome;
    if (one.page !== other.page) throw new Error(`${one.page.id} beside ${other.page.id}`);
    const apart = differences(one, other);
    return apart.length === 0 ? [] : [{ page: one.page, said: `${one.page.id}: ${apart.join('; ')}` }];
  });
}
