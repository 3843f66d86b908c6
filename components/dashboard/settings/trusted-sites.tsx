import { useEffect, useState } from 'preact/hooks';
import { observeTrust, readTrust, type Trust, untrustSite } from '../../../lib/settings/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The sites that the user trusts, each with the way to take it back. */
export function TrustedSites({ context }: { context: PageContext }) {
  const { t, language } = context.translator;
  const [trust, setTrust] = useState<Trust>({});
  useEffect(() => {
    void readTrust().then(setTrust);
    return observeTrust(setTrust);
  }, []);
  const date = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium' });
  const sites = Object.entries(trust).sort(([a], [b]) => a.localeCompare(b));
  return (
    <section>
      <h2>{t('settings:trusted')}</h2>
      {sites.length === 0 && <p>{t('settings:trustedNone')}</p>}
      <ul>
        {sites.map(([host, { at }]) => (
          <li key={host}>
            {t('settings:trustedSince', { host, date: date.format(at) })}{' '}
            <button type="button" class="rf-button" onClick={() => void untrustSite(host)}>
              {t('settings:untrust', { host })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
