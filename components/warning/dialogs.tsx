import type { Given, GivenAnswer } from '../../lib/contacts/given/index.ts';
import type { ContactsQuestion, Explanation, GivenQuestion } from '../../lib/explain/index.ts';
import { WarningCard } from './card.tsx';
import { ContactsDialog } from './contacts-dialog.tsx';
import { GivenDialog } from './given-dialog.tsx';
import { openWarningHost } from './host.ts';
import { WarningSheet } from './sheet.tsx';
import type { WarningActions } from './tools.tsx';

export type { WarningActions } from './tools.tsx';

/** A warning that stands over the page. */
export interface ShownWarning {
  /** Says something else in the same place; what the user has unfolded stays so. */
  update(explanation: Explanation): void;
  /** Takes it out of sight for a picture of the page, until called with false. */
  veil(on: boolean): void;
  destroy(): void;
}

/** Shows a warning over the page. */
export function showWarning(
  view: { face: 'card' | 'sheet'; theme: 'auto' | 'light' | 'dark'; explanation: Explanation },
  actions: WarningActions,
): ShownWarning {
  const { draw, veil, seen, destroy } = openWarningHost(view.theme, view.face === 'sheet');
  const Face = view.face === 'sheet' ? WarningSheet : WarningCard;
  // Going away is always right; what takes protection off must not be clicked through something of the page's.
  const wanted = { ...actions, trust: seen(actions.trust), close: seen(actions.close) };
  const update = (explanation: Explanation) => draw(<Face explanation={explanation} actions={wanted} />);
  update(view.explanation);
  return { update, veil, destroy };
}

/** Asks whether the page may have contacts; resolves with the user's answer. */
export function askContacts(question: ContactsQuestion): Promise<'allow' | 'refuse'> {
  const { promise, resolve } = Promise.withResolvers<'allow' | 'refuse'>();
  const host = openWarningHost('auto', true);
  const allow = host.seen(() => resolve('allow'));
  host.draw(
    <ContactsDialog question={question} answer={(answer) => (answer === 'allow' ? allow() : resolve(answer))} />,
  );
  return promise.finally(() => host.destroy());
}

/** Asks what a page gets of a list of people that the user gave it; resolves with the user's answer. */
export function askGiven(question: GivenQuestion, given: Given): Promise<GivenAnswer> {
  const { promise, resolve } = Promise.withResolvers<GivenAnswer>();
  const host = openWarningHost('auto', true);
  const hand = host.seen(resolve);
  host.draw(
    <GivenDialog
      question={question}
      given={given}
      answer={(answer) => (answer.is === 'none' ? resolve(answer) : hand(answer))}
    />,
  );
  return promise.finally(() => host.destroy());
}
