import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type Explanation, explain } from '../../lib/explain/index.ts';
import { homeJurisdiction } from '../../lib/home/index.ts';
import { HELP_CASES, type HelpCase } from '../../lib/rights/index.ts';
import { Guidance } from '../guidance/index.ts';
import { type PageContext, packsFor } from '../page/index.ts';
import { Mark } from '../theme/index.ts';
import { type CurrentTab, observeAssessment } from './current-tab.ts';
import { KeepPicture } from './keep-picture.tsx';
import { Verdict } from './verdict.tsx';

async function openDashboard(address = ''): Promise<void> {
  if (address) await browser.tabs.create({ url: browser.runtime.getURL(`/dashboard.html#${address}`) });
  else await browser.runtime.openOptionsPage();
  // On a phone the popup is a page of its own and would stay on top.
  window.close();
}

/** The toolbar popup: the verdict on this tab, the three doors, and the way to the saved list. */
export function Popup({ context, current }: { context: PageContext; current: CurrentTab }) {
  const { t } = context.translator;
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const [trusted, setTrusted] = useState(current.trusted);
  const [door, setDoor] = useState<HelpCase | null>(null);
  const [home, setHome] = useState(context.settings.jurisdiction);
  const [assessment, setAssessment] = useState(current.assessment);

  const [lender, setLender] = useState<string | null>(null);

  useEffect(() => {
    setLender(null);
    // Telling lenders on shared hosts apart takes a long list, which only a guide needs.
    if (door && assessment) void import('./lender-of.ts').then(({ lenderOf }) => setLender(lenderOf(assessment)));
  }, [door, assessment]);
  useEffect(() => observeAssessment(current, setAssessment), [current]);
  useEffect(() => {
    void homeJurisdiction().then(setHome);
  }, []);
  useEffect(() => {
    if (!assessment) return;
    void packsFor(assessment.jurisdiction, context.translator.language.tag).then((packs) => {
      setExplanation(explain(assessment, context.translator, packs));
    });
  }, [assessment, context]);

  return (
    <>
      <p class="rf-brand">
        <Mark size={24} /> {t('common:name')}
      </p>
      {door ? (
        <>
          <button type="button" class="rf-button" onClick={() => setDoor(null)}>
            {t('popup:back')}
          </button>
          <Guidance
            door={door}
            place={home ?? assessment?.jurisdiction.page ?? null}
            ofPage={home === null}
            lender={lender}
            context={context}
            title={t(`popup:door.${door}`)}
            openTool={(address) => void openDashboard(address)}
          />
        </>
      ) : (
        <>
          <Verdict
            current={{ ...current, assessment, trusted }}
            explanation={explanation}
            translator={context.translator}
            onTrust={setTrusted}
          />
          <KeepPicture
            current={current}
            translator={context.translator}
            onOpen={() => void openDashboard('evidence')}
          />
          <h2>{t('popup:doors')}</h2>
          <div class="rf-stack">
            {HELP_CASES.map((name) => (
              <button type="button" class="rf-button rf-door" onClick={() => setDoor(name)} key={name}>
                {t(`popup:door.${name}`)}
              </button>
            ))}
          </div>
        </>
      )}
      <nav class="rf-row" aria-label={t('common:name')}>
        <button type="button" class="rf-button rf-plain" onClick={() => void openDashboard()}>
          {t('popup:saved')}
        </button>
        <button type="button" class="rf-button rf-plain" onClick={() => void openDashboard('settings')}>
          {t('popup:settings')}
        </button>
      </nav>
    </>
  );
}
