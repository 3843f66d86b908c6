import { useState } from 'preact/hooks';
import { citedRight } from '../../../lib/explain/index.ts';
import { placeInText } from '../../../lib/i18n/index.ts';
import { currencyDigits } from '../../../lib/plan/index.ts';
import type { Loan } from '../../../lib/pricing/index.ts';
import type { Pack } from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import type { PageContext } from '../../page/index.ts';
import { Choice } from '../settings/index.ts';
import { percentIn } from './figures.ts';
import { type HeldCap, heldCaps } from './held-caps.ts';

/** Values of the choice that are no kind of lender. */
const UNKNOWN = '?';
const OTHER = '';

/** A loan that is held against a law. */
export interface Held {
  loan: Loan;
  /** Minor units. */
  principal: number;
  currency: string;
  /** YYYY-MM-DD */
  today: string;
  context: PageContext;
}

/** A cap beside the loan, and after the last of the caps of a right that right. */
function CapLine({ cap, last, pack, context }: { cap: HeldCap; last: boolean; pack: Pack; context: PageContext }) {
  const { t } = context.translator;
  const percent = percentIn(context);
  const values = {
    limit: percent(cap.limit),
    kind: t(`calculator:kind.${cap.counts === 'all-in' ? cap.kind : 'interest'}`),
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
      {right && last && (
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
 * A loan held against the limits of a pack. Where they tell kinds of lenders apart, the user can say which it is; until
 * then each limit stands there with whom it binds, and no verdict.
 */
export function Caps({ pack, home, held }: { pack: Pack; home: string; held: Held }) {
  const { loan, principal, currency, today, context } = held;
  const { t, language } = context.translator;
  const [lender, setLender] = useState(UNKNOWN);
  const place = placeInText(home, language.tag);
  const units = principal / 10 ** currencyDigits(currency);
  const caps = heldCaps(loan, { pack, principal: units, currency, today, lender: lender === UNKNOWN ? null : lender });
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
      {caps.map((cap, at) => (
        <CapLine
          cap={cap}
          last={!caps.slice(at + 1).some(({ rightId }) => rightId === cap.rightId)}
          pack={pack}
          context={context}
          key={`${cap.rightId}/${cap.kind}/${cap.counts}/${cap.limit}/${cap.lender}`}
        />
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
