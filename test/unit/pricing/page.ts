import { blankSnapshot, type Snapshot, type TextBlock } from '../../../lib/page/index.ts';

/** A page of a lender with these lines; a line is text (a paragraph) or `tag: text`. */
export function pageOf(lines: readonly string[], lang = 'en', title = 'Loan 贷款 pinjaman'): Snapshot {
  const snapshot = blankSnapshot({ url: 'https://lender.example/' });
  snapshot.lang = lang;
  snapshot.title = title;
  snapshot.blocks = lines.map((line): TextBlock => {
    const tagged = /^(h[1-6]|li|td|th|div|dt|dd|label|button): /.exec(line);
    const tag = tagged?.[1] ?? 'p';
    return { text: tagged ? line.slice(tagged[0].length) : line, tag, where: tag };
  });
  return snapshot;
}
