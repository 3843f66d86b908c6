import { useEffect, useRef, useState } from 'preact/hooks';
import { observeSettings } from '../../lib/settings/index.ts';
import { type PageContext, useAddress } from '../page/index.ts';
import { Mark } from '../theme/index.ts';
import { AppCheckView } from './app-check/index.ts';
import { BackupView } from './backup/index.ts';
import { CalculatorView } from './calculator/index.ts';
import { DebugView } from './debug/index.ts';
import { EvidenceView } from './evidence/index.ts';
import { LettersView } from './letters/index.ts';
import { ListsView } from './lists/index.ts';
import { PlanView } from './plan/index.ts';
import { RightsView } from './rights/index.ts';
import { SettingsView } from './settings/index.ts';
import { VisitsView } from './visits/index.ts';

const VIEWS = {
  visits: VisitsView,
  letters: LettersView,
  plan: PlanView,
  calculator: CalculatorView,
  evidence: EvidenceView,
  'app-check': AppCheckView,
  rights: RightsView,
  lists: ListsView,
  backup: BackupView,
  settings: SettingsView,
  debug: DebugView,
} as const;
type ViewName = keyof typeof VIEWS;

function viewIn(hash: string): ViewName {
  const name = hash.slice(1).split(/[/?]/)[0] ?? '';
  return Object.hasOwn(VIEWS, name) ? (name as ViewName) : 'visits';
}

/** The dashboard: one view at a time, named in the address, so that back, forward and bookmarks work. */
export function Dashboard({ context }: { context: PageContext }) {
  const view = useAddress(viewIn);
  const [debug, setDebug] = useState(context.settings.debug);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view);
  const { t } = context.translator;
  useEffect(() => observeSettings((settings) => setDebug(settings.debug)), []);
  useEffect(() => {
    document.title = `${t(`dashboard:nav.${view}`)} · ${t('common:name')}`;
    // The keyboard and the screen reader go with the eye, but not before anybody has chosen anything.
    if (shown.current !== view) main.current?.focus();
    shown.current = view;
  }, [view, t]);
  const View = VIEWS[view];
  const names = (Object.keys(VIEWS) as ViewName[]).filter((name) => name !== 'debug' || debug);
  return (
    <>
      <header class="rf-top">
        <span class="rf-brand">
          <Mark size={28} /> {t('common:name')}
        </span>
        <nav aria-label={t('dashboard:title')}>
          <ul class="rf-row">
            {names.map((name) => (
              <li key={name}>
                <a href={`#${name}`} aria-current={name === view ? 'page' : undefined}>
                  {t(`dashboard:nav.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main ref={main} tabIndex={-1}>
        <View context={context} />
      </main>
    </>
  );
}
