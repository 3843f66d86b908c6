import type { Line } from './page-text.ts';

/** How many lines before and behind a statement are looked at for what the page talks about there. */
const NEAR = 6;

const counts = (line: Line | undefined, concept: string) =>
  line?.words.filter((word) => word.concept === concept).length ?? 0;

/**
 * Whether a statement stands where the page is about loans: its own line, a heading, the title or the lines around it
 * say so, and they do not talk more of what the reader earns.
 */
export function standsInLoanTalk(lines: readonly Line[], place: number, titled: boolean): boolean {
  let loan = titled ? 1 : 0;
  let savings = 0;
  for (let at = place - NEAR; at <= place + NEAR; at += 1) {
    loan += counts(lines[at], 'loan') + (at === place ? counts(lines[at], 'interest') / 2 : 0);
    if (Math.abs(at - place) <= 3) savings += counts(lines[at], 'savings');
  }
  return loan > 0 && loan >= savings;
}

const HEADS = new Set(['title', 'meta', 'h1', 'h2']);

/** Whether title, description or a main heading is about loans. */
export function isTitledLoan(lines: readonly Line[]): boolean {
  return lines.some((line) => HEADS.has(line.tag) && counts(line, 'loan') > 0);
}
