import type { ContactsQuestion, Explanation } from '../explain/index.ts';

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

/**
 * What the background has the inspector of a page's top frame ask for a frame within it: there nothing of the page around
 * the frame can lie over the question unseen. Answered with the user's choice, or with nothing where it cannot be asked.
 */
export interface FrameQuestion {
  type: 'ask-contacts';
  question: ContactsQuestion;
}

/** What the background answers to a call for contacts: a top frame asks the user itself, for others they were asked. */
export type CallAnswer = ContactsQuestion | 'allow' | 'refuse' | null | undefined;

/**
 * What the background answers to a reading: whether the page that its frame belongs to is a lender's. That is one answer for
 * all frames, for a form in one of them makes the page a lender's, and an advertisement none. It only ever brings more
 * questions to the user, so a frame gains nothing by it.
 */
export interface PageAnswer {
  lends: boolean;
}
