import type { GuidanceStep, Help, Pack } from '../../lib/rights/index.ts';
import type { PageContext } from '../page/index.ts';

type Part = GuidanceStep['show'][number];

const KINDS: Partial<Record<Part, Help['kind'][]>> = {
  crisis: ['crisis'],
  help: ['police', 'fraud', 'regulator', 'data', 'legal-aid'],
  'debt-advice': ['debt-advice'],
};

const isPolice = ({ kind }: Help): boolean => kind === 'police';

/** Lines for a person in danger, who must not be sent to look a number up first: it is marked, and no more. */
const isUrgent = (entry: Help): boolean => isPolice(entry) || entry.kind === 'crisis';

function HelpLine({ entry, context: { translator } }: { entry: Help; context: PageContext }) {
  const { t } = translator;
  return (
    <li lang={entry.language}>
      <strong>{entry.name}</strong>
      {entry.phone && (
        <>
          {' '}
          <a href={`tel:${entry.phone.replace(/[^+\d]/g, '')}`}>{entry.phone}</a>
        </>
      )}
      {entry.checkFirst && (
        <span class="rf-small" lang={translator.language.tag}>
          {' '}
          {isUrgent(entry) ? `(${t('common:unverified')})` : t('common:checkBeforeCalling')}
        </span>
      )}
      <div class="rf-small">{entry.whatFor}</div>
      {entry.url && (
        <a href={entry.url} target="_blank" rel="noopener noreferrer">
          {new URL(entry.url).hostname}
        </a>
      )}
    </li>
  );
}

function OfficialLinks({
  title,
  items,
  Heading,
}: {
  title: string;
  Heading: 'h2' | 'h3' | 'h4';
  items: { name: string; text: string; url: string | null; language: string }[];
}) {
  if (items.length === 0) return null;
  return (
    <>
      <Heading>{title}</Heading>
      <ul>
        {items.map(({ name, text, url, language }) => (
          <li lang={language} key={name}>
            {url ? (
              <a href={url} target="_blank" rel="noopener noreferrer">
                {name}
              </a>
            ) : (
              name
            )}
            <div class="rf-small">{text}</div>
          </li>
        ))}
      </ul>
    </>
  );
}

/**
 * What a rights pack adds to a step of guidance: help lines, official registers, free credit reports, rules in words.
 * `heading` is the level of its own headings.
 */
export function StepParts({
  parts,
  pack,
  context,
  heading: Heading,
}: {
  parts: readonly Part[];
  pack: Pack;
  context: PageContext;
  heading: 'h2' | 'h3' | 'h4';
}) {
  const { t } = context.translator;
  return (
    <>
      {parts.map((part) => {
        const kinds = KINDS[part];
        if (kinds) {
          const known = pack.help.filter((entry) => kinds.includes(entry.kind));
          // Where a step asks whether somebody is safe, the police come before those who take complaints.
          const urgent = part === 'help' && parts.includes('crisis') ? known.filter(isPolice) : [];
          const entries = [...urgent, ...known.filter((entry) => !urgent.includes(entry))];
          if (entries.length === 0) return null;
          return (
            <div class="rf-help" key={part}>
              <Heading>{t(part === 'crisis' ? 'guidance:crisis' : 'guidance:help')}</Heading>
              <ul>
                {entries.map((entry) => (
                  <HelpLine entry={entry} context={context} key={entry.id} />
                ))}
              </ul>
            </div>
          );
        }
        if (part === 'registers') {
          const items = pack.registers.map(({ howToCheck, ...rest }) => ({ ...rest, text: howToCheck }));
          return <OfficialLinks title={t('guidance:registers')} items={items} Heading={Heading} key={part} />;
        }
        if (part === 'credit-reports') {
          const items = pack.creditReports.map(({ howOften, confidence, ...rest }) => ({
            ...rest,
            text: confidence === 'recalled' ? `${howOften} (${t('common:unverified')})` : howOften,
          }));
          return <OfficialLinks title={t('guidance:creditReports')} items={items} Heading={Heading} key={part} />;
        }
        if (part === 'price-note')
          return (
            <p lang={pack.priceNote.language} key={part}>
              {pack.priceNote.text}
            </p>
          );
        if (part === 'contacts-rule')
          return (
            <p lang={pack.contactsRule.language} key={part}>
              {pack.contactsRule.text}
            </p>
          );
        const spans = pack.collectionHours?.spans.map(({ from, to }) => `${from}–${to}`) ?? [];
        if (spans.length === 0) return null;
        return (
          <p key={part}>
            <strong>{t('rights:topic.hours-frequency')}</strong>
            <br />
            {[...new Set(spans)].join(', ')}
          </p>
        );
      })}
    </>
  );
}
