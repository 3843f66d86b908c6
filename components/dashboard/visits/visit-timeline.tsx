import type { ContactsVector } from '../../../lib/assessment/index.ts';
import type { Translator } from '../../../lib/i18n/index.ts';
import { RULES } from '../../../lib/rules/index.ts';
import type { AssessmentChange, TimelineStep } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { wordOf } from './words.ts';

type Values = { host: string; name: string; source: string; date: string };

function valuesOf({ entry }: TimelineStep): Values {
  const { host, platform } = entry.assessment;
  const line = platform?.evidence[0];
  return { host, name: platform?.name ?? host, source: line?.source ?? '', date: line?.date ?? '' };
}

function itemWord({ t }: Translator, part: string, item: string, values: Values): string {
  if (part === 'contacts') return t(`common:vector.${item as ContactsVector}`);
  if (part !== 'reasons') return item;
  // A rule of an older edition may be gone; then its name is all that is known of it.
  if (!RULES.some((rule) => rule.id === item)) return item;
  return t(`rules:${item as keyof typeof import('../../../data/locales/en/rules.json')}.title`, values);
}

type Single = Extract<AssessmentChange, { from: unknown }>;

function valueWord(translator: Translator, part: Single['part'], value: string | number | boolean): string {
  const { language } = translator;
  switch (part) {
    case 'severity':
    case 'kind':
    case 'status':
    case 'jurisdiction':
      return wordOf(translator, part, String(value));
    case 'apr':
      return new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 1 }).format(
        Number(value),
      );
    default:
      return String(value);
  }
}

function sentences(translator: Translator, change: AssessmentChange, values: Values): string[] {
  const { t } = translator;
  const { part } = change;
  if ('added' in change) {
    if (part !== 'evidence' && part !== 'contacts' && part !== 'reasons') return [];
    return (['added', 'removed'] as const).flatMap((way) => {
      if (change[way].length === 0) return [];
      const items = change[way].map((item) => itemWord(translator, part, item, values)).join('; ');
      return t(`dashboard:timeline.${part}${way === 'added' ? 'Added' : 'Removed'}`, { items });
    });
  }
  if (part === 'evidence' || part === 'contacts' || part === 'reasons') return [];
  if (part === 'cap') {
    if (change.to === true) return [t('dashboard:timeline.capOver')];
    return change.from === true ? [t('dashboard:timeline.capUnder')] : [];
  }
  const [from, to] = [change.from, change.to].map((value) =>
    value === null ? '' : valueWord(translator, part, value),
  ) as [string, string];
  if (part === 'severity' || part === 'kind' || part === 'status')
    return [t(`dashboard:timeline.${part}`, { from, to })];
  if (change.from === null) return [t(`dashboard:timeline.${part}To`, { to })];
  if (change.to === null) return [t(`dashboard:timeline.${part}From`, { from })];
  return [t(`dashboard:timeline.${part}`, { from, to })];
}

/** Every assessment that is kept of a platform, newest first, with what changed since the one before. */
export function VisitTimeline({ steps, context }: { steps: TimelineStep[]; context: PageContext }) {
  const { t, language } = context.translator;
  const format = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section>
      <h3>{t('dashboard:timeline.title')}</h3>
      <ol class="rf-timeline">
        {steps.map((step) => {
          const { entry, changes } = step;
          const { since, assessment } = entry;
          const values = valuesOf(step);
          const lines =
            changes === null
              ? [
                  t('dashboard:timeline.first', {
                    severity: t(`common:severity.${assessment.severity}`),
                    kind: t(`common:kind.${assessment.kind}`),
                  }),
                ]
              : changes.flatMap((change) => sentences(context.translator, change, values));
          const span =
            format.format(since) === format.format(assessment.at)
              ? format.format(since)
              : t('dashboard:timeline.span', { from: format.format(since), to: format.format(assessment.at) });
          return (
            <li key={entry.n}>
              <time class="rf-small" dateTime={new Date(since).toISOString()}>
                {span}
              </time>
              {(lines.length > 0 ? lines : [t('dashboard:timeline.same')]).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
