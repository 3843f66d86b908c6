import {
  ApkError,
  type ApkProblem,
  type AppManifest,
  type ByteSource,
  blobSource,
  openHttpSource,
  readApk,
} from '../contacts/apk/index.ts';

/** What a check of an app file came to. `detail` of a problem is a status number or the address it leads on to. */
export type AppCheck =
  | { ok: true; manifest: AppManifest; size: number }
  | { ok: false; problem: ApkProblem; detail: string };

async function check(open: () => Promise<ByteSource>): Promise<AppCheck> {
  try {
    const source = await open();
    return { ok: true, manifest: await readApk(source), size: source.size };
  } catch (error) {
    if (!(error instanceof ApkError)) throw error;
    return { ok: false, problem: error.problem, detail: error.detail };
  }
}

/**
 * Reads what an app on a server asks for, fetching as little of it as its server lets; only for a click of the user's.
 * Follows the server to another origin nowhere: then the problem is `redirected`, and the address is in `detail`. Asks
 * over encrypted lines alone: the package's own policy (`wxt.config.ts`) lets no others through, which also keeps a server
 * from sending the request on to a router or printer at home. Where there is none, the problem is `insecure`.
 */
export async function checkAppAt(url: string, signal?: AbortSignal): Promise<AppCheck> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return { ok: false, problem: 'unreachable', detail: '' };
  const { href, protocol } = new URL(url);
  const bare = protocol === 'http:';
  const address = bare ? href.replace('http:', 'https:') : url;
  const outcome = await check(() => openHttpSource(address, (at, init) => fetch(at, init), signal ? { signal } : {}));
  return bare && !outcome.ok && outcome.problem === 'unreachable' ? { ...outcome, problem: 'insecure' } : outcome;
}

/** Reads what an app file of the user's asks for. The file stays where it is. */
export function checkAppFile(file: Blob): Promise<AppCheck> {
  return check(async () => blobSource(file));
}
