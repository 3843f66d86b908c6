// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one have no table layout, and browsers
// then drop the meaning of table elements.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on rows, as the pattern of the tree grid has it.
import type { VisitRow } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { SeverityTag } from '../../theme/index.ts';
import { placeWord } from './words.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(tag: string): Intl.DateTimeFormat {
  let format = formats.get(tag);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
    formats.set(tag, format);
  }
  return format;
}

/** One visited platform in the list: a line of a table, or a card on a narrow screen. */
export function VisitLine({
  row,
  index,
  start,
  active,
  context,
  measure,
  onOpen,
  onDelete,
}: {
  row: VisitRow;
  index: number;
  /** Distance from the top of the list in CSS pixels. */
  start: number;
  active: boolean;
  context: PageContext;
  measure: (element: HTMLElement | null) => void;
  onOpen: (row: VisitRow) => void;
  onDelete: (row: VisitRow) => void;
}) {
  const { t, language } = context.translator;
  // Seen and read out on narrow screens, which have no column heads.
  const label = (text: string) => <span class="rf-visits-label">{text} </span>;
  return (
    <div
      role="row"
      class="rf-visits-line"
      ref={measure}
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
          tabIndex={-1}
          aria-haspopup="dialog"
          onClick={() => onOpen(row)}
          title={row.name}
        >
          {row.name}
        </button>
        <div class="rf-small rf-cut">{row.host}</div>
      </div>
      <div role="gridcell">
        <SeverityTag severity={row.severity} label={t(`common:severity.${row.severity}`)} />
      </div>
      <div role="gridcell">
        {label(t('dashboard:visits.kind'))}
        {t(`common:kind.${row.kind}`)}
      </div>
      <div role="gridcell">
        {label(t('dashboard:visits.status'))}
        {t(`common:status.${row.status}`)}
      </div>
      <div role="gridcell">
        {label(t('dashboard:visits.relation'))}
        {t(`dashboard:visits.relationWord.${row.relation}`)}
      </div>
      <div role="gridcell">
        {label(t('dashboard:visits.jurisdiction'))}
        {placeWord(context.translator, row.jurisdiction)}
      </div>
      <div role="gridcell">
        {label(t('dashboard:visits.last'))}
        {dateFormat(language.tag).format(row.lastVisit)}
      </div>
      <div role="gridcell">
        {label(t('dashboard:visits.count'))}
        {row.count}
      </div>
      <div role="gridcell">
        <button
          type="button"
          class="rf-button rf-visits-delete"
          tabIndex={active ? 0 : -1}
          onClick={() => onDelete(row)}
        >
          {t('dashboard:visits.delete')} <span class="rf-unseen">{row.name}</span>
        </button>
      </div>
    </div>
  );
}
