import type { Given, GivenAnswer } from '../../lib/contacts/given/index.ts';
import type { ContactsQuestion, Explanation, GivenQuestion } from '../../lib/explain/index.ts';
import { WarningCard } from './card.tsx';
import { ContactsDialog } from './contacts-dialog.tsx';
import type { WarningActions } from './face.tsx';
import { GivenDialog } from './given-dialog.tsx';
import { openWarningHost } from './host.ts';
import { WarningSheet } from './sheet.tsx';

export type { WarningActions } from './face.tsx';

/** A warning that stands over the page. */
export interface ShownWarning {
  /** Says something else in the same place; what the user has unfolded stays so. */
  update(explanation: Explanation): void;
  /** Takes it out of sight for a picture of the page, until called with false. */
  veil(on: boolean): void;
  /** Moves the keyboard's focus to it. */
  focus(): void;
  destroy(): void;
}

/** Shows a warning over the page. */
export function showWarning(
  view: { face: 'card' | 'sheet'; theme: 'auto' | 'light' | 'dark'; explanation: Explanation },
  actions: WarningActions,
): ShownWarning {
  let explanation = view.explanation;
  let refused = false;
  const { draw, veil, seen, focus, destroy } = openWarningHost(view.theme, view.face === 'sheet', () => {
    refused = true;
    redraw();
  });
  const Face = view.face === 'sheet' ? WarningSheet : WarningCard;
  // Going away is always right; what takes protection off must not be clicked through something of the page's.
  const wanted = { ...actions, trust: seen(actions.trust), close: seen(actions.close) };
  const redraw = () => draw(<Face explanation={explanation} actions={wanted} refused={refused} />);
  redraw();
  return {
    update(news) {
      explanation = news;
      redraw();
    },
    veil,
    focus,
    destroy,
  };
}

/** Asks whether the page may have contacts; resolves with the user's answer. */
export function askContacts(question: ContactsQuestion): Promise<'allow' | 'refuse'> {
  const { promise, resolve } = Promise.withResolvers<'allow' | 'refuse'>();
  const ask = (refused: boolean) =>
    host.draw(
      <ContactsDialog
        question={question}
        refused={refused}
        answer={(answer) => (answer === 'allow' ? allow() : resolve(answer))}
      />,
    );
  const host = openWarningHost('auto', true, () => ask(true));
  const allow = host.seen(() => resolve('allow'));
  ask(false);
  return promise.finally(() => host.destroy());
}

/** Asks what a page gets of a list of people that the user gave it; resolves with the user's answer. */
export function askGiven(question: GivenQuestion, given: Given): Promise<GivenAnswer> {
  const { promise, resolve } = Promise.withResolvers<GivenAnswer>();
  const ask = (refused: boolean) =>
    host.draw(
      <GivenDialog
        question={question}
        given={given}
        refused={refused}
        answer={(answer) => (answer.is === 'none' ? resolve(answer) : hand(answer))}
      />,
    );
  const host = openWarningHost('auto', true, () => ask(true));
  const hand = host.seen(resolve);
  ask(false);
  return promise.finally(() => host.destroy());
}
