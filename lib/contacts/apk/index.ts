export { ApkError, type ApkProblem } from './apk-error.ts';
export { type ByteSource, blobSource, bytesSource } from './byte-source.ts';
export { type Fetch, type HttpLimits, openHttpSource } from './http-source.ts';
export type { AppManifest, AppPermission } from './manifest.ts';
export { readApk } from './read-apk.ts';
