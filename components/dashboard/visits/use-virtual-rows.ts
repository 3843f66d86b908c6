import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** Rows drawn beyond each edge of the window, so that scrolling shows no gaps. */
const OVERSCAN = 6;

/**
 * Keeps only the rows in sight in the document, and those of `pinned` (the row in focus must not vanish while the list
 * is scrolled away from it). `estimate` is a row's usual height in CSS pixels; real heights are measured.
 */
export function useVirtualRows(parts: {
  count: number;
  keyOf: (index: number) => string;
  scroller: () => HTMLElement | null;
  estimate: number;
  pinned: number;
}): Virtualizer<HTMLElement, HTMLElement> {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { count, keyOf, scroller, estimate, pinned } = parts;
  const options = {
    count,
    getItemKey: keyOf,
    getScrollElement: scroller,
    estimateSize: () => estimate,
    overscan: OVERSCAN,
    // What a list of the usual height shows before it was measured.
    initialRect: { width: 0, height: 640 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    rangeExtractor: (range: { startIndex: number; endIndex: number; overscan: number; count: number }) => {
      const first = Math.max(0, range.startIndex - range.overscan);
      const last = Math.min(range.count - 1, range.endIndex + range.overscan);
      const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
      if (pinned >= 0 && pinned < first) rows.unshift(pinned);
      else if (pinned > last && pinned < range.count) rows.push(pinned);
      return rows;
    },
    onChange: () => redraw(undefined as never),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
