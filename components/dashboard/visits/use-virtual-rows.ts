import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** Rows drawn beyond each edge of the window, so that scrolling shows no gaps. */
const OVERSCAN = 6;

/**
 * Keeps only the rows in sight in the document, and `pinned` (the row in focus must not vanish while the list is
 * scrolled away from it; -1 for none). All rows are `height` CSS pixels high: with a hundred thousand of them, heights
 * that are measured one by one would have to be added up anew at every step.
 */
export function useVirtualRows({
  count,
  height,
  scroller,
  pinned,
}: {
  count: number;
  height: number;
  scroller: () => HTMLElement | null;
  pinned: number;
}): Virtualizer<HTMLElement, HTMLElement> {
  const [, redraw] = useReducer<number, undefined>((times) => times + 1, 0);
  const options = {
    count,
    getScrollElement: scroller,
    estimateSize: () => height,
    overscan: OVERSCAN,
    // What is drawn before the list has a size: a screen full.
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
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height]);
  return virtualizer;
}
