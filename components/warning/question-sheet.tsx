import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Mark } from '../theme/index.ts';
import { Covered } from './covered.tsx';

/** What every question over a page says. */
export interface SheetQuestion {
  language: string;
  dir: 'ltr' | 'rtl';
  speaking: string;
  title: string;
  lines: readonly string[];
  covered: string;
}

/**
 * The sheet of a question over a page. `refuse` is the answer of its first button, of Escape and of every other way out;
 * `choices` are the buttons beside it, `children` what stands between the sentences and the buttons.
 */
export function QuestionSheet({
  question,
  refused,
  refuse,
  refuseLabel,
  choices,
  children,
}: {
  question: SheetQuestion;
  /** Whether an answer did not count. */
  refused: boolean;
  refuse: () => void;
  refuseLabel: string;
  choices: ComponentChildren;
  children?: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
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
      onCancel={refuse}
      onClose={() => !dialog.current?.open && refuse()}
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
      {children}
      <Covered refused={refused} text={question.covered} />
      <div class="actions">
        <button type="button" class="rf-button rf-primary" autofocus onClick={refuse}>
          {refuseLabel}
        </button>
        {choices}
      </div>
    </dialog>
  );
}
