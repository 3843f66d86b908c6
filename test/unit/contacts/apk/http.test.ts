// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApkError, openHttpSource, readApk } from '../../../../lib/contacts/apk/index.ts';

const APP = readFileSync(join(import.meta.dirname, '../../../fixtures/apk/many-files.apk'));
// Larger than the stretch at the end that is asked for first.
const BIG = Buffer.concat([Buffer.alloc(300_000), APP]);

function rangeOf(request: IncomingMessage, size: number): { from: number; to: number } | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined || to === undefined) return null;
  if (from === '') return { from: Math.max(0, size - Number(to)), to: size };
  return { from: Number(from), to: Math.min(size, Number(to) + 1) };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const part =
  (
    bytes: Buffer,
    change: { told?: (from: number, to: number) => string; body?: (bytes: Buffer) => Buffer } = {},
  ): Answer =>
  (request, response) => {
    const range = rangeOf(request, bytes.length);
    if (!range) return void response.writeHead(400).end();
    const { from, to } = range;
    const told = change.told?.(from, to) ?? `bytes ${from}-${to - 1}/${bytes.length}`;
    response.writeHead(206, { 'content-range': told });
    response.end((change.body ?? ((all) => all))(bytes.subarray(from, to)));
  };

let away = '';
const ANSWERS: Record<string, Answer> = {
  '/parts.apk': part(APP),
  '/whole.apk': (_request, response) => response.writeHead(200, { 'content-length': APP.length }).end(APP),
  '/no-suffix.apk': (request, response) => {
    if (request.headers.range?.startsWith('bytes=-')) response.writeHead(416).end();
    else part(APP)(request, response);
  },
  '/huge.apk': (_request, response) => {
    response.writeHead(200, { 'content-length': 5_000_000_000 });
    response.write(Buffer.alloc(1000));
  },
  '/endless.apk': (_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  },
  '/longer.apk': part(APP, { body: (bytes) => Buffer.concat([bytes, Buffer.alloc(500)]) }),
  '/shorter.apk': part(APP, { body: (bytes) => bytes.subarray(0, bytes.length - 7) }),
  '/elsewhere.apk': part(BIG, { told: (from, to) => `bytes ${from === 0 ? 5 : from}-${to - 1}/${BIG.length}` }),
  '/growing.apk': (request, response) =>
    part(BIG, {
      told: (from, to) => `bytes ${from}-${to - 1}/${BIG.length + (to === BIG.length ? 0 : 9)}`,
    })(request, response),
  '/stall.apk': (_request, response) => {
    response.writeHead(206, { 'content-range': `bytes 0-${APP.length - 1}/${APP.length}` });
    response.write(APP.subarray(0, 100));
  },
  '/silent.apk': () => undefined,
  '/gone.apk': (_request, response) => response.writeHead(404).end(),
  '/page.apk': (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>'),
  '/moved.apk': (_request, response) => response.writeHead(302, { location: '/parts.apk' }).end(),
  '/away.apk': (_request, response) => response.writeHead(302, { location: `${away}/parts.apk` }).end(),
};

describe('an app on a server', () => {
  const asked: { url: string; range: string | undefined; cookie: string | undefined }[] = [];
  const start = () =>
    createServer((request, response) => {
      asked.push({ url: request.url ?? '', range: request.headers.range, cookie: request.headers.cookie });
      (ANSWERS[request.url ?? ''] ?? ANSWERS['/gone.apk']!)(request, response);
    });
  const servers = [start(), start()];
  let base = '';

  beforeAll(async () => {
    await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
    [base, away] = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`) as [
      string,
      string,
    ];
  });
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  const limits = { stall: 300, request: 2000, whole: 1_000_000 };
  const read = async (path: string, signal?: AbortSignal) => {
    asked.length = 0;
    return readApk(await openHttpSource(base + path, fetch, { limits, ...(signal ? { signal } : {}) }));
  };
  const problem = (path: string, signal?: AbortSignal) =>
    read(path, signal).then(
      () => 'read',
      (error: unknown) => {
        if (!(error instanceof ApkError)) throw error;
        return error.detail === '' ? error.problem : `${error.problem}: ${error.detail.replace(away, 'AWAY')}`;
      },
    );

  it('is read by its end alone where everything lies there', async () => {
    expect((await read('/parts.apk')).package).toBe('com.example.lender');
    expect(asked).toEqual([{ url: '/parts.apk', range: 'bytes=-65557', cookie: undefined }]);
  });

  it('has less than a twentieth of its 30 MB fetched', async () => {
    const filler = Uint8Array.from({ length: 29_000_000 }, (_, at) => (at * 2_654_435_761) >>> 24);
    const pictures = Array.from({ length: 1500 }, (_, at) => [
      `res/drawable/picture_${at}.png`,
      filler.subarray(0, 400),
    ]);
    const app = Buffer.from(
      zipSync({ ...unzipSync(APP), 'classes.dex': filler, ...Object.fromEntries(pictures) }, { level: 0 }),
    );
    let sent = 0;
    ANSWERS['/thirty.apk'] = part(app, {
      body: (bytes) => {
        sent += bytes.length;
        return bytes;
      },
    });
    expect((await read('/thirty.apk')).package).toBe('com.example.lender');
    expect(app.length).toBeGreaterThan(29_000_000);
    expect(sent / app.length).toBeLessThan(0.05);
    expect(asked.length).toBeLessThan(6);
  });

  it.each(['/whole.apk', '/no-suffix.apk', '/moved.apk'])('is read too at %s', async (path) => {
    expect((await read(path)).permissions).toHaveLength(7);
  });

  it('asks further parts of the address it was led to', async () => {
    ANSWERS['/led.apk'] = (_request, response) => response.writeHead(302, { location: '/big.apk' }).end();
    ANSWERS['/big.apk'] = part(BIG);
    // Bytes before an archive: its numbers no longer point where they should.
    expect(await problem('/led.apk')).toMatch(/bad-directory|truncated/);
    expect(asked.slice(2).every(({ url }) => url === '/big.apk')).toBe(true);
  });

  it.each([
    ['/huge.apk', 'too-large'],
    ['/endless.apk', 'too-large'],
    ['/longer.apk', 'length-lie'],
    ['/shorter.apk', 'length-lie'],
    ['/stall.apk', 'stalled'],
    ['/silent.apk', 'stalled'],
    ['/gone.apk', 'http-status: 404'],
    ['/page.apk', 'web-page'],
    ['/away.apk', 'redirected: AWAY/parts.apk'],
  ])('%s ends in: %s', async (path, expected) => {
    expect(await problem(path)).toBe(expected);
  });

  it.each(['/elsewhere.apk', '/growing.apk'])('does not believe other parts than it asked for: %s', async (path) => {
    const source = await openHttpSource(base + path, fetch, { limits });
    await expect(source.read(0, 100)).rejects.toMatchObject({ problem: 'length-lie' });
  });

  it('reads nothing at the origin it was led away to', async () => {
    await problem('/away.apk');
    const source = await openHttpSource(`${away}/parts.apk`, fetch, { limits });
    expect((await readApk(source)).package).toBe('com.example.lender');
  });

  it('says so where nothing answers', async () => {
    const source = openHttpSource('http://127.0.0.1:9/x.apk', fetch, { limits });
    await expect(source).rejects.toMatchObject({ problem: 'unreachable' });
  });

  it('stops when the user does', async () => {
    expect(await problem('/silent.apk', AbortSignal.timeout(50))).toBe('cancelled');
    expect(await problem('/parts.apk', AbortSignal.abort())).toBe('cancelled');
  });
});
