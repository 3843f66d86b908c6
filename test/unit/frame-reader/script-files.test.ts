import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openScriptFiles } from '../../../lib/frame-reader/index.ts';

const CALL = 'navigator.contacts.select(["name", "tel"], { multiple: true });';

let fetched: string[];
let workerAt: number;
let answer: () => Response;

beforeEach(() => {
  fetched = [];
  workerAt = Number.POSITIVE_INFINITY;
  answer = () => new Response(CALL);
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call, 0));
  vi.stubGlobal('navigator', {
    get serviceWorker() {
      if (workerAt < 0) throw new DOMException('sandboxed', 'SecurityError');
      return { controller: fetched.length >= workerAt ? {} : null };
    },
  });
  vi.stubGlobal('fetch', async (address: string) => {
    fetched.push(new URL(address).pathname);
    return answer();
  });
  document.head.replaceChildren(
    ...['a', 'b', 'c'].map((name) => {
      const script = document.createElement('script');
      script.type = 'text/plain';
      script.setAttribute('src', `${location.origin}/${name}.js`);
      return script;
    }),
  );
});
afterEach(() => {
  document.head.replaceChildren();
  vi.unstubAllGlobals();
});

const open = () => openScriptFiles({ inPagesName: false });

it('reads the files that the browser has', async () => {
  const files = open();
  await files.read(() => undefined);
  expect(fetched).toEqual(['/a.js', '/b.js', '/c.js']);
  expect(files.requests().length).toBeGreaterThan(0);
});

it('asks for none once a service worker has taken over, also between two files', async () => {
  workerAt = 1;
  await open().read(() => undefined);
  expect(fetched).toEqual(['/a.js']);
});

it('asks for none in a frame that is not told of service workers', async () => {
  workerAt = -1;
  await open().read(() => undefined);
  expect(fetched).toEqual([]);
});

it('stops at 3,000,000 bytes of a file that does not say how long it is', async () => {
  let pulled = 0;
  answer = () =>
    new Response(
      new ReadableStream({
        pull: (stream) => {
          pulled += 1;
          if (pulled > 100) stream.close();
          else stream.enqueue(new TextEncoder().encode(CALL.padEnd(1_000_000, ' ')));
        },
      }),
    );
  document.head.lastElementChild?.remove();
  document.head.lastElementChild?.remove();
  const files = open();
  await files.read(() => undefined);
  expect(pulled).toBeLessThan(8);
  expect(files.requests()).toEqual([]);
});

it('reads again after a look that broke off', async () => {
  const files = open();
  vi.stubGlobal('requestIdleCallback', () => {
    throw new Error('gone');
  });
  await expect(files.read(() => undefined)).rejects.toThrow('gone');
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call, 0));
  await files.read(() => undefined);
  expect(fetched).toHaveLength(3);
});
