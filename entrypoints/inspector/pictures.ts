import { PictureLooker } from '../../lib/qr/pictures/index.ts';
import { documentMark, tell } from './reader.ts';

/** Looks at the pictures of one document, and bitmaps that go to the background at once. */
const MOST_LOOKS = 12;
const AT_ONCE = 4;
/** Milliseconds after the first look: codes are often drawn a moment after the page was there. */
const AGAIN = [1_500, 5_000];
/** Milliseconds that images have to load together. */
const GATHER = 800;

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 }));

let looker: PictureLooker | null = null;
let lookedAt = '';
let looks = 0;
let outOfReach = false;
let busy = false;
let asked = false;

/** Whether a picture of this document may be a code and cannot be read from here, only in a picture of the page. */
export const codeOutOfReach = (): boolean => outOfReach && lookedAt === documentMark();

async function look(found: () => void): Promise<void> {
  const mark = documentMark();
  if (lookedAt !== mark) {
    looker = new PictureLooker(document, idle);
    lookedAt = mark;
    looks = 0;
    outOfReach = false;
  }
  if (looks >= MOST_LOOKS || !looker) return;
  looks += 1;
  await idle();
  const { bitmaps, unreadable } = await looker.look();
  if (mark !== documentMark()) return;
  for (let at = 0; at < bitmaps.length; at += AT_ONCE) {
    await tell({ type: 'read-pictures', document: mark, pictures: bitmaps.slice(at, at + AT_ONCE) });
  }
  if (!unreadable || outOfReach) return;
  outOfReach = true;
  found();
}

/** One look at a time; those that are asked for meanwhile are one more. */
async function lookInTurn(found: () => void): Promise<void> {
  if (busy) {
    asked = true;
    return;
  }
  busy = true;
  do {
    asked = false;
    // A page that takes its pictures away while they are read has none to show.
    await look(found).catch(() => undefined);
  } while (asked);
  busy = false;
}

let started = false;

/**
 * Looks for codes among the pictures of this frame, now and when more of them are there, and has the background read
 * them. Asks nothing of the network. `found` is called where one was found that cannot be read from here.
 */
export function lookForCodes(found: () => void): void {
  const next = () => void lookInTurn(found);
  next();
  if (started) return;
  started = true;
  for (const after of AGAIN) setTimeout(next, after);
  let gathering = false;
  document.addEventListener(
    'load',
    ({ target }) => {
      if (gathering || !(target instanceof HTMLImageElement)) return;
      gathering = true;
      setTimeout(() => {
        gathering = false;
        next();
      }, GATHER);
    },
    true,
  );
}
