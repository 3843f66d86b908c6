import type { Given, GivenAnswer } from '../../lib/contacts/given/index.ts';
import type { ContactsQuestion, Explanation, GivenQuestion } from '../../lib/explain/index.ts';
import { WarningCard } from './card.tsx';
import { ContactsDialog } from './contacts-dialog.tsx';
import { GivenDialog } from './given-dialog.tsx';
import { openWarningHost, type WarningHost } from './host.ts';
import { WarningSheet } from './sheet.tsx';
import type { WarningActions } from './tools.tsx';

export type { WarningHost } from './host.ts';
export type { WarningActions } from './tools.tsx';

/** Shows a warning over the page; the host's `destroy` takes it down. */
export function showWarning(
  view: { face: 'card' | 'sheet'; theme: 'auto' | 'light' | 'dark'; explanation: Explanation },
  actions: WarningActions,
): WarningHost {
  const host = openWarningHost(view.theme, view.face === 'sheet');
  const Face = view.face === 'sheet' ? WarningSheet : WarningCard;
  host.draw(<Face explanation={view.explanation} actions={actions} />);
  return host;
}

/** Asks whether the page may have contacts; resolves with the user's answer. */
export function askContacts(question: ContactsQuestion): Promise<'allow' | 'refuse'> {
  const { promise, resolve } = Promise.withResolvers<'allow' | 'refuse'>();
  const host = openWarningHost('auto', true);
  host.draw(<ContactsDialog question={question} answer={resolve} />);
  return promise.finally(() => host.destroy());
}

/** Asks what a page gets of a list of people that the user gave it; resolves with the user's answer. */
export function askGiven(question: GivenQuestion, given: Given): Promise<GivenAnswer> {
  const { promise, resolve } = Promise.withResolvers<GivenAnswer>();
  const host = openWarningHost('auto', true);
  host.draw(<GivenDialog question={question} given={given} answer={resolve} />);
  return promise.finally(() => host.destroy());
}
