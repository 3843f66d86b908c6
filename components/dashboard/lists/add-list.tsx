import { useRef, useState } from 'preact/hooks';
import { listUpdater, noteListsChanged } from '../../../lib/lists/index.ts';
import { LIST_FILE_LIMIT, type ListOffer } from '../../../lib/platforms/index.ts';
import type { PageContext } from '../../page/index.ts';
import { refusalText } from './refusals.ts';

type Source = string | Uint8Array<ArrayBuffer>;

/** Adds somebody's list by address or file: first what it offers and its key's fingerprint, then the user's word. */
export function AddList({ context }: { context: PageContext }) {
  const { t } = context.translator;
  const [address, setAddress] = useState('');
  const [offer, setOffer] = useState<{ source: Source; said: ListOffer } | null>(null);
  const [news, setNews] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  const ask = async (source: Source) => {
    setNews('');
    setOffer(null);
    const updater = await listUpdater();
    const said = await (typeof source === 'string' ? updater.offerFrom(source) : updater.offerFile(source));
    if ('reason' in said) {
      setNews(refusalText(said.reason, context));
      return;
    }
    setOffer({ source, said });
    // The keyboard goes where the question is.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const askFile = async (file: File) => {
    setOffer(null);
    // Looked at before it is read: such a file may not fit into memory.
    if (file.size > LIST_FILE_LIMIT) {
      setNews(refusalText('too-large', context));
      return;
    }
    try {
      await ask(new Uint8Array(await file.arrayBuffer()));
    } catch {
      // It was moved, or the medium was taken out.
      setNews(refusalText('damaged', context));
    }
  };
  const accept = async ({ source, said }: { source: Source; said: ListOffer }) => {
    try {
      const keys = said.keys.map(({ key }) => key);
      const result = await (await listUpdater()).accept(source, keys);
      setNews(
        result.outcome === 'refused'
          ? refusalText(result.reason, context)
          : t('lists:added', { title: said.title, version: `${result.version}` }),
      );
      if (result.outcome !== 'refused') setOffer(null);
    } catch {
      setNews(t('lists:refused.storage'));
    }
    await noteListsChanged();
  };
  return (
    <section aria-labelledby="lists-add">
      <h2 id="lists-add">{t('lists:add')}</h2>
      <p>{t('lists:addWhy')}</p>
      <form
        class="rf-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(address);
        }}
      >
        <label for="lists-address">{t('lists:address')}</label>
        <input
          id="lists-address"
          type="url"
          class="rf-field"
          required
          pattern="https://.+"
          maxLength={2000}
          autocomplete="off"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
        <p>
          <button type="submit" class="rf-button">
            {t('lists:addressLook')}
          </button>
        </p>
        <label for="lists-file">{t('lists:file')}</label>
        <input
          id="lists-file"
          type="file"
          class="rf-field"
          accept=".rflist"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void askFile(file);
          }}
        />
      </form>
      <p role="status">{news}</p>
      {offer && (
        <div class="rf-notice">
          <h3 tabIndex={-1} ref={heading}>
            {t('lists:offer', { title: offer.said.title, count: offer.said.records })}
          </h3>
          <p>
            {t('lists:offerFacts', {
              version: `${offer.said.version}`,
              date: offer.said.date,
              expires: offer.said.expires,
            })}
          </p>
          <p>{t('lists:fingerprint')}</p>
          <ul>
            {offer.said.keys.map(({ key, fingerprint }) => (
              <li key={key}>
                <code>{fingerprint}</code>
              </li>
            ))}
          </ul>
          <p>{t('lists:fingerprintWhy')}</p>
          <div class="rf-row">
            <button type="button" class="rf-button rf-primary" onClick={() => setOffer(null)}>
              {t('common:cancel')}
            </button>
            <button type="button" class="rf-button" onClick={() => void accept(offer)}>
              {t('lists:accept')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
