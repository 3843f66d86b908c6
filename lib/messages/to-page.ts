import type { Explanation } from '../explain/index.ts';

/**
 * What the background tells the inspector of a page's top frame. Only the extension itself can send it. `document` is the
 * mark of the document that it is about: the page may have changed while the answer was on its way.
 */
export type InspectorMessage =
  | {
      type: 'show';
      document: string;
      face: 'card' | 'sheet';
      theme: 'auto' | 'light' | 'dark';
      explanation: Explanation;
    }
  | { type: 'hide'; document: string }
  /** Take the keyboard to what is shown. */
  | { type: 'focus'; document: string }
  /** Read a policy that was fetched; answered with what it says (`Said[]`). */
  | { type: 'parse-policy'; document: string; url: string; kind: 'html' | 'text'; text: string };

/** What the background answers to a reading: whether the page that its frame belongs to is a lender's. */
export interface PageAnswer {
  lends: boolean;
}
