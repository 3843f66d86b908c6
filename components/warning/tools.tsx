import type { Explanation } from '../../lib/explain/index.ts';
import type { PageAsks } from '../explanation/index.ts';
import { onTrustedClick } from './trusted-click.ts';

/** What the user can choose in a warning. */
export interface WarningActions {
  close(): void;
  leave(): void;
  trust(): void;
  openDashboard(): void;
  asks: PageAsks;
}

/** The choices at the foot of a warning: trust the site, open the saved list. */
export function WarningTools({
  labels,
  actions,
  shownAt,
}: {
  labels: Explanation['labels'];
  actions: WarningActions;
  shownAt: number;
}) {
  return (
    <div class="tools">
      <button type="button" class="rf-button rf-plain" onClick={onTrustedClick(shownAt, actions.trust)}>
        {labels.trust}
      </button>
      <button type="button" class="rf-button rf-plain" onClick={onTrustedClick(shownAt, actions.openDashboard)}>
        {labels.dashboard}
      </button>
    </div>
  );
}
