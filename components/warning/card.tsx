import { useEffect, useRef, useState } from 'preact/hooks';
import { ContactCard, ExplanationSections } from '../explanation/index.ts';
import { overlaps } from '../over-page/index.ts';
import { Covered } from './covered.tsx';
import { FaceHead, type FaceProps, WarningTools } from './face.tsx';
import { onTrustedClick } from './trusted-click.ts';

/** The compact card of a caution: it never takes the focus, makes way for the field in focus, folds and moves. */
export function WarningCard({ explanation, actions, refused }: FaceProps) {
  const [folded, setFolded] = useState(false);
  const [otherSide, setOtherSide] = useState(false);
  const card = useRef<HTMLElement>(null);
  const shownAt = useRef(performance.now());
  const { labels } = explanation;

  useEffect(() => {
    const makeWay = (event: FocusEvent) => {
      const field = event.target;
      if (!(field instanceof Element) || !card.current) return;
      // Seen from the document, focus inside the card is focus on our own host, or on that of the tree in which the host
      // stands: moving then would dodge the click.
      for (let root = card.current.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
        if (field === root.host) return;
      }
      const box = card.current.getBoundingClientRect();
      if (!overlaps(field.getBoundingClientRect(), box)) return;
      const mirrored = new DOMRect(innerWidth - box.right, box.top, box.width, box.height);
      if (overlaps(field.getBoundingClientRect(), mirrored)) setFolded(true);
      else setOtherSide((side) => !side);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && event.isTrusted && !event.defaultPrevented) actions.close();
    };
    // Keys that are pressed in the card leave its own tree no more than its clicks do.
    const places = [document, card.current?.getRootNode()];
    document.addEventListener('focusin', makeWay);
    for (const place of places) place?.addEventListener('keydown', onKey as EventListener);
    return () => {
      document.removeEventListener('focusin', makeWay);
      for (const place of places) place?.removeEventListener('keydown', onKey as EventListener);
    };
  }, [actions]);

  return (
    <aside
      ref={card}
      tabIndex={-1}
      class={`card is-${explanation.severity}${folded ? ' folded' : ''}${otherSide ? ' other-side' : ''}`}
      lang={explanation.language}
      dir={explanation.dir}
      aria-label={labels.speaking}
    >
      <FaceHead explanation={explanation} />
      <div role="status">
        <h2>{explanation.title}</h2>
        {!folded && <p class="why">{explanation.why}</p>}
      </div>
      <Covered refused={refused} text={labels.covered} />
      {!folded && (
        <div class="actions">
          <button type="button" class="rf-button rf-primary" onClick={onTrustedClick(shownAt.current, actions.leave)}>
            {labels.leave}
          </button>
          <button type="button" class="rf-button" onClick={onTrustedClick(shownAt.current, actions.close)}>
            {labels.close}
          </button>
        </div>
      )}
      {!folded && <ContactCard explanation={explanation} />}
      {!folded && (
        <details class="more">
          <summary>{labels.more}</summary>
          <ExplanationSections explanation={explanation} contact={false} asks={actions.asks} />
          <WarningTools labels={labels} actions={actions} shownAt={shownAt.current} />
        </details>
      )}
      <div class="tools">
        <button type="button" class="rf-button rf-plain" onClick={() => setFolded(!folded)} aria-expanded={!folded}>
          {folded ? labels.unfold : labels.fold}
        </button>
        {!folded && (
          <button type="button" class="rf-button rf-plain" onClick={() => setOtherSide(!otherSide)}>
            {labels.move}
          </button>
        )}
      </div>
    </aside>
  );
}
