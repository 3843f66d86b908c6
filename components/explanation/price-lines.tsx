import type { ExplainedPrice, Explanation } from '../../lib/explain/index.ts';
import { Cited } from './cited.tsx';

/** The price of a page: what it says, what that comes to, the law on it, and the working. */
export function PriceLines({ price, labels }: { price: ExplainedPrice; labels: Explanation['labels'] }) {
  const { lines, others, working, law } = price;
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {others.length > 0 && (
        <ul>
          {others.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {law && (
        <>
          <p>{law.text}</p>
          {law.cited && (
            <p class="rf-small">
              <Cited cited={law.cited} newTab={labels.newTab} />
            </p>
          )}
        </>
      )}
      {working.length > 0 && (
        <>
          <p class="rf-small">{labels.working}</p>
          <ul class="rf-small">
            {working.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
