import type { Assessment, ReachFinding } from '../assessment/index.ts';
import { groupOfReach, lawsOf } from '../contacts/permissions/index.ts';
import { placeInText, type Translator } from '../i18n/index.ts';
import type { Pack } from '../rights/index.ts';
import { type CitedRight, citedRight } from './cited.ts';

/** One kind of data, and how a lender comes by it. */
export interface ExplainedReach {
  kind: ReachFinding['kind'];
  label: string;
  /** `asked`, `said` or `calm`: how it is marked beside the words. */
  mark: 'asked' | 'said' | 'calm';
  state: string;
  /** The law on it, where the packs have one that forbids or limits it. */
  law: ({ text: string } & CitedRight) | null;
  /** Quoted words of the page. */
  evidence: string[];
}

const KINDS: readonly ReachFinding['kind'][] = [
  'contacts',
  'call-log',
  'messages',
  'photos',
  'location',
  'camera',
  'microphone',
];

function lawOn(kind: ReachFinding['kind'], packs: readonly Pack[], translator: Translator): ExplainedReach['law'] {
  const { t, language } = translator;
  const group = groupOfReach(kind);
  const laws = lawsOf(packs).filter(({ groups }) => groups.includes(group));
  const law = laws.find(({ stance }) => stance === 'forbidden') ?? laws[0];
  if (!law) return null;
  const { right, stance } = law;
  const place = placeInText(right.jurisdiction, language.tag);
  return { text: t(`reach:${stance}`, { place }), ...citedRight(right, translator) };
}

/**
 * The rows of "what this lender can reach", or [] where the page is no lender's and shows nothing. Contacts, call log,
 * messages, photos, location and camera always have a row; the microphone only where something speaks of it.
 */
export function explainReach(assessment: Assessment, packs: readonly Pack[], translator: Translator): ExplainedReach[] {
  const { reach, kind: page } = assessment;
  if (!reach || (page === 'none' && reach.every(({ asked, app }) => asked === 'not-asked' && app === undefined)))
    return [];
  const { t } = translator;
  const told = new Set<string>();
  // One right often speaks of several kinds: what limits it is told once, with the first of them.
  const lawOnce = (kind: ReachFinding['kind']): ExplainedReach['law'] => {
    const law = lawOn(kind, packs, translator);
    if (!law || !told.has(law.citation)) {
      if (law) told.add(law.citation);
      return law;
    }
    return { ...law, status: null, source: null, caveat: null };
  };
  return KINDS.flatMap((kind): ExplainedReach[] => {
    const row = reach.find((found) => found.kind === kind);
    if (!row && kind === 'microphone') return [];
    const asked = row?.asked === 'asked';
    const policy = row?.policy ?? 'silent';
    const states = [asked ? t('reach:asked') : t('reach:notAsked')];
    if (row?.app !== undefined) states.push(t('reach:appAsks', { app: row.app }));
    if (policy !== 'silent') {
      const text = t(`reach:${policy}`);
      states.push(row?.policyAt === undefined ? text : t('common:aside', { text, aside: row.policyAt }));
    }
    return [
      {
        kind,
        label: t(`reach:kind.${kind}`),
        mark: asked || row?.app !== undefined ? 'asked' : policy === 'said' ? 'said' : 'calm',
        state: states.reduce((first, next) => t('common:pair', { first, next })),
        law: lawOnce(kind),
        evidence: (row?.evidence ?? []).map(({ text }) => text),
      },
    ];
  });
}
