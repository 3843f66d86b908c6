// @vitest-environment node
import { afterEach, expect, it, vi } from 'vitest';
import { checkAppAt } from '../../../lib/app-check/index.ts';

const asked: string[] = [];
const network = (answer: () => Promise<Response>) =>
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return answer();
  });
afterEach(() => {
  asked.length = 0;
  vi.unstubAllGlobals();
});

it('asks over an encrypted line also where the page names one without', async () => {
  network(async () => new Response('', { status: 404 }));
  expect(await checkAppAt('http://files.test:80/a.apk')).toMatchObject({ problem: 'http-status', detail: '404' });
  expect(asked).toEqual(['https://files.test/a.apk']);
});

it('says so where the server has none, and asks for nothing without it', async () => {
  network(() => Promise.reject(new TypeError('refused')));
  expect(await checkAppAt('http://files.test/a.apk')).toMatchObject({ ok: false, problem: 'insecure' });
  expect(await checkAppAt('https://files.test/a.apk')).toMatchObject({ ok: false, problem: 'unreachable' });
  expect(asked.every((url) => url.startsWith('https:'))).toBe(true);
});
