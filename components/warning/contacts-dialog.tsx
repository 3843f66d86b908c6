import { useEffect, useRef } from 'preact/hooks';
import type { ContactsQuestion } from '../../lib/explain/index.ts';
import { Mark } from '../theme/index.ts';
import { Covered } from './covered.tsx';
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
  const dialog = useRef<HTMLDialogElement>(null);
  const shownAt = useRef(performance.now());
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet is-caution"
      lang={question.language}
      dir={question.dir}
      aria-labelledby="rf-title"
      onCancel={() => answer('refuse')}
      onClose={() => !dialog.current?.open && answer('refuse')}
    >
      <span class="speaker">
        <Mark /> {question.speaking}
      </span>
      <h2 id="rf-title">{question.title}</h2>
      {question.lines.map((line) => (
        <p class="why" key={line}>
          {line}
        </p>
      ))}
      <Covered refused={refused} text={question.covered} />
      <div class="actions">
        <button type="button" class="rf-button rf-primary" autofocus onClick={() => answer('refuse')}>
          {question.refuse}
        </button>
        <button type="button" class="rf-button" onClick={onTrustedClick(shownAt.current, () => answer('allow'))}>
          {question.allow}
        </button>
      </div>
    </dialog>
  );
}
