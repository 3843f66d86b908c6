import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openReader, type Reader } from '../../../lib/frame-reader/index.ts';
import { loadOf, type PageMessage, presentDocument } from '../../../lib/messages/index.ts';

const step = (...fields: string[]) => `<form>${fields.map((name) => `<input name="${name}">`).join('')}</form>`;

/** Lines to a background that only notes what it was told. */
function openLines() {
  const told: PageMessage[] = [];
  const open = new Map<string, () => void>();
  let isCutOff = false;
  let lends = false;
  return {
    told,
    open,
    cutOff: () => {
      isCutOff = true;
    },
    lend: () => {
      lends = true;
    },
    reads: () => told.filter((message) => message.type === 'page-read'),
    tell: async (message: PageMessage) => {
      told.push(message);
      return { lends };
    },
    connect: (name: string) => {
      if (isCutOff) return null;
      return {
        onDisconnect: { addListener: (end: () => void) => void open.set(name, end) },
        disconnect: () => void open.delete(name),
      };
    },
  };
}

let lines: ReturnType<typeof openLines>;
let reader: Reader;
const onLending = vi.fn();
const pass = () => vi.advanceTimersByTimeAsync(5000);
const showBody = async (html: string) => {
  document.body.innerHTML = html;
  await pass();
};
const showAgain = (persisted: boolean) =>
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted }) as PageTransitionEvent);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('navigation', new EventTarget());
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call, 0));
  document.body.innerHTML = step('amount', 'term');
  lines = openLines();
  onLending.mockReset();
  reader = openReader(lines, { codeOutOfReach: () => false, fileRequests: () => [], onLending });
  reader.start();
  await pass();
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the reader of a frame', () => {
  it('tells what it read under the mark of the document, once, and holds a line open for it', async () => {
    expect(lines.reads()).toMatchObject([{ document: reader.mark() }]);
    expect([...lines.open.keys()].map(presentDocument)).toEqual([reader.mark()]);
    reader.again();
    await pass();
    expect(lines.reads()).toHaveLength(1);
  });

  it('tells what is new under the same mark', async () => {
    const mark = reader.mark();
    await showBody(`${step('amount', 'term')}<h1>Apply for a personal loan</h1>`);
    expect(lines.reads().map(({ document }) => document)).toEqual([mark, mark]);
  });

  it('takes the next step of a wizard for a page of its own within the same load', async () => {
    const mark = reader.mark();
    await showBody(step('idcard', 'phone'));
    expect(reader.mark()).not.toBe(mark);
    expect(loadOf(reader.mark())).toBe(loadOf(mark));
    expect(lines.reads().at(-1)).toMatchObject({ document: reader.mark() });
    expect([...lines.open.keys()].map(presentDocument)).toEqual([reader.mark()]);
  });

  it('says which page goes, and takes one that comes back out of the cache for another load', async () => {
    const mark = reader.mark();
    dispatchEvent(new Event('pagehide'));
    expect(lines.told.at(-1)).toEqual({ type: 'page-gone', document: mark });
    showAgain(false);
    expect(reader.mark()).toBe(mark);
    showAgain(true);
    await pass();
    expect(loadOf(reader.mark())).not.toBe(loadOf(mark));
    expect(lines.reads().at(-1)).toMatchObject({ document: reader.mark() });
  });

  it('opens a line again that ended with a killed worker', async () => {
    const mark = reader.mark();
    for (const [name, end] of lines.open) {
      lines.open.delete(name);
      end();
    }
    await showBody(`${step('amount', 'term')}<h1>Apply for a personal loan</h1>`);
    expect([...lines.open.keys()].map(presentDocument)).toEqual([mark]);
  });

  it('says when the background takes the page for a lender’s', async () => {
    expect(onLending).not.toHaveBeenCalled();
    lines.lend();
    await showBody(`${step('amount', 'term')}<h1>Apply for a personal loan</h1>`);
    expect(onLending).toHaveBeenCalledTimes(1);
  });

  it('tells how much of its page the frame shows, and again once that can be used', async () => {
    expect(lines.reads()).toMatchObject([{ size: { width: 1024, height: 768 } }]);
    for (const height of [700, 1, 2, 500]) {
      vi.stubGlobal('innerHeight', height);
      dispatchEvent(new Event('resize'));
      await pass();
    }
    expect(lines.reads().map(({ size }) => size.height)).toEqual([768, 1, 500]);
  });

  it('goes on where the extension was updated and its lines are cut off', async () => {
    lines.cutOff();
    await showBody(step('idcard', 'phone'));
    expect(lines.reads()).toHaveLength(2);
  });
});
