const WIDTH = 640;
const HEIGHT = 160;

/** What is owed at the end of each month as a falling line. The table below it is its text. */
export function BalanceChart({ balances, label }: { balances: readonly number[]; label: string }) {
  const top = Math.max(1, ...balances);
  const step = WIDTH / Math.max(1, balances.length - 1);
  const points = balances.map(
    (balance, at) => `${(at * step).toFixed(1)},${(HEIGHT - (balance / top) * HEIGHT).toFixed(1)}`,
  );
  return (
    <svg class="rf-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} class="rf-chart-area" />
      <polyline points={points.join(' ')} class="rf-chart-line" />
    </svg>
  );
}
