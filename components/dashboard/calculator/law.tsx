import { useEffect, useState } from 'preact/hooks';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { placeInText } from '../../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import { Caps, type Held } from './caps.tsx';

const rights = openRights(fetchPackagedJson);

/** What the law where the user lives says of the price. */
export function Law({ held }: { held: Held }) {
  const { t, language } = held.context.translator;
  const [found, setFound] = useState<{ home: string | null; pack: Pack | null } | null>(null);
  useEffect(() => {
    const read = async () => {
      const home = await homeJurisdiction();
      setFound({ home, pack: home ? await rights.pack(home, language.tag) : null });
    };
    void read();
  }, [language]);
  if (!found) return null;
  const { home, pack } = found;
  if (!home) {
    return (
      <p class="rf-notice">
        <a href="#settings">{t('calculator:noHome')}</a>
      </p>
    );
  }
  if (!pack) return <p class="rf-notice">{t('calculator:noPack', { place: placeInText(home, language.tag) })}</p>;
  return <Caps pack={pack} home={home} held={held} />;
}
