// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one have no table layout, and browsers
// then drop the meaning of table elements.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on rows, as the pattern of the tree grid has it.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Direction, SortField, VisitRow, VisitTable } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { SORTS } from './sorting.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';
import { VisitLine } from './visit-line.tsx';
import { lineLabels } from './words.ts';

/** Height of a row in CSS pixels before the style sheet has been asked. */
const HEIGHT = 65;

/**
 * The list, of which only the rows in sight are in the document. One row is the active one: it takes the focus, the
 * arrow keys move it, and it stays itself while rows come and go around it.
 */
export function VisitList({
  table,
  slots,
  sort,
  direction,
  context,
  onSort,
  onOpen,
  onDelete,
}: {
  table: VisitTable;
  slots: Uint32Array;
  sort: SortField;
  direction: Direction;
  context: PageContext;
  onSort: (sort: SortField) => void;
  onOpen: (row: VisitRow) => void;
  onDelete: (row: VisitRow) => void;
}) {
  const { t } = context.translator;
  const labels = useMemo(() => lineLabels(context.translator), [context]);
  const scroller = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const [active, setActive] = useState({ slot: -1, index: 0 });
  const found = slots.indexOf(active.slot);
  // A row that was deleted leaves its place to the next one.
  const index = found === -1 ? Math.min(active.index, slots.length - 1) : found;
  const ruler = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(HEIGHT);
  useLayoutEffect(() => {
    const element = ruler.current;
    if (!element) return;
    const read = () => setHeight(element.offsetHeight || HEIGHT);
    read();
    // The style sheet decides, by the width of the window and the size of the text.
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const virtual = useVirtualRows({ count: slots.length, height, scroller: () => scroller.current, pinned: index });

  const activate = (at: number) => {
    const next = Math.max(0, Math.min(slots.length - 1, at));
    setActive({ slot: slots[next] ?? -1, index: next });
    return next;
  };
  const move = (at: number) => {
    virtual.scrollToIndex(activate(at), { align: 'auto' });
    moved.current = true;
  };
  useLayoutEffect(() => {
    const list = scroller.current;
    if (!list || index < 0) return;
    // The row in focus was taken out of the document: the keyboard must not start over at the top of the page.
    const lost = document.activeElement === document.body && list.dataset.focus === 'yes';
    if (!moved.current && !lost) return;
    moved.current = false;
    list.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[role="row"]');
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1);
    const onRow = event.target === row;
    const visit = table.at(slots[index] ?? -1);
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(index + 1),
      ArrowUp: () => move(index - 1),
      PageDown: () => move(index + page),
      PageUp: () => move(index - page),
      Home: () => move(0),
      End: () => move(slots.length - 1),
      ...(onRow && visit
        ? { Enter: () => onOpen(visit), ' ': () => onOpen(visit), Delete: () => onDelete(visit) }
        : {}),
    };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <div
      role="grid"
      class="rf-visits"
      aria-label={t('dashboard:visits.list')}
      aria-rowcount={slots.length + 1}
      aria-colcount={SORTS.length + 1}
    >
      <div role="rowgroup">
        <div role="row" class="rf-visits-head" aria-rowindex={1}>
          {SORTS.map((field) => (
            <div
              role="columnheader"
              key={field}
              aria-sort={field === sort ? (direction === 'up' ? 'ascending' : 'descending') : undefined}
            >
              <button type="button" class="rf-visits-sort" onClick={() => onSort(field)}>
                {t(`dashboard:visits.${field === 'lastVisit' ? 'last' : field}`)}
                <span aria-hidden="true">{field === sort ? (direction === 'up' ? ' ▲' : ' ▼') : ''}</span>
              </button>
            </div>
          ))}
          <div role="columnheader">
            <span class="rf-unseen">{t('dashboard:visits.delete')}</span>
          </div>
        </div>
      </div>
      <div
        role="rowgroup"
        class="rf-visits-scroll"
        ref={scroller}
        onKeyDown={onKeyDown}
        onFocusIn={(event) => {
          event.currentTarget.dataset.focus = 'yes';
          const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
          if (row) activate(Number(row.dataset.index));
        }}
        onFocusOut={(event) => {
          // Without a new place the focus is lost with a row, and comes back in the effect above.
          if (event.relatedTarget) event.currentTarget.dataset.focus = 'no';
        }}
      >
        <div ref={ruler} class="rf-visits-ruler" aria-hidden="true" />
        <div role="presentation" class="rf-visits-all" style={{ height: `${virtual.getTotalSize()}px` }}>
          {virtual.getVirtualItems().map((item) => {
            const row = table.at(slots[item.index] ?? -1);
            return row ? (
              <VisitLine
                key={row.key}
                row={row}
                index={item.index}
                start={item.start}
                active={item.index === index}
                context={context}
                labels={labels}
                onOpen={onOpen}
                onDelete={onDelete}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}
