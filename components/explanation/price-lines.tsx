import type { ExplainedPrice, Explanation } from '../../lib/explain/index.ts';
import { SafeLink } from './safe-link.tsx';

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
        <p>
          {law.text}{' '}
          {law.citation && (
            <SafeLink href={law.url} label={labels.newTab} lang={law.citationLang}>
              {law.citation}
            </SafeLink>
          )}
        </p>
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
