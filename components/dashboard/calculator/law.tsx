import { useEffect, useState } from 'preact/hooks';
import { citedRight } from '../../../lib/explain/index.ts';
import { homeJurisdiction } from '../../../lib/home/index.ts';
import { placeName } from '../../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../../lib/package/index.ts';
import { currencyDigits } from '../../../lib/plan/index.ts';
import type { Loan } from '../../../lib/pricing/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import { percentIn } from './figures.ts';
import { type HeldCap, heldCaps } from './held-caps.ts';

const rights = openRights(fetchPackagedJson);

/** Values of the choice that are no kind of lender. */
const UNKNOWN = '?';
const OTHER = '';

function CapLine({ cap, pack, context }: { cap: HeldCap; pack: Pack; context: PageContext }) {
  const { t } = context.translator;
  const percent = percentIn(context);
  const values = {
    limit: percent(cap.limit),
    kind: t(`calculator:kind.${cap.kind}`),
    figure: percent(cap.figure),
  };
  const right = pack.rights.find(({ id }) => id === cap.rightId);
  const lender = pack.lenders.find(({ id }) => id === cap.lender);
  return (
    <>
      <p class={cap.verdict === 'over' ? 'rf-notice rf-danger' : 'rf-notice'}>
        {cap.verdict === 'none'
          ? t('calculator:bindsOnly', { ...values, lender: lender?.text ?? '' })
          : t(`calculator:${cap.verdict}`, values)}
      </p>
      {right && (
        <>
          <p lang={right.language}>{right.text}</p>
          <p class="rf-small">
            <Cited cited={citedRight(right, context.translator)} newTab={t('common:opensInNewTab')} />
          </p>
        </>
      )}
    </>
  );
}

/**
 * What the law where the user lives says of the price. Where its limits tell kinds of lenders apart, the user can say
 * which it is; until then each limit stands there with whom it binds, and no verdict.
 */
export function Law({
  loan,
  principal,
  currency,
  today,
  context,
}: {
  loan: Loan;
  /** Minor units. */
  principal: number;
  currency: string;
  today: string;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const [found, setFound] = useState<{ home: string | null; pack: Pack | null } | null>(null);
  const [lender, setLender] = useState(UNKNOWN);
  const [caps, setCaps] = useState<HeldCap[] | null>(null);
  useEffect(() => {
    const read = async () => {
      const home = await homeJurisdiction();
      setFound({ home, pack: home ? await rights.pack(home, language.tag) : null });
    };
    void read();
  }, [language]);
  const pack = found?.pack ?? null;
  useEffect(() => {
    if (!pack) return;
    let current = true;
    const units = principal / 10 ** currencyDigits(currency);
    const told = lender === UNKNOWN ? null : lender;
    void heldCaps(loan, { pack, principal: units, currency, today, lender: told }).then((next) => {
      if (current) setCaps(next);
    });
    return () => {
      current = false;
    };
  }, [pack, loan, principal, currency, today, lender]);
  if (!found) return null;
  const { home } = found;
  if (!home) {
    return (
      <p class="rf-notice">
        <a href="#settings">{t('calculator:noHome')}</a>
      </p>
    );
  }
  const place = placeName(home, language.tag);
  if (!pack) return <p class="rf-notice">{t('calculator:noPack', { place })}</p>;
  if (!caps) return null;
  return (
    <section>
      <h3>{t('calculator:law', { place })}</h3>
      {pack.lenders.length > 0 && (
        <Choice
          label={t('calculator:lender')}
          value={lender}
          options={[
            { value: UNKNOWN, text: t('calculator:lenderUnknown') },
            ...pack.lenders.map(({ id, text }) => ({ value: id, text })),
            { value: OTHER, text: t('calculator:lenderOther') },
          ]}
          onChoose={setLender}
        />
      )}
      {caps.map((cap) => (
        <CapLine cap={cap} pack={pack} context={context} key={`${cap.rightId}/${cap.kind}/${cap.lender}`} />
      ))}
      {caps.length === 0 && (
        <>
          <p class="rf-notice">{t(lender === OTHER ? 'calculator:noCapOther' : 'calculator:noCap', { place })}</p>
          <p lang={pack.priceNote.language}>{pack.priceNote.text}</p>
        </>
      )}
      <p class="rf-small">{t('common:information', { asOf: pack.asOf })}</p>
    </section>
  );
}
