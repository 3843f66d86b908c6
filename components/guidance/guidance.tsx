import { useEffect, useRef, useState } from 'preact/hooks';
import { citedRight } from '../../lib/explain/index.ts';
import { placeInText } from '../../lib/i18n/index.ts';
import { fetchPackagedJson } from '../../lib/package/index.ts';
import {
  type GuidanceDoor,
  type GuidanceStep,
  guideLetterAddress,
  type HelpCase,
  openGuidance,
  openRights,
  type Pack,
  selectRights,
} from '../../lib/rights/index.ts';
import { Cited } from '../explanation/index.ts';
import type { PageContext } from '../page/index.ts';
import { StepParts } from './step-parts.tsx';

const rights = openRights(fetchPackagedJson);

type State = { phase: 'loading' } | { phase: 'failed' } | { phase: 'ready'; door: GuidanceDoor; pack: Pack | null };

/** Headings of the guide, of its steps and of their parts: one step deeper where the page has a title of its own. */
const ALONE = { Title: 'h1', Step: 'h2', Part: 'h3' } as const;
const BELOW = { Title: 'h2', Step: 'h3', Part: 'h4' } as const;
type Levels = typeof ALONE | typeof BELOW;

function Lines({ title, items, levels: { Part } }: { title: string; items: string[]; levels: Levels }) {
  if (items.length === 0) return null;
  return (
    <>
      <Part>{title}</Part>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

function Step({
  step,
  pack,
  context,
  language,
  levels,
  letterPlace,
  lender,
  openTool,
}: {
  step: GuidanceStep;
  pack: Pack | null;
  letterPlace: string | null;
  lender: string | null;
  context: PageContext;
  language: string;
  levels: Levels;
  openTool: (address: string) => void;
}) {
  const { t } = context.translator;
  const cited = pack?.rights.filter((right) => step.place?.cites.includes(right.id)) ?? [];
  const own = pack && step.topics.length > 0 && !step.place ? selectRights(pack, step.topics).slice(0, 3) : [];
  return (
    <section class="rf-step" lang={language}>
      <levels.Step>{step.title}</levels.Step>
      {step.body.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Lines title={t('guidance:say')} items={step.say} levels={levels} />
      <Lines title={t('guidance:doNotSay')} items={step.doNotSay} levels={levels} />
      <Lines title={t('guidance:writeDown')} items={step.writeDown} levels={levels} />
      {step.place && pack && (
        <div lang={step.place.language}>
          <levels.Part lang={context.translator.language.tag}>
            {t('guidance:inPlace', { place: placeInText(pack.jurisdiction, context.translator.language.tag) })}
          </levels.Part>
          {step.place.body.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {[...cited, ...own].map((right) => (
        <p class="rf-small" lang={context.translator.language.tag} key={right.id}>
          {own.includes(right) && <span lang={right.language}>{right.text} </span>}
          <Cited cited={citedRight(right, context.translator)} newTab={t('common:opensInNewTab')} />
        </p>
      ))}
      {pack && <StepParts parts={step.show} pack={pack} context={context} heading={levels.Part} />}
      <div class="rf-row">
        {step.letter && (
          <button
            type="button"
            class="rf-button"
            onClick={() => step.letter && openTool(guideLetterAddress(step.letter, lender, letterPlace))}
          >
            {t('guidance:letter')}
          </button>
        )}
        {step.tool && (
          <button type="button" class="rf-button" onClick={() => openTool(`${step.tool}`)}>
            {t(`guidance:tool.${step.tool}`)}
          </button>
        )}
      </div>
    </section>
  );
}

/**
 * One of the three doors: guidance in short steps for the place where the user lives, help lines first where somebody is
 * being harassed or cannot pay. `openTool` opens a view of the dashboard by its address. `title` is what the guide is
 * called until it is there, where it is the whole page and has its only `h1`.
 */
export function Guidance({
  door: name,
  place,
  ofPage = false,
  lender = null,
  context,
  title,
  openTool,
}: {
  door: HelpCase;
  place: string | null;
  /** Whether `place` is the open page's, since nobody knows where the user lives. */
  ofPage?: boolean;
  /** Key of the visit of the lender on the screen, for the letters about it. */
  lender?: string | null;
  context: PageContext;
  title?: string;
  openTool: (address: string) => void;
}) {
  const { t, language } = context.translator;
  const levels: Levels = title === undefined ? BELOW : ALONE;
  const [state, setState] = useState<State>({ phase: 'loading' });
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const read = Promise.all([
      openGuidance(fetchPackagedJson, name, language.tag, place),
      place === null ? null : rights.pack(place, language.tag),
    ]);
    read.then(
      ([door, pack]) => setState({ phase: 'ready', door, pack }),
      () => setState({ phase: 'failed' }),
    );
  }, [name, place, language]);
  useEffect(() => {
    if (state.phase === 'ready') heading.current?.focus();
  }, [state.phase]);

  if (state.phase !== 'ready')
    return (
      <>
        {title !== undefined && <h1>{title}</h1>}
        {state.phase === 'loading' ? (
          <p role="status">{t('guidance:loading')}</p>
        ) : (
          <p role="alert">{t('guidance:failed')}</p>
        )}
      </>
    );
  const { door, pack } = state;
  return (
    <article>
      <levels.Title ref={heading} tabIndex={-1} lang={door.language}>
        {door.title}
      </levels.Title>
      <p lang={door.language}>{door.intro}</p>
      {(!pack || ofPage) && (
        <p class="rf-notice">
          <button type="button" class="rf-button rf-plain" onClick={() => openTool('settings')}>
            {pack
              ? t('common:placeOfPage', { place: placeInText(pack.jurisdiction, language.tag) })
              : t('guidance:noPlace')}
          </button>
        </p>
      )}
      {name !== 'borrow' && !pack?.help.some((entry) => entry.kind === 'crisis') && (
        <p class="rf-help" lang={door.language}>
          {door.worldwideCrisis.text}{' '}
          <a href={door.worldwideCrisis.url} target="_blank" rel="noopener noreferrer">
            {door.worldwideCrisis.name}
          </a>
        </p>
      )}
      {door.steps.map((step) => (
        <Step
          step={step}
          pack={pack}
          letterPlace={ofPage ? place : null}
          lender={lender}
          context={context}
          language={door.language}
          levels={levels}
          openTool={openTool}
          key={step.id}
        />
      ))}
      <p class="rf-small" lang={door.language}>
        {door.notice} {pack && t('common:information', { asOf: pack.asOf })}
      </p>
    </article>
  );
}
