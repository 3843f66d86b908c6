import { loadOf, type PageMessage } from '../messages/index.ts';
import { PictureLooker } from '../qr/pictures/index.ts';

/** Looks at the pictures of one load, whatever pages it shows one after the other, and bitmaps that go to the background at once. */
const MOST_LOOKS = 12;
const AT_ONCE = 4;
/** Milliseconds after the first look: codes are often drawn a moment after the page was there. */
const AGAIN = [1_500, 5_000];
/** Milliseconds that images have to load together. */
const GATHER = 800;

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 }));

/** The codes among the pictures of one frame. */
export interface CodeWatch {
  /** Whether a picture of the document may be a code and cannot be read from here, only in a picture of the page. */
  outOfReach(): boolean;
  /**
   * Looks for codes now and when more pictures are there, and has the background read them. Asks nothing of the network.
   * `found` is called where one was found that cannot be read from here.
   */
  look(found: () => void): void;
}

/** Opens the watch for codes in this frame. `markNow` gives the mark of the document that it shows. */
export function openCodeWatch(tell: (message: PageMessage) => Promise<unknown>, markNow: () => string): CodeWatch {
  let looker: PictureLooker | null = null;
  let lookedAt = '';
  let looks = 0;
  let outOfReach = false;
  let busy = false;
  let asked = false;

  const lookOnce = async (found: () => void): Promise<void> => {
    const mark = markNow();
    if (lookedAt !== mark) {
      // A page makes itself new marks as it likes; they must not renew what it may spend.
      if (looker && loadOf(lookedAt) === loadOf(mark)) looker.forgetSeen();
      else {
        looker = new PictureLooker(document, idle);
        looks = 0;
      }
      lookedAt = mark;
      outOfReach = false;
    }
    if (looks >= MOST_LOOKS || !looker) return;
    looks += 1;
    await idle();
    const { bitmaps, unreadable } = await looker.look();
    if (mark !== markNow()) return;
    for (let at = 0; at < bitmaps.length; at += AT_ONCE) {
      await tell({ type: 'read-pictures', document: mark, pictures: bitmaps.slice(at, at + AT_ONCE) });
    }
    if (!unreadable || outOfReach) return;
    outOfReach = true;
    found();
  };

  /** One look at a time; those that are asked for meanwhile are one more. */
  const lookInTurn = async (found: () => void): Promise<void> => {
    if (busy) {
      asked = true;
      return;
    }
    busy = true;
    do {
      asked = false;
      // A page that takes its pictures away while they are read has none to show.
      await lookOnce(found).catch(() => undefined);
    } while (asked);
    busy = false;
  };

  let started = false;

  const start = (found: () => void): void => {
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
  };

  return { outOfReach: () => outOfReach && lookedAt === markNow(), look: start };
}
