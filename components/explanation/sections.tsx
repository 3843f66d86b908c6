import type { ComponentChildren } from 'preact';
import type { ExplainedReason, ExplainedRight, Explanation } from '../../lib/explain/index.ts';
import { type CheckApp, OfferedApp } from '../app-report/index.ts';
import { Cited } from './cited.tsx';
import { ContactCard } from './contact-card.tsx';
import { PriceLines } from './price-lines.tsx';
import { ReachRows } from './reach-rows.tsx';
import { SafeLink } from './safe-link.tsx';
import { CodeOffer, PolicyOffers, type ReadCodes, type ReadPolicy } from './user-asks.tsx';

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
          <SafeLink href={url} label={newTab}>
            {text}
          </SafeLink>
        </li>
      ))}
    </ul>
  );
}

function Right({ right, newTab }: { right: ExplainedRight; newTab: string }) {
  return (
    <li>
      <p lang={right.lang}>{right.text}</p>
      {right.whatYouCanDo && <p lang={right.lang}>{right.whatYouCanDo}</p>}
      <p class="rf-small">
        <Cited cited={right} newTab={newTab} />
      </p>
    </li>
  );
}

function ReasonLine({ reason }: { reason: ExplainedReason }) {
  return (
    <li>
      <p>
        <strong>{reason.title}</strong>
        <br />
        {reason.why}
      </p>
      {reason.evidence.map((item) => (
        <p class="rf-quote" key={item.where + item.text}>
          <q lang={item.lang}>{item.text}</q> {item.where && <span class="rf-small">— {item.where}</span>}
        </p>
      ))}
    </li>
  );
}

/** What can be asked for where an explanation of an open page is shown. */
export interface PageAsks {
  checkApp: CheckApp;
  readPolicy: ReadPolicy;
  readCodes: ReadCodes;
  /** Opens the message that prepares relatives and friends. */
  prepare(): void;
}

/** All that unfolds below the first sight of an explanation: who, what is asked, rights, what to do, and why. */
export function ExplanationSections({
  explanation,
  open,
  asks,
  contact = true,
}: {
  explanation: Explanation;
  open?: 'now';
  /** Absent where the page is not open any more. */
  asks?: PageAsks;
  /** Whether the contact card belongs in here: not where it stands above already. */
  contact?: boolean;
}) {
  const { labels } = explanation;
  const appLabels = {
    check: labels.checkApp,
    reading: labels.readingApp,
    unread: labels.unreadApp,
    newTab: labels.newTab,
  };
  return (
    <div>
      <Section title={labels.now} open={open === 'now'}>
        <Lines items={explanation.now} newTab={labels.newTab} />
        {contact && <ContactCard explanation={explanation} />}
      </Section>
      <Section title={labels.asks}>
        <Lines items={explanation.asks.map((text) => ({ text, url: null }))} newTab={labels.newTab} />
      </Section>
      {explanation.price && (
        <Section title={labels.price}>
          <PriceLines price={explanation.price} labels={labels} />
        </Section>
      )}
      {explanation.reach.length > 0 && (
        <Section title={labels.reach}>
          <ReachRows rows={explanation.reach} newTab={labels.newTab} />
          <p class="rf-small">{labels.reachNote}</p>
          {asks && <PolicyOffers policies={explanation.policies} labels={labels} readPolicy={asks.readPolicy} />}
        </Section>
      )}
      {asks && (explanation.apps.length > 0 || explanation.scan) && (
        <Section title={labels.offered}>
          {explanation.apps.map((app) => (
            <OfferedApp app={app} labels={appLabels} checkApp={asks.checkApp} key={app.url} />
          ))}
          {explanation.scan && <CodeOffer labels={labels} readCodes={asks.readCodes} />}
        </Section>
      )}
      <Section title={labels.people}>
        <Lines items={explanation.people.map((text) => ({ text, url: null }))} newTab={labels.newTab} />
        {asks && explanation.named && (
          <button type="button" class="rf-button" onClick={(event) => event.isTrusted && asks.prepare()}>
            {labels.prepare}
          </button>
        )}
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
