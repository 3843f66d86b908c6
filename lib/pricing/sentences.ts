/** A part of a prepared text without a full stop in it. */
export interface Span {
  start: number;
  end: number;
}

const STOP = /[。;!?|•\n।۔]|\.(?= )/g;
const ABBREVIATION =
  /(?:^|[^\p{L}])(?:\p{L}|rs|no|approx|aprox|min|max|mín|máx|núm|e\.g|i\.e|incl|excl|мес|руб|тыс|проц|p\.a|p\.m|a\.m|a\.a|e\.a|c\.a\.t)$/u;

/** The sentences of a prepared text. A stop of an abbreviation (`p.a.`, `Rs.`, `мес.`) ends none. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(STOP)) {
    if (match[0] === '.' && ABBREVIATION.test(text.slice(Math.max(start, match.index - 8), match.index))) continue;
    if (match.index > start) spans.push({ start, end: match.index });
    start = match.index + 1;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}
