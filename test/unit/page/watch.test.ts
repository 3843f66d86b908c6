import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Watch, watchDocument } from '../../../lib/page/index.ts';

const change = (where: Node = document.body) => where.appendChild(document.createElement('p'));
/** Lets observers run, then time pass. */
const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(ms);
};

const lasting20ms = async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return false;
};

let navigation: EventTarget;
let watch: Watch | null = null;
beforeEach(() => {
  vi.useFakeTimers();
  navigation = new EventTarget();
  vi.stubGlobal('navigation', navigation);
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call, 0));
});
afterEach(() => {
  watch?.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const watching = (read: Parameters<typeof watchDocument>[1], roots: () => Node[] = () => []) => {
  watch = watchDocument(document, read, roots);
  return watch;
};

describe('a watched document', () => {
  it('is read once for many changes, and not before some time is over', async () => {
    const read = vi.fn();
    watching(read);
    for (let at = 0; at < 50; at += 1) change();
    await pass(300);
    expect(read).not.toHaveBeenCalled();
    await pass(200);
    expect(read).toHaveBeenCalledTimes(1);
    change();
    await pass(500);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is read at most once in two hundred times of what the last reading took', async () => {
    const read = vi.fn(lasting20ms);
    watching(read);
    change();
    await pass(500);
    expect(read).toHaveBeenCalledTimes(1);
    change();
    await pass(3700);
    expect(read).toHaveBeenCalledTimes(1);
    await pass(400);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is read soon where it changes after a time of rest, however long the last reading took', async () => {
    const read = vi.fn(lasting20ms);
    watching(read);
    change();
    await pass(500);
    await pass(4000);
    change();
    await pass(500);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is read though its address never stands still', async () => {
    const read = vi.fn();
    watching(read);
    for (let at = 0; at < 10; at += 1) {
      navigation.dispatchEvent(new Event('currententrychange'));
      await pass(100);
    }
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is read again where it changed while it was read', async () => {
    const read = vi.fn(async () => false).mockImplementationOnce(async () => true);
    watching(read);
    change();
    await pass(500);
    expect(read).toHaveBeenCalledTimes(1);
    await pass(500);
    expect(read).toHaveBeenCalledTimes(2);
    await pass(5000);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('counts changes inside the shadow roots that were met', async () => {
    const root = change().attachShadow({ mode: 'open' });
    const read = vi.fn();
    watching(read, () => [root]);
    change(root);
    await pass(500);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('tells whether its address changed', async () => {
    const moves: boolean[] = [];
    watching((moved) => {
      moves.push(moved);
    });
    history.pushState(null, '', '#next');
    navigation.dispatchEvent(new Event('currententrychange'));
    await pass(500);
    change();
    await pass(500);
    expect(moves).toEqual([true, false]);
  });

  it('is left alone once it is no longer watched', async () => {
    const read = vi.fn();
    watching(read).stop();
    change();
    navigation.dispatchEvent(new Event('currententrychange'));
    await pass(1000);
    expect(read).not.toHaveBeenCalled();
  });
});
