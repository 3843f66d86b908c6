import type { Snapshot, TextBlock } from './types.ts';

/** A run of blocks of one letter each is one word drawn letter by letter. */
export function joinLetters(blocks: TextBlock[]): TextBlock[] {
  if (!blocks.some((block) => block.text.length === 1)) return blocks;
  const joined: TextBlock[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    let end = at;
    while (end < blocks.length && /^\p{L}$/u.test(blocks[end]!.text)) end += 1;
    if (end - at < 3) {
      joined.push(blocks[at]!);
      continue;
    }
    joined.push({
      ...blocks[at]!,
      text: blocks
        .slice(at, end)
        .map((block) => block.text)
        .join(''),
    });
    at = end - 1;
  }
  return joined;
}

/** An empty snapshot with the given parts; for documents without content, and for tests. */
export function blankSnapshot(part: Partial<Snapshot> = {}): Snapshot {
  return {
    url: '',
    title: '',
    lang: '',
    metas: {},
    blocks: [],
    controls: [],
    actions: [],
    forms: [],
    schemaTypes: [],
    counts: {
      paragraphs: 0,
      tables: 0,
      headerCells: 0,
      articles: 0,
      iframes: 0,
      images: 0,
      codeBlocks: 0,
      textLength: 0,
      rows: 0,
      passwords: 0,
    },
    scriptHints: [],
    truncated: false,
    ...part,
  };
}
