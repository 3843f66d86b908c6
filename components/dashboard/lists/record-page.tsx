import { useEffect, useRef, useState } from 'preact/hooks';
import { sourcesDiffer } from '../../../lib/explain/index.ts';
import {
  type ListInUse,
  OWN_LIST,
  type PackagedSource,
  type PlatformListing,
  settle,
} from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';
import { placeName, statusName } from './places.ts';
import { ReportEntry } from './report-entry.tsx';
import type { Ready } from './use-lists.ts';

/** One line of facts, left out where there is nothing to say. */
function Fact({ name, values }: { name: string; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={value}>{value}</dd>
      ))}
    </>
  );
}

/** Where reports on a list go: what its manifest says, and for our own else what the package says. */
function contactOf({ id, contact }: ListInUse, packaged: PackagedSource): string | null {
  return contact ?? (id === OWN_LIST ? packaged.contact : null);
}

/** Everything that a list holds on one platform: what is said of it today, and who said what, with links. */
export function RecordPage({
  list,
  id,
  opened: { lists, source: packaged },
  context,
}: {
  list: string;
  id: string;
  opened: Ready;
  context: PageContext;
}) {
  const { t } = context.translator;
  const [listing, setListing] = useState<PlatformListing | null | 'loading'>('loading');
  const heading = useRef<HTMLHeadingElement>(null);
  const source = lists.inUse.find((one) => one.id === list);

  useEffect(() => {
    let current = true;
    const found = source ? source.list.recordById(id).catch(() => null) : Promise.resolve(null);
    void found.then((one) => current && setListing(one));
    return () => {
      current = false;
    };
  }, [source, id]);
  useEffect(() => heading.current?.focus(), [listing]);

  if (listing === 'loading') return <p role="status">{t('lists:loading')}</p>;
  if (!listing || !source) {
    return (
      <>
        <p role="alert">{t('lists:missing')}</p>
        <p>
          <a href="#lists">{t('lists:back')}</a>
        </p>
      </>
    );
  }
  const { record, status } = listing;
  const { was } = settle(record, new Date().toISOString().slice(0, 10));
  const newestFirst = [...record.evidence].sort((a, b) => (a.date < b.date ? 1 : -1));
  return (
    <article>
      <p>
        <a href="#lists">{t('lists:back')}</a>
      </p>
      <h1 tabIndex={-1} ref={heading}>
        {record.name}
      </h1>
      <dl class="rf-facts">
        <Fact name={t('lists:status')} values={[statusName(status, context)]} />
        <Fact name={t('lists:place')} values={[placeName(record.jurisdiction, context)]} />
        <Fact name={t('lists:aliases')} values={record.aliases} />
        <Fact name={t('lists:domains')} values={record.domains} />
        <Fact name={t('lists:apps')} values={[...record.android, ...record.ios]} />
        <Fact name={t('lists:developers')} values={record.developers} />
        <Fact
          name={t('lists:licences')}
          values={record.licences.map(({ number, holder }) => t('lists:licence', { number, holder }))}
        />
        <Fact name={t('lists:inList')} values={[`${source.title} · ${source.list.date} · ${record.id}`]} />
      </dl>
      {was && <p>{t('lists:wasNote', { status: t(`common:status.${was.status}`), date: was.date })}</p>}
      {record.held && <p class="rf-notice">{t('lists:held', { why: record.held })}</p>}
      {record.notLender && <p class="rf-notice">{t('lists:notLender')}</p>}
      <h2>{t('lists:evidence')}</h2>
      <ul class="rf-found">
        {newestFirst.map((line) => (
          <li key={`${line.url} ${line.date} ${line.says}`}>
            <div>{line.says}</div>
            <div class="rf-small">
              {[
                statusName(line.status, context),
                line.source,
                line.date,
                t(`common:confidence.${line.confidence}`),
                line.outcome ? t('lists:outcome', { outcome: line.outcome }) : '',
                line.closed ? t('lists:closed', { date: line.closed }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
            {/^https?:/.test(line.url) && URL.canParse(line.url) && (
              <a href={line.url} target="_blank" rel="noreferrer noopener">
                {t('lists:source')}: {new URL(line.url).hostname} ({t('common:opensInNewTab')})
              </a>
            )}
          </li>
        ))}
      </ul>
      {sourcesDiffer(record) && <p>{t('warning:sourcesDiffer')}</p>}
      <ReportEntry
        record={record}
        status={status}
        list={{ id: list, version: source.list.header.version, contact: contactOf(source, packaged) }}
        context={context}
      />
    </article>
  );
}
