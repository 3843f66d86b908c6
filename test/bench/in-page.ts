import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { looksLending } from '../../lib/page/gate-scan.ts';
import { takeSnapshot } from '../../lib/page/index.ts';
import { readPage } from '../../lib/recognise/index.ts';

// A usual cap for reading a page's text (that of autoconsent's heuristics): what a gate with no idea of its own of where
// to look would walk, without doing anything with it.
const LETTERS = 100_000;

function bareWalk(target: Document): number {
  let seen = target.querySelectorAll('input,select,textarea').length;
  const walker = target.createTreeWalker(target.body ?? target, NodeFilter.SHOW_TEXT);
  let letters = 0;
  while (letters < LETTERS) {
    const node = walker.nextNode();
    if (!node) break;
    letters += node.nodeValue?.length ?? 0;
    seen += 1;
  }
  return seen + letters;
}

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** Milliseconds of one run each of two functions on a document, measured in turn so that both meet the same machine. */
function pair(rounds: number, ours: () => unknown, peer: () => unknown): { ours: number; peer: number } {
  let [mine, theirs] = [0, 0];
  // The first round warms the code up.
  for (let round = 0; round <= rounds; round += 1) {
    const first = performance.now();
    ours();
    const second = performance.now();
    peer();
    const third = performance.now();
    if (round === 0) continue;
    mine += second - first;
    theirs += third - second;
  }
  return { ours: mine / rounds, peer: theirs / rounds };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function paragraphs(count: number): string {
  // Shorter than the 140 letters from which Readability counts a paragraph, or it would be done after a few of them.
  const words = 'The river was low that year and the boats lay on the sand until the rain came in October';
  const body = Array.from({ length: count }, (_, at) => `<p>${at} ${words}.</p>`).join('');
  return `<!doctype html><title>A long read</title><body>${body}</body>`;
}

const api = {
  /** All pages in a row, since the clock of a page ticks more slowly than one look takes. The medians of the rounds. */
  gateBesideWalk(pages: string[], rounds: number) {
    const targets = pages.map(parse);
    const timed = (one: (target: Document) => unknown) => {
      const began = performance.now();
      for (const target of targets) one(target);
      return performance.now() - began;
    };
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round += 1) {
      const [mine, theirs] = [timed(looksLending), timed(bareWalk)];
      // The first round warms the code up.
      if (round === 0) continue;
      ours.push(mine);
      peer.push(theirs);
    }
    return { ours: median(ours), peer: median(peer) };
  },
  /** In the live document, where Readability's own gate asks for visibility. */
  gateBesideReaderable(count: number, rounds: number) {
    document.body.replaceChildren(...parse(paragraphs(count)).body.childNodes);
    return pair(
      rounds,
      () => looksLending(document),
      () => isProbablyReaderable(document),
    );
  },
  /** Per page, since the goal is about the median. Readability takes its document apart, so each gets a clone. */
  readingBesideReadability(pages: string[]) {
    return pages.map((html) => {
      const target = parse(html);
      const clones = [target.cloneNode(true), target.cloneNode(true)] as Document[];
      return pair(
        1,
        () => readPage(takeSnapshot(target)),
        () => new Readability(clones.pop() as Document).parse(),
      );
    });
  },
  readingOf(megabytes: number) {
    const target = parse(paragraphs(Math.round((megabytes * 1_000_000) / 100)));
    const began = performance.now();
    readPage(takeSnapshot(target));
    return performance.now() - began;
  },
};

export type InPage = typeof api;

(globalThis as unknown as { bench: InPage }).bench = api;
