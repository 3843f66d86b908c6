import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { generate } from 'selfsigned';

export interface SiteRequest {
  url: URL;
  method: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface SiteResponse {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** A folder of static files, pages by path, or a function that answers. A plain string of a page is HTML. */
export type Site =
  | { folder: string }
  | { pages: Record<string, string | SiteResponse> }
  | ((request: SiteRequest) => SiteResponse | Promise<SiteResponse>);

/** One request that reached the proxy. `status` is 502 for hosts that are not served. */
export interface LoggedRequest {
  method: string;
  url: string;
  host: string;
  status: number;
  at: number;
}

/** Requests of the browser's makers to their own servers, which no setting fully stops. */
export function isBrowsersOwn({ host }: LoggedRequest): boolean {
  return /(^|\.)(google\.com|googleapis\.com|gvt1\.com|mozilla\.com|mozilla\.net|mozilla\.org|firefox\.com)$/.test(
    host,
  );
}

/** A running proxy that answers for all served hosts, over http and https. */
export interface Sites {
  readonly port: number;
  /** All requests so far, those to unknown hosts included. */
  readonly log: LoggedRequest[];
  /** Adds or replaces hosts while running. */
  serve(map: Record<string, Site>): void;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.apk': 'application/vnd.android.package-archive',
};

const html = (body: string, status = 200): SiteResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

async function fromFolder(folder: string, path: string): Promise<SiteResponse> {
  const wanted = normalize(decodeURIComponent(path));
  const candidates = wanted.endsWith('/')
    ? [`${wanted}index.html`]
    : [wanted, `${wanted}.html`, `${wanted}/index.html`];
  for (const candidate of candidates) {
    const file = join(folder, candidate);
    if (!(await stat(file).catch(() => null))?.isFile()) continue;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return { headers: { 'content-type': type }, body: await readFile(file) };
  }
  return html('<!doctype html><title>Not found</title><p>There is no such page here.', 404);
}

async function answer(site: Site | undefined, request: SiteRequest): Promise<SiteResponse> {
  const found = await lookUp(site, request);
  // Browsers ask for an icon of their own accord; a page is not at fault for having none.
  return found.status === 404 && request.url.pathname === '/favicon.ico' ? { status: 204 } : found;
}

async function lookUp(site: Site | undefined, request: SiteRequest): Promise<SiteResponse> {
  if (!site) return { status: 502, body: 'This host is not served.' };
  if (typeof site === 'function') return site(request);
  if ('folder' in site) return fromFolder(site.folder, request.url.pathname);
  const page = site.pages[request.url.pathname];
  if (page === undefined) return html('', 404);
  return typeof page === 'string' ? html(page) : page;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Starts a proxy on a free local port that stands for the hosts of `map`. A browser that uses it can open
 * `https://any-name.test/…`: CONNECT is answered and the TLS connection ends in this process, under one self-signed
 * certificate that the browser has to be told to accept. Keys of `map` are host names without port.
 */
export async function serveSites(map: Record<string, Site>): Promise<Sites> {
  const sites = new Map(Object.entries(map));
  const log: LoggedRequest[] = [];
  const sockets = new Set<Socket>();

  const handle = async (scheme: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = request.url ?? '/';
    const url = new URL(address.startsWith('/') ? `${scheme}://${request.headers.host}${address}` : address);
    const method = request.method ?? 'GET';
    const entry: LoggedRequest = { method, url: url.href, host: url.hostname, status: 0, at: Date.now() };
    log.push(entry);
    const { headers } = request;
    const result = await answer(sites.get(url.hostname), { url, method, headers, body: await bodyOf(request) }).catch(
      (error: unknown): SiteResponse => ({ status: 500, body: String(error) }),
    );
    entry.status = result.status ?? 200;
    response.writeHead(entry.status, { 'cache-control': 'no-store', ...result.headers });
    response.end(result.body ?? '');
  };

  const certificate = await generate([{ name: 'commonName', value: 'Local test sites' }], {
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 30 * 86_400_000),
  });
  const secure = createTlsServer({ key: certificate.private, cert: certificate.cert }, (request, response) =>
    handle('https', request, response),
  );
  const plain = createServer((request, response) => handle('http', request, response));
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A browser that closes a tab resets its connections; that is no fault of a test.
    socket.on('error', () => socket.destroy());
  };
  plain.on('connection', track);
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  plain.on('connect', (request, socket: Socket) => {
    const host = (request.url ?? '').replace(/:\d+$/, '');
    if (!sites.has(host)) {
      log.push({ method: 'CONNECT', url: `https://${host}/`, host, status: 502, at: Date.now() });
      socket.end('HTTP/1.1 502 This host is not served\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    secure.emit('connection', socket);
  });

  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  return {
    port: (plain.address() as AddressInfo).port,
    log,
    serve: (more) => {
      for (const [host, site] of Object.entries(more)) sites.set(host, site);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => plain.close(resolve));
    },
  };
}
