import type { ComponentChildren } from 'preact';
import type { ExplainedReason, ExplainedRight, Explanation } from '../../lib/explain/index.ts';

function Link({ href, children, label }: { href: string; children: ComponentChildren; label: string }) {
  // Addresses come from our data files or from a list that was imported: nothing but the web may be linked.
  if (!/^https?:\/\//.test(href)) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" aria-description={label}>
      {children}
    </a>
  );
}

function Section({ title, open, children }: { title: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="rf-section" open={open ?? false}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Lines({ items, newTab }: { items: { text: string; url: string | null }[]; newTab: string }) {
  return (
    <ul>
      {items.map(({ text, url }) => (
        <li key={text}>
          {url ? (
            <Link href={url} label={newTab}>
              {text}
            </Link>
          ) : (
            text
          )}
        </li>
      ))}
    </ul>
  );
}

function Right({ right, newTab }: { right: ExplainedRight; newTab: string }) {
  return (
    <li>
      <p>{right.text}</p>
      {right.whatYouCanDo && <p>{right.whatYouCanDo}</p>}
      <p class="rf-small">
        {right.url ? (
          <Link href={right.url} label={newTab}>
            {right.citation}
          </Link>
        ) : (
          right.citation
        )}
        {right.standing && ` · ${right.standing}`}
      </p>
    </li>
  );
}

function ReasonLine({ reason }: { reason: ExplainedReason }) {
  return (
    <li>
      <p>
        {reason.title}. {reason.why}
      </p>
      {reason.evidence.map((item) => (
        <q class="rf-quote" key={item.where + item.text}>
          {item.text} <span class="rf-small">— {item.where}</span>
        </q>
      ))}
    </li>
  );
}

/** All that unfolds below the first sight of an explanation: who, what is asked, rights, what to do, and why. */
export function ExplanationSections({ explanation, open }: { explanation: Explanation; open?: 'now' }) {
  const { labels } = explanation;
  return (
    <div>
      <Section title={labels.now} open={open === 'now'}>
        <Lines items={explanation.now} newTab={labels.newTab} />
        {explanation.help && (
          <p>
            {explanation.help.url ? (
              <Link href={explanation.help.url} label={labels.newTab}>
                {explanation.help.text}
              </Link>
            ) : (
              explanation.help.text
            )}{' '}
            <span class="rf-small">{explanation.help.note}</span>
          </p>
        )}
      </Section>
      <Section title={labels.asks}>
        <Lines items={explanation.asks.map((text) => ({ text, url: null }))} newTab={labels.newTab} />
      </Section>
      <Section title={labels.people}>
        <Lines items={explanation.people.map((text) => ({ text, url: null }))} newTab={labels.newTab} />
      </Section>
      {explanation.rights.map(({ heading, items, notice }) => (
        <Section title={heading} key={heading}>
          <ul>
            {items.map((right) => (
              <Right right={right} newTab={labels.newTab} key={right.id} />
            ))}
          </ul>
          <p class="rf-small">{notice}</p>
        </Section>
      ))}
      <Section title={labels.who}>
        <Lines items={explanation.who} newTab={labels.newTab} />
      </Section>
      <Section title={labels.whyShown}>
        <ul>
          {explanation.reasons.map((reason) => (
            <ReasonLine reason={reason} key={reason.rule} />
          ))}
        </ul>
      </Section>
    </div>
  );
}
