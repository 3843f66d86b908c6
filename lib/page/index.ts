export { blankSnapshot } from './blocks.ts';
export { type CachedScripts, type FromCache, readCachedScripts } from './cached-scripts.ts';
export { holdSubmissions } from './hold-submissions.ts';
export { LIMITS } from './limits.ts';
export { isPage, unshadow } from './natives.ts';
export { shadowOf } from './shadow-root.ts';
export { takeSnapshot, takeSnapshotSliced } from './take.ts';
export type * from './types.ts';
export { type Watch, watchDocument } from './watch.ts';
