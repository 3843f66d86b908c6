import { useState } from 'preact/hooks';
import type { CodesReport, Explanation, PolicyReport } from '../../lib/explain/index.ts';

/** Has a linked policy read for the user. */
export type ReadPolicy = (url: string) => Promise<PolicyReport | null>;
/** Has the codes in what the user sees read. */
export type ReadCodes = () => Promise<CodesReport | null>;

type Answer = { language: string; dir: 'ltr' | 'rtl'; lines: string[]; quotes?: string[] };

/** A button that has something read, and what came of it. Nothing is fetched or looked at before the user's click. */
function Ask({
  ask,
  labels,
}: {
  ask: () => Promise<Answer | null>;
  labels: { button: string; waiting: string; unread: string };
}) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [phase, setPhase] = useState<'idle' | 'waiting' | 'unread'>('idle');
  const start = async () => {
    setPhase('waiting');
    const found = await ask().catch(() => null);
    setAnswer(found);
    setPhase(found ? 'idle' : 'unread');
  };
  return (
    <>
      <button
        type="button"
        class="rf-button"
        aria-disabled={phase === 'waiting'}
        // A page can make no click of its own count.
        onClick={(event) => void (event.isTrusted && phase !== 'waiting' && start())}
      >
        {labels.button}
      </button>
      <div role="status">
        {phase === 'waiting' && <p>{labels.waiting}</p>}
        {phase === 'unread' && <p>{labels.unread}</p>}
        {phase === 'idle' && answer && (
          <div lang={answer.language} dir={answer.dir}>
            {answer.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {answer.quotes?.map((text) => (
              <q class="rf-quote rf-small" lang="" key={text}>
                {text}
              </q>
            ))}
          </div>
        )}
      </div>
    </>
  );
}

/** The policies that the page links, each with the button that has it read. */
export function PolicyOffers({
  policies,
  labels,
  readPolicy,
}: {
  policies: Explanation['policies'];
  labels: Explanation['labels'];
  readPolicy: ReadPolicy;
}) {
  const words = { button: labels.readPolicy, waiting: labels.readingPolicy, unread: labels.unreadPolicy };
  return (
    <>
      {policies.map(({ url, text }) => (
        <div key={url}>
          <p>{text}</p>
          <Ask ask={() => readPolicy(url)} labels={words} />
        </div>
      ))}
    </>
  );
}

/** The button that has the codes in the picture of the page read. */
export function CodeOffer({ labels, readCodes }: { labels: Explanation['labels']; readCodes: ReadCodes }) {
  const words = { button: labels.readCode, waiting: labels.readingCode, unread: labels.unreadCode };
  return (
    <div>
      <p class="rf-small">{labels.codeNote}</p>
      <Ask ask={readCodes} labels={words} />
    </div>
  );
}
