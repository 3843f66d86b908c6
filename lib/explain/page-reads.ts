import { placeOf, type Said } from '../contacts/index.ts';
import type { Translator } from '../i18n/index.ts';
import type { PolicyProblem } from '../policy-read/index.ts';

/** What the reading of a policy came to, in the user's language. Plain data. */
export interface PolicyReport {
  language: string;
  dir: 'ltr' | 'rtl';
  lines: string[];
  /** Sentences of the policy, in its own language. */
  quotes: string[];
}

/** What the codes in a picture say, in the user's language. Plain data. */
export interface CodesReport {
  language: string;
  dir: 'ltr' | 'rtl';
  lines: string[];
}

/** Longest text of a code that is shown. */
const LONGEST = 500;

/** The sentences on a policy that was read for the user, or on why it could not be. Pure. */
export function policyReport(
  outcome:
    | { ok: true; url: string; said: readonly Said[] }
    | { ok: false; url: string; problem: PolicyProblem; detail: string },
  { t, language }: Translator,
): PolicyReport {
  const head = { language: language.tag, dir: language.dir };
  const page = placeOf(outcome.url);
  if (!outcome.ok) {
    const { problem, detail } = outcome;
    return { ...head, lines: [t(`reach:policy.problem.${problem}`, { status: detail, host: detail })], quotes: [] };
  }
  const list = new Intl.ListFormat(language.tag, { type: 'conjunction' });
  const kinds = (policy: Said['policy']) =>
    list.format(outcome.said.filter((row) => row.policy === policy).map(({ kind }) => t(`reach:kind.${kind}`)));
  const lines = [t('reach:policy.done', { page })];
  if (kinds('said') !== '') lines.push(t('reach:policy.takes', { kinds: kinds('said') }));
  if (kinds('denied') !== '') lines.push(t('reach:policy.spares', { kinds: kinds('denied') }));
  if (outcome.said.length === 0) lines.push(t('reach:policy.silent'));
  return { ...head, lines, quotes: [...new Set(outcome.said.map(({ text }) => text))] };
}

/** The sentences on the codes that were read in a picture of the page. Their texts are shown and not followed. Pure. */
export function codesReport(
  seen: { ok: true; texts: readonly string[] } | { ok: false },
  apps: number,
  { t, language }: Translator,
): CodesReport {
  const head = { language: language.tag, dir: language.dir };
  if (!seen.ok) return { ...head, lines: [t('app-check:qr.refused')] };
  if (seen.texts.length === 0) return { ...head, lines: [t('app-check:qr.none')] };
  return {
    ...head,
    lines: [
      ...seen.texts.map((text) => t('app-check:qr.says', { text: text.slice(0, LONGEST) })),
      ...(apps > 0 ? [t('app-check:qr.offers')] : []),
    ],
  };
}
