// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fetchPolicy } from '../../../lib/policy-read/index.ts';

const URL_ASKED = 'https://www.lender.test/privacy';
const answer = (
  body: BodyInit | null,
  type = 'text/html; charset=utf-8',
  init: ResponseInit & { url?: string } = {},
) => {
  const response = new Response(body, { ...init, headers: { ...(type ? { 'content-type': type } : {}) } });
  Object.defineProperty(response, 'url', { value: init.url ?? URL_ASKED });
  return response;
};
const fetched = (response: Response | (() => Promise<Response>), patience?: number) =>
  fetchPolicy(URL_ASKED, typeof response === 'function' ? response : async () => response, patience);

describe('fetching a policy for the user', () => {
  it('asks without cookies, without saying where the user is, and stores nothing', async () => {
    const seen: RequestInit[] = [];
    await fetchPolicy(URL_ASKED, async (_url, init) => {
      seen.push(init);
      return answer('<p>We collect your contacts.</p>');
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });

  it('asks over an encrypted line alone, and says so where the server has none', async () => {
    const asked: string[] = [];
    const refuse = (url: string) => {
      asked.push(url);
      return Promise.reject(new TypeError('refused'));
    };
    expect(await fetchPolicy('http://lender.test:80/p', refuse)).toMatchObject({ ok: false, problem: 'insecure' });
    expect(await fetchPolicy('https://lender.test/p', refuse)).toMatchObject({ ok: false, problem: 'unreachable' });
    expect(asked).toEqual(['https://lender.test/p', 'https://lender.test/p']);
  });

  it('gives web pages and plain texts', async () => {
    expect(await fetched(answer('<p>a</p>'))).toMatchObject({ ok: true, kind: 'html', text: '<p>a</p>' });
    expect(await fetched(answer('a', 'text/plain'))).toMatchObject({ ok: true, kind: 'text', text: 'a' });
    expect(await fetched(answer(new TextEncoder().encode('<p>a</p>'), ''))).toMatchObject({ ok: true, kind: 'html' });
  });

  it.each([
    ['by the header', 'text/html; charset=gbk', ''],
    ['by the document', 'text/html', '<meta charset="gbk">'],
  ])('reads another encoding than UTF-8, told %s', async (_how, type, head) => {
    // "通讯录" in GBK.
    const bytes = Uint8Array.from([...Buffer.from(head), 0xcd, 0xa8, 0xd1, 0xb6, 0xc2, 0xbc]);
    expect(await fetched(answer(bytes, type))).toMatchObject({ ok: true, text: `${head}通讯录` });
  });

  it('follows within the site, and reads nothing at another', async () => {
    expect(await fetched(answer('a', 'text/plain', { url: 'https://help.lender.test/p' }))).toMatchObject({ ok: true });
    const away = answer('a', 'text/plain', { url: 'https://elsewhere.test/p' });
    expect(await fetched(away)).toEqual({ ok: false, problem: 'redirected', detail: 'elsewhere.test' });
    expect(away.bodyUsed).toBe(false);
  });

  it.each([
    ['an error of the server', () => answer('no', 'text/html', { status: 503 }), 'http-status', '503'],
    ['a PDF', () => answer('%PDF', 'application/pdf'), 'not-text', ''],
    ['a program', () => answer('PK', 'application/vnd.android.package-archive'), 'not-text', ''],
    ['nothing', () => answer('  \n '), 'empty', ''],
    ['more than 2 MB', () => answer('x'.repeat(2 * 1024 * 1024 + 1)), 'too-large', ''],
  ])('says in its own word what went wrong: %s', async (_name, make, problem, detail) => {
    expect(await fetched(make())).toEqual({ ok: false, problem, detail });
  });

  it('gives up on a server that stalls, and on none at all', async () => {
    const stalling = (_url: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    expect(await fetchPolicy(URL_ASKED, stalling, 20)).toMatchObject({ problem: 'stalled' });
    const endless = new ReadableStream({ pull: () => new Promise(() => undefined) });
    const cut = (_url: string, { signal }: RequestInit) => {
      const body = endless.pipeThrough(new TransformStream(), signal ? { signal } : {});
      return Promise.resolve(answer(body));
    };
    expect(await fetchPolicy(URL_ASKED, cut, 20)).toMatchObject({ problem: 'stalled' });
    expect(await fetched(() => Promise.reject(new TypeError('failed')))).toMatchObject({ problem: 'unreachable' });
    expect(await fetchPolicy('javascript:alert(1)', async () => answer('a'))).toMatchObject({ problem: 'unreachable' });
  });
});
