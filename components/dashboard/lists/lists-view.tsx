import { type PageContext, useAddress } from '../../page/index.ts';
import { AddList } from './add-list.tsx';
import { ListTable } from './list-table.tsx';
import { Numbers } from './numbers.tsx';
import { OwnEntries } from './own-entries.tsx';
import { RecordPage } from './record-page.tsx';
import { Search } from './search.tsx';
import { Updates } from './updates.tsx';
import { useLists } from './use-lists.ts';

/** List and record that the address names (`#lists/<list>/<record>`), or null on the page of all lists. */
function recordIn(hash: string): { list: string; id: string } | null {
  const [, list, id] = hash.split('/');
  try {
    return list && id ? { list: decodeURIComponent(list), id: decodeURIComponent(id) } : null;
  } catch {
    // An address that somebody cut off names nothing.
    return null;
  }
}

/** The lists: which there are, looking somebody up, numbers, lists of others, the user's own entries, and one record. */
export function ListsView({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const opened = useLists();
  const record = useAddress(recordIn);

  if (opened.phase === 'loading') return <p role="status">{t('lists:loading')}</p>;
  if (opened.phase === 'failed') return <p role="alert">{t('lists:failed')}</p>;
  // The search stays as it was for whoever comes back from a record.
  return (
    <>
      {record && <RecordPage key={`${record.list}/${record.id}`} {...record} opened={opened} context={context} />}
      <div hidden={record !== null}>
        <h1>{t('lists:title')}</h1>
        <p>{t('lists:intro')}</p>
        {!opened.state && <p class="rf-notice">{t('lists:noStore')}</p>}
        <Search lists={opened.lists} context={context} />
        <ListTable opened={opened} context={context} />
        <Numbers lists={opened.lists} context={context} />
        {opened.state && (
          <>
            <Updates hasSource={opened.source.url !== null} context={context} />
            <AddList context={context} />
            <OwnEntries entries={opened.state.own} context={context} />
          </>
        )}
      </div>
    </>
  );
}
