/** One sentence and where it begins in the text it was taken from. */
export interface Sentence {
  text: string;
  at: number;
}

const LONGEST = 1_200;
const END = /[.!?](?=\s|$)|[。！？；;।۔\n]/g;

/** Sentences of a text, by the stops of every script; a run without a stop is cut at 1,200 characters. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const push = (from: number, to: number) => {
    for (let at = from; at < to; at += LONGEST) {
      const part = text.slice(at, Math.min(to, at + LONGEST));
      const lead = part.length - part.trimStart().length;
      if (part.trim() !== '') sentences.push({ text: part.trim(), at: at + lead });
    }
  };
  let from = 0;
  for (const stop of text.matchAll(END)) {
    push(from, stop.index + 1);
    from = stop.index + 1;
  }
  push(from, text.length);
  return sentences;
}
