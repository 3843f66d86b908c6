import type { Assessment, ReachFinding } from '../assessment/index.ts';
import { groupOfReach, lawsOf, lawsOn } from '../contacts/permissions/index.ts';
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
  /** The strictest law on it that the packs have: it forbids, limits or allows it, as in the report on an app. */
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

/**
 * The rows of "what this lender can reach", or [] where the page is no lender's and shows nothing. Contacts, call log,
 * messages, photos, location and camera always have a row; the microphone only where something speaks of it.
 */
export function explainReach(assessment: Assessment, packs: readonly Pack[], translator: Translator): ExplainedReach[] {
  const { reach, kind: page } = assessment;
  if (!reach || (page === 'none' && reach.every(({ asked, app }) => asked === 'not-asked' && app === undefined)))
    return [];
  const { t, language } = translator;
  const laws = lawsOf(packs);
  const told = new Set<string>();
  const lawOn = (kind: ReachFinding['kind']): ExplainedReach['law'] => {
    const [law] = lawsOn(groupOfReach(kind), laws);
    if (!law) return null;
    const { right, stance } = law;
    const place = placeInText(right.jurisdiction, language.tag);
    const full = { text: t(`reach:${stance}`, { place }), ...citedRight(right, translator) };
    // One right often speaks of several kinds: what limits it is told once, with the first of them.
    const again = told.has(right.id);
    told.add(right.id);
    return again ? { ...full, status: null, source: null, caveat: null } : full;
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
        law: lawOn(kind),
        evidence: (row?.evidence ?? []).map(({ text }) => text),
      },
    ];
  });
}
