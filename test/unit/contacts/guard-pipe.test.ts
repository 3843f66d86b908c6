import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startContactsRelay } from '../../../lib/contacts/guard/index.ts';
import { openPipe } from '../../../lib/contacts/guard/pipe.ts';
import { WATCH, WITHHELD } from '../../../lib/contacts/guard/pipe-events.ts';

const ask = vi.fn();
const explain = vi.fn();

beforeEach(() => {
  vi.stubGlobal('ContactsManager', class {});
  ask.mockReset();
  explain.mockReset();
});
afterEach(() => vi.unstubAllGlobals());

/** Both halves in one document of their own, in the order of the manifest. */
function halves() {
  vi.stubGlobal('document', document.implementation.createHTMLDocument());
  startContactsRelay({ ask, explain });
  return openPipe(document);
}

const question = (pipe: ReturnType<typeof openPipe>, names: string, multiple: boolean): Promise<boolean> =>
  new Promise((resolve) => pipe.ask(names, multiple, resolve));

describe('the pipe between the worlds', () => {
  it('carries the question and each of the answers', async () => {
    const pipe = halves();
    ask.mockResolvedValueOnce('allow').mockResolvedValueOnce('refuse').mockResolvedValueOnce('nonsense');
    expect(await question(pipe, ' name tel', true)).toBe(true);
    expect(await question(pipe, ' email', false)).toBe(false);
    expect(await question(pipe, ' tel', false)).toBe(false);
    const calls = ask.mock.calls.map(([call]) => call);
    expect(calls).toMatchObject([
      { properties: ['name', 'tel'], multiple: true },
      { properties: ['email'], multiple: false },
      { properties: ['tel'], multiple: false },
    ]);
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(3);
    expect(explain).not.toHaveBeenCalled();
  });

  it('gives each of two open questions its own answer', async () => {
    const pipe = halves();
    const answers: ((answer: string) => void)[] = [];
    ask.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const both = [question(pipe, ' name', false), question(pipe, ' tel', false)];
    answers[1]?.('allow');
    answers[0]?.('refuse');
    expect(await Promise.all(both)).toEqual([false, true]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('gone'))],
    [
      'throws',
      () => {
        throw new Error('gone');
      },
    ],
  ])('refuses and explains where asking %s', async (_how, fails) => {
    const pipe = halves();
    ask.mockImplementation(fails);
    expect(await question(pipe, ' name', false)).toBe(false);
    expect(explain).toHaveBeenCalledExactlyOnceWith('unanswered');
  });

  it('refuses where nobody took the pipe', async () => {
    vi.stubGlobal('document', document.implementation.createHTMLDocument());
    expect(await question(openPipe(document), ' name', false)).toBe(false);
  });

  it('is handed over once: a later pipe is nobody’s', async () => {
    halves();
    ask.mockResolvedValue('allow');
    expect(await question(openPipe(document), ' name', false)).toBe(false);
    expect(ask).not.toHaveBeenCalled();
  });

  it('says that contacts were withheld', () => {
    halves().tell(WITHHELD);
    expect(explain).toHaveBeenCalledExactlyOnceWith('withheld');
  });

  it('passes on to the top page what its frames have to say', () => {
    const pipe = halves();
    const watch = vi.fn();
    pipe.on(WATCH, watch);
    const top = window.top as unknown as Record<symbol, (name: string) => void>;
    top[Symbol.for('ringfence-contacts-top')]?.(WATCH);
    expect(watch).toHaveBeenCalledOnce();
  });

  it('is not waited for in a browser without a picker', async () => {
    vi.stubGlobal('ContactsManager', undefined);
    delete (globalThis as { ContactsManager?: unknown }).ContactsManager;
    expect(await question(halves(), ' name', false)).toBe(false);
  });
});
