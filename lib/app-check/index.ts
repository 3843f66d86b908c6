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
 * Follows the server to another origin nowhere: then the problem is `redirected`, and the address is in `detail`.
 */
export function checkAppAt(url: string, signal?: AbortSignal): Promise<AppCheck> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    return Promise.resolve({ ok: false, problem: 'unreachable', detail: '' });
  return check(() => openHttpSource(url, (address, init) => fetch(address, init), signal ? { signal } : {}));
}

/** Reads what an app file of the user's asks for. The file stays where it is. */
export function checkAppFile(file: Blob): Promise<AppCheck> {
  return check(async () => blobSource(file));
}
