import type { Snapshot } from '../page/index.ts';
import { findConcepts } from '../recognise/index.ts';
import { findWords } from './words.ts';

/**
 * Whether a page deals in loans, in something that asks for emergency contacts for good reason (a staff screen among
 * them), or does not say.
 */
export type Setting = 'lending' | 'elsewhere' | 'unknown';

const LENDING = new Set(
  'product apply borrow amount term repay overdue limit payout rate loan-account loan-policy purpose no-check upfront-fee carrier'.split(
    ' ',
  ),
);
// Words that lending shares with many other trades.
const SHARED = new Set(['apply', 'term', 'rate', 'overdue', 'purpose']);
const ELSEWHERE = new Set(
  'job school welfare tenancy insurance library equipment charity forum shop mailing-tool'.split(' '),
);
const MOST_BLOCKS = 400;

/** The texts by which a page says what it is for: title, description, headings, labels, buttons, short blocks. */
function tellingTexts(snapshot: Snapshot): { text: string; weight: number }[] {
  const texts = [
    { text: snapshot.title, weight: 3 },
    { text: snapshot.metas.description ?? '', weight: 1 },
    { text: snapshot.metas['og:title'] ?? '', weight: 1 },
  ];
  for (const block of snapshot.blocks.slice(0, MOST_BLOCKS)) {
    if (block.zone === 'nav' || block.zone === 'footer') continue;
    if (/^h[1-3]$/.test(block.tag)) texts.push({ text: block.text, weight: 2 });
    else if (block.text.length <= 160) texts.push({ text: block.text, weight: 1 });
    else texts.push({ text: block.text.slice(0, 400), weight: 0.5 });
  }
  for (const control of snapshot.controls.slice(0, 150)) {
    texts.push({ text: control.label, weight: 1 }, { text: control.key, weight: 1 });
  }
  for (const action of snapshot.actions.slice(0, 60))
    if (action.kind === 'button') texts.push({ text: action.text, weight: 1 });
  return texts;
}

/** Whether the page is a staff screen: three different words of back offices in its title, headings, menus and buttons. */
function isStaffScreen(snapshot: Snapshot): boolean {
  const terms = new Set<string>();
  const look = (text: string) => {
    for (const { concept, term } of findConcepts(text)) if (concept === 'back-office') terms.add(term);
  };
  look(snapshot.title);
  for (const action of snapshot.actions.slice(0, 100)) look(action.text);
  for (const block of snapshot.blocks.slice(0, MOST_BLOCKS)) {
    if (block.text.length <= 40 && (/^(?:h[1-4]|li|th)$/.test(block.tag) || block.zone === 'nav')) look(block.text);
  }
  return terms.size >= 3;
}

/**
 * What the page is about, as far as it matters for other people's telephone numbers. `unknown` where it says neither;
 * many steps of real applications never say "loan", so `unknown` is not innocent.
 */
export function settingOf(snapshot: Snapshot): Setting {
  if (isStaffScreen(snapshot)) return 'elsewhere';
  let lending = 0;
  let elsewhere = 0;
  for (const { text, weight } of tellingTexts(snapshot)) {
    if (text === '') continue;
    const seen = new Set<string>();
    for (const { concept } of findConcepts(text)) {
      if (seen.has(concept)) continue;
      seen.add(concept);
      if (LENDING.has(concept)) lending += SHARED.has(concept) ? weight * 0.4 : weight;
      else if (ELSEWHERE.has(concept)) elsewhere += weight * 0.8;
    }
    if (findWords(text).found.some(({ concept }) => concept === 'elsewhere')) elsewhere += weight;
  }
  if (lending >= 2 && lending >= elsewhere) return 'lending';
  if (elsewhere >= 1.5 && elsewhere > lending) return 'elsewhere';
  return lending >= 2 ? 'lending' : 'unknown';
}

const REPORTING = new Set([
  'article',
  'warning-list',
  'debt-advice',
  'forum',
  'developer-docs',
  'glossary',
  'dictionary',
]);

/**
 * Whether a page reports about others: a news article, a regulator's warning, advice for debtors, a forum, developers'
 * documentation. What such a page says of address books is about other people's apps.
 */
export function isReport(snapshot: Snapshot): boolean {
  if (snapshot.schemaTypes.some((type) => /Article$|BlogPosting|QAPage|DiscussionForum|TechArticle/.test(type)))
    return true;
  if (/article/i.test(snapshot.metas['og:type'] ?? '') || snapshot.metas['article:published_time']) return true;
  if (snapshot.counts.codeBlocks >= 2) return true;
  const terms = new Set<string>();
  for (const block of snapshot.blocks.slice(0, MOST_BLOCKS)) {
    if (block.zone === 'nav' || block.zone === 'footer') continue;
    for (const { concept, term } of findConcepts(block.text))
      if (REPORTING.has(concept)) terms.add(`${concept} ${term}`);
  }
  const article = snapshot.counts.articles > 0 && snapshot.controls.length <= 3;
  return terms.size >= (article ? 1 : 5);
}
