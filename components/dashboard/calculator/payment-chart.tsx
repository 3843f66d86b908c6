import type { LoanRow } from '../../../lib/pricing/index.ts';

const WIDTH = 640;
const HEIGHT = 180;
const MOST_BARS = 60;

interface Bar {
  debt: number;
  interest: number;
  balance: number;
}

/** Payments as bars; of a long loan several stand together in one. */
function barsOf(rows: readonly LoanRow[]): Bar[] {
  const size = Math.ceil(rows.length / MOST_BARS);
  const bars: Bar[] = [];
  for (let at = 0; at < rows.length; at += size) {
    const part = rows.slice(at, at + size);
    const interest = part.reduce((sum, row) => sum + Math.min(row.interest, row.paid), 0);
    const paid = part.reduce((sum, row) => sum + row.paid, 0);
    bars.push({ debt: paid - interest, interest, balance: part.at(-1)?.balance ?? 0 });
  }
  return bars;
}

/**
 * Every payment as a bar, interest in a pattern of its own above what pays off the debt, and what is still owed as a
 * line with a scale of its own. `label` says the same in words; the table holds every figure.
 */
export function PaymentChart({ rows, debt, label }: { rows: readonly LoanRow[]; debt: number; label: string }) {
  const bars = barsOf(rows);
  const highest = Math.max(1, ...bars.map((bar) => bar.debt + bar.interest));
  const owed = Math.max(1, debt, ...bars.map(({ balance }) => balance));
  const width = WIDTH / bars.length;
  const y = (value: number, most: number) => HEIGHT - (value / most) * (HEIGHT - 4);
  const line = [debt, ...bars.map(({ balance }) => balance)]
    .map((balance, at) => `${(at * width).toFixed(1)},${y(balance, owed).toFixed(1)}`)
    .join(' ');
  return (
    <svg class="rf-payments" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <defs>
        <pattern
          id="rf-payments-stripes"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" class="rf-payments-interest" />
          <rect width="2" height="6" class="rf-payments-stripe" />
        </pattern>
      </defs>
      {bars.map((bar, at) => {
        const gap = Math.min(2, width / 6);
        const base = y(bar.debt, highest);
        const top = y(bar.debt + bar.interest, highest);
        return (
          // Bars have no name of their own: their place is what they are.
          <g key={at}>
            <rect
              class="rf-payments-debt"
              x={at * width + gap / 2}
              y={base}
              width={Math.max(0.5, width - gap)}
              height={Math.max(0, HEIGHT - base)}
            />
            <rect
              fill="url(#rf-payments-stripes)"
              x={at * width + gap / 2}
              y={top}
              width={Math.max(0.5, width - gap)}
              height={Math.max(0, base - top)}
            />
          </g>
        );
      })}
      <polyline class="rf-payments-owed" points={line} />
    </svg>
  );
}
