import type { Assessment, ReachFinding } from '../assessment/index.ts';
import { groupOfReach, lawsOf } from '../contacts/permissions/index.ts';
import type { Translator } from '../i18n/index.ts';
import type { Pack } from '../rights/index.ts';

/** One kind of data, and how a lender comes by it. */
export interface ExplainedReach {
  kind: ReachFinding['kind'];
  label: string;
  /** `asked`, `said` or `calm`: how it is marked beside the words. */
  mark: 'asked' | 'said' | 'calm';
  state: string;
  /** The law on it, where the packs have one that forbids or limits it. */
  law: { text: string; citation: string; citationLang: string; url: string | null } | null;
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

function lawOn(kind: ReachFinding['kind'], packs: readonly Pack[], { t, language }: Translator): ExplainedReach['law'] {
  const group = groupOfReach(kind);
  const laws = lawsOf(packs).filter(({ groups }) => groups.includes(group));
  const law = laws.find(({ stance }) => stance === 'forbidden') ?? laws[0];
  if (!law) return null;
  const { right, stance } = law;
  const place = new Intl.DisplayNames([language.tag], { type: 'region' }).of(right.jurisdiction) ?? right.jurisdiction;
  return {
    text: t(`reach:${stance}`, { place }),
    citation: right.shown === 'unverified' ? `${right.citation}, ${t('common:unverified')}` : right.citation,
    citationLang: right.citationLanguage,
    url: right.source && right.source.kind !== 'other' ? right.source.url : right.officialSite,
  };
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
  return KINDS.flatMap((kind): ExplainedReach[] => {
    const row = reach.find((found) => found.kind === kind);
    if (!row && kind === 'microphone') return [];
    const asked = row?.asked === 'asked';
    const policy = row?.policy ?? 'silent';
    const states = [asked ? t('reach:asked') : t('reach:notAsked')];
    if (row?.app !== undefined) states.push(t('reach:appAsks', { app: row.app }));
    const where = row?.policyAt === undefined ? '' : ` (${row.policyAt})`;
    if (policy === 'said') states.push(t('reach:said') + where);
    if (policy === 'denied') states.push(t('reach:denied') + where);
    return [
      {
        kind,
        label: t(`reach:kind.${kind}`),
        mark: asked || row?.app !== undefined ? 'asked' : policy === 'said' ? 'said' : 'calm',
        state: states.join('; '),
        law: lawOn(kind, packs, translator),
        evidence: (row?.evidence ?? []).map(({ text }) => text),
      },
    ];
  });
}
