import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { observeTrust, readTrust, trustSite, untrustSite } from '../../../lib/settings/index.ts';
import { forgetSite, getVisit, type VisitRow, type VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';

type Question = 'forget' | 'never';

/** What can be done with the site: trust it, delete or forget it, never record it. */
export function VisitSite({
  store,
  row,
  context,
  onGone,
  onNever,
  onDelete,
}: {
  store: VisitStore;
  row: VisitRow;
  context: PageContext;
  onGone: () => void;
  onNever: (row: VisitRow) => void;
  onDelete: (row: VisitRow) => void;
}) {
  const { t } = context.translator;
  const [trusted, setTrusted] = useState(false);
  const [asking, setAsking] = useState<Question | null>(null);
  const [failed, setFailed] = useState('');
  useEffect(() => {
    const follow = (trust: object) => setTrusted(Object.hasOwn(trust, row.host));
    void readTrust().then(follow);
    return observeTrust(follow);
  }, [row.host]);

  const trust = async () => {
    const visit = await getVisit(store, row.key);
    const reasons = visit.ok ? (visit.value.history[0]?.assessment.reasons ?? []) : [];
    const rules = reasons.filter((reason) => reason.severity !== 'info').map((reason) => reason.rule);
    await trustSite(row.host, rules, Date.now());
  };
  const forget = async (never: boolean) => {
    const result = await forgetSite(store, row.key, { never });
    if (!result.ok) return setFailed(t(`storage:${result.reason}`));
    if (never) onNever(row);
    onGone();
  };
  return (
    <section>
      <h3>{t('dashboard:site.title')}</h3>
      <div role="status">{trusted && <p>{t('dashboard:visits.trusted')}</p>}</div>
      <div class="rf-row">
        <button type="button" class="rf-button" onClick={() => void (trusted ? untrustSite(row.host) : trust())}>
          {trusted ? t('dashboard:visits.untrust') : t('dashboard:visits.trust')}
        </button>
        <button type="button" class="rf-button" onClick={() => onDelete(row)}>
          {t('dashboard:visits.delete')} <span class="rf-unseen">{row.name}</span>
        </button>
      </div>
      {(['forget', 'never'] as const).map((question) => (
        <Asked
          key={question}
          text={t(`dashboard:site.${question}`)}
          why={t(`dashboard:site.${question}Why`)}
          sure={t(`dashboard:site.${question}Sure`, { name: row.name })}
          yes={t(`dashboard:site.${question}Yes`)}
          no={t('common:cancel')}
          asking={asking === question}
          onAsk={(on) => setAsking(on ? question : null)}
          onYes={() => void forget(question === 'never')}
        />
      ))}
      <p role="alert">{failed}</p>
    </section>
  );
}

function Asked(props: {
  text: ComponentChildren;
  why: string;
  sure: string;
  yes: string;
  no: string;
  asking: boolean;
  onAsk: (asking: boolean) => void;
  onYes: () => void;
}) {
  if (!props.asking) {
    return (
      <p>
        <button type="button" class="rf-button" onClick={() => props.onAsk(true)}>
          {props.text}
        </button>
        <span class="rf-small rf-block">{props.why}</span>
      </p>
    );
  }
  return (
    <div class="rf-notice" role="alertdialog" aria-label={props.sure}>
      <p>{props.sure}</p>
      <div class="rf-row">
        <button
          type="button"
          class="rf-button rf-primary"
          ref={(element) => element?.focus()}
          onClick={() => props.onAsk(false)}
        >
          {props.no}
        </button>
        <button type="button" class="rf-button" onClick={props.onYes}>
          {props.yes}
        </button>
      </div>
    </div>
  );
}
