import type { Explanation } from '../explain/index.ts';

/** What the background tells the inspector of a page's top frame. Only the extension itself can send it. */
export type InspectorMessage =
  | { type: 'show'; face: 'card' | 'sheet'; theme: 'auto' | 'light' | 'dark'; explanation: Explanation }
  | { type: 'hide' };
