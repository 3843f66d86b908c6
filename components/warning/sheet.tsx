import { useEffect, useRef } from 'preact/hooks';
import { ContactCard, ExplanationSections } from '../explanation/index.ts';
import { Covered } from './covered.tsx';
import { FaceHead, type FaceProps, WarningTools } from './face.tsx';
import { onTrustedClick } from './trusted-click.ts';

/** The modal sheet of a danger: the page behind it is inert until the user leaves or goes on. */
export function WarningSheet({ explanation, actions, refused }: FaceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shownAt = useRef(performance.now());
  const { labels } = explanation;

  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);

  return (
    <dialog
      ref={dialog}
      class={`sheet is-${explanation.severity}`}
      lang={explanation.language}
      dir={explanation.dir}
      aria-labelledby="rf-title"
      aria-describedby="rf-why"
      // It must be read and answered: Escape would answer it unread.
      onCancel={(event) => event.preventDefault()}
      // A second Escape closes it all the same: browsers let no page hold it open by that event.
      onClose={() => dialog.current?.isConnected && !dialog.current.open && dialog.current.showModal()}
    >
      <FaceHead explanation={explanation} />
      <h2 id="rf-title">{explanation.title}</h2>
      <p class="why" id="rf-why">
        {explanation.why}
      </p>
      <p class="held">{labels.held}</p>
      <Covered refused={refused} text={labels.covered} />
      <div class="actions">
        <button
          type="button"
          class="rf-button rf-primary"
          autofocus
          onClick={onTrustedClick(shownAt.current, actions.leave)}
        >
          {labels.leave}
        </button>
        <button type="button" class="rf-button" onClick={onTrustedClick(shownAt.current, actions.close)}>
          {labels.continue}
        </button>
      </div>
      <ContactCard explanation={explanation} />
      <details class="more">
        <summary>{labels.more}</summary>
        <ExplanationSections explanation={explanation} contact={false} asks={actions.asks} open="now" />
        <WarningTools labels={labels} actions={actions} shownAt={shownAt.current} />
      </details>
    </dialog>
  );
}
