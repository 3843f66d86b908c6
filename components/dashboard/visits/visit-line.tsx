// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one have no table layout, and browsers
// then drop the meaning of table elements.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on rows, as the pattern of the tree grid has it.
import { listStatus, type VisitRow } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { SeverityTag } from '../../theme/index.ts';
import { type LineLabels, wordOf } from './words.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(tag: string): Intl.DateTimeFormat {
  let format = formats.get(tag);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
    formats.set(tag, format);
  }
  return format;
}

// Labels are seen, and read out, on narrow screens, which have no column heads. What is cut off stands in the title.
function Cell({ name, label, text }: { name: string; label: string; text: string }) {
  return (
    <div role="gridcell" class={`rf-visits-${name}`}>
      <div class="rf-visits-text" title={text}>
        <span class="rf-visits-label">{label} </span>
        {text}
      </div>
    </div>
  );
}

/** One visited platform in the list: a line of a table, or a card on a narrow screen. */
export function VisitLine({
  row,
  index,
  start,
  active,
  context,
  labels,
  onOpen,
  onDelete,
}: {
  row: VisitRow;
  index: number;
  /** Distance from the top of the list in CSS pixels. */
  start: number;
  active: boolean;
  context: PageContext;
  labels: LineLabels;
  onOpen: (row: VisitRow) => void;
  onDelete: (row: VisitRow) => void;
}) {
  const { translator } = context;
  return (
    <div
      role="row"
      class="rf-visits-line"
      data-index={index}
      data-key={row.key}
      aria-rowindex={index + 2}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="rowheader">
        <button
          type="button"
          class="rf-visits-name"
          dir="auto"
          tabIndex={-1}
          aria-haspopup="dialog"
          onClick={() => onOpen(row)}
          title={row.name}
        >
          {row.name}
        </button>
        <div class="rf-small rf-cut" dir="auto">
          {row.host}
        </div>
      </div>
      <div role="gridcell" class="rf-visits-severity">
        <SeverityTag severity={row.severity} label={wordOf(translator, 'severity', row.severity)} />
      </div>
      <Cell name="kind" label={labels.kind} text={wordOf(translator, 'kind', row.kind)} />
      <Cell name="status" label={labels.status} text={wordOf(translator, 'status', listStatus(row))} />
      <Cell name="relation" label={labels.relation} text={wordOf(translator, 'relation', row.relation)} />
      <Cell name="place" label={labels.jurisdiction} text={wordOf(translator, 'jurisdiction', row.jurisdiction)} />
      <Cell name="last" label={labels.last} text={dateFormat(translator.language.locale).format(row.lastVisit)} />
      <Cell name="count" label={labels.count} text={`${row.count}`} />
      <div role="gridcell">
        <button
          type="button"
          class="rf-button rf-visits-delete"
          tabIndex={active ? 0 : -1}
          onClick={() => onDelete(row)}
        >
          {labels.delete} <span class="rf-unseen">{row.name}</span>
        </button>
      </div>
    </div>
  );
}
