import { useRef } from 'preact/hooks';
import type { ContactsQuestion } from '../../lib/explain/index.ts';
import { QuestionSheet } from './question-sheet.tsx';
import { onTrustedClick } from './trusted-click.ts';

/** The question between a page and the address book. Escape and every other way out but "allow" refuse. */
export function ContactsDialog({
  question,
  refused,
  answer,
}: {
  question: ContactsQuestion;
  /** Whether an answer did not count. */
  refused: boolean;
  answer: (answer: 'allow' | 'refuse') => void;
}) {
  const shownAt = useRef(performance.now());
  const allow = (
    <button type="button" class="rf-button" onClick={onTrustedClick(shownAt.current, () => answer('allow'))}>
      {question.allow}
    </button>
  );
  return (
    <QuestionSheet
      question={question}
      refused={refused}
      refuse={() => answer('refuse')}
      refuseLabel={question.refuse}
      choices={allow}
    />
  );
}
