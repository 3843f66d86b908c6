// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIMITS, takeSnapshot, takeSnapshotSliced } from '../../../lib/page/index.ts';

afterEach(() => vi.restoreAllMocks());

interface Plain {
  nodeType: number;
  localName: string;
  data: string;
  parentNode: Plain | null;
  firstChild: Plain | null;
  nextSibling: Plain | null;
  shadowRoot: null;
  getAttribute(): string | null;
  hasAttributes(): boolean;
}

const node = (part: Partial<Plain>): Plain => ({
  nodeType: 1,
  localName: 'b',
  data: '',
  parentNode: null,
  firstChild: null,
  nextSibling: null,
  shadowRoot: null,
  getAttribute: () => null,
  hasAttributes: () => false,
  ...part,
});

/** A document whose body has as many children as are asked for; each is made when it is reached. */
function endless(make: (index: number) => Partial<Plain> | null) {
  const root = node({ localName: 'html' });
  const made = { count: 0 };
  const child = (index: number): Plain | null => {
    const part = make(index);
    if (!part) return null;
    made.count = index + 1;
    const item = node({ parentNode: root, ...part });
    if (item.firstChild) item.firstChild.parentNode = item;
    Object.defineProperty(item, 'nextSibling', { get: () => child(index + 1) });
    return item;
  };
  Object.defineProperty(root, 'firstChild', { get: () => child(0) });
  return { page: { documentElement: root, location: { href: 'https://x.test/' } } as unknown as Document, made };
}

const heading = (data: string): Partial<Plain> => ({ localName: 'h2', firstChild: node({ nodeType: 3, data }) });

describe('a page that never ends', () => {
  it('is left after so many nodes, and the snapshot says so', () => {
    const { page, made } = endless(() => ({}));
    expect(takeSnapshot(page).truncated).toBe(true);
    expect(made.count).toBeLessThanOrEqual(LIMITS.nodesAtOnce);
  });

  it('is left after a million nodes when it is read in slices', async () => {
    const { page, made } = endless(() => ({}));
    const pause = vi.fn(async () => undefined);
    const snapshot = await takeSnapshotSliced(page, pause);
    expect(snapshot?.truncated).toBe(true);
    expect(made.count).toBeGreaterThan(LIMITS.nodesInSlices * 0.99);
    expect(made.count).toBeLessThan(LIMITS.nodesInSlices * 1.01);
  });

  it('gives a bounded number of controls for a million inputs', () => {
    const { page } = endless((index) => (index < 1_000_000 ? { localName: 'input' } : null));
    const { controls, truncated } = takeSnapshot(page);
    expect(controls).toHaveLength(LIMITS.controls);
    expect(truncated).toBe(true);
  });
});

describe('a long page', () => {
  it('keeps bounded text, and headings beyond it', () => {
    const long = 'word '.repeat(700);
    const { page } = endless((index) => {
      if (index === 200) return heading('Late heading');
      return index < 200 ? { localName: 'p', firstChild: node({ nodeType: 3, data: long }) } : null;
    });
    const { blocks, counts, truncated } = takeSnapshot(page);
    expect(counts.textLength).toBeLessThan(LIMITS.text + LIMITS.block * 2);
    expect(blocks.at(-1)?.text).toBe('Late heading');
    expect(truncated).toBe(true);
  });

  it('is read in slices to its end, with a pause wherever the slice is used up', async () => {
    const { page } = endless((index) => (index < 100_000 ? {} : index === 100_000 ? heading('Late') : null));
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += LIMITS.sliceMs / 4;
      return clock;
    });
    const pause = vi.fn(async () => undefined);
    const snapshot = await takeSnapshotSliced(page, pause);
    expect(snapshot?.blocks.map((block) => block.text)).toEqual(['Late']);
    expect(snapshot?.truncated).toBe(false);
    const looks = Math.floor(100_000 / LIMITS.nodesPerCheck);
    expect(pause.mock.calls.length).toBeGreaterThan(looks / 6);
    expect(pause.mock.calls.length).toBeLessThan(looks / 2);
  });

  it('can be given up between slices', async () => {
    const { page } = endless(() => ({}));
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += LIMITS.sliceMs;
      return clock;
    });
    const stop = new AbortController();
    expect(await takeSnapshotSliced(page, async () => stop.abort(), { signal: stop.signal })).toBeNull();
  });

  it('takes twice the steps for twice the nodes', () => {
    const steps = (length: number) => {
      let reads = 0;
      const { page } = endless((index) => {
        if (index >= length) return null;
        return {
          getAttribute: () => {
            reads += 1;
            return null;
          },
          hasAttributes: () => true,
          localName: 'div',
        };
      });
      takeSnapshot(page);
      return reads;
    };
    const small = steps(2000);
    expect(steps(4000) / small).toBeCloseTo(2, 1);
  });
});
