import type { Explanation } from '../../lib/explain/index.ts';
import type { PageAsks } from '../explanation/index.ts';
import { Mark, SeverityTag } from '../theme/index.ts';
import { onTrustedClick } from './trusted-click.ts';

/** What the user can choose in a warning. */
export interface WarningActions {
  close(): void;
  leave(): void;
  trust(): void;
  openDashboard(): void;
  asks: PageAsks;
}

/** What card and sheet are told. */
export interface FaceProps {
  explanation: Explanation;
  actions: WarningActions;
  /** Whether an answer did not count, since something lay over it. */
  refused: boolean;
}

/** Who speaks, and how grave it is. */
export function FaceHead({ explanation: { labels, severity, severityLabel } }: Pick<FaceProps, 'explanation'>) {
  return (
    <div class="head">
      <span class="speaker">
        <Mark /> {labels.speaking}
      </span>
      <SeverityTag severity={severity} label={severityLabel} />
    </div>
  );
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
