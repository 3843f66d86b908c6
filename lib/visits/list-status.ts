import type { PlatformStatus } from '../assessment/index.ts';

/** What the lists say of a platform, where `no-finding` is one that they name and of which nothing holds today. */
export type ListStatus = PlatformStatus | 'no-finding';

/** What is to be said of a platform: one that the lists name without any news is not one that they do not know. */
export function listStatus({ platform, status }: { platform: string | null; status: PlatformStatus }): ListStatus {
  return platform !== null && status === 'unknown' ? 'no-finding' : status;
}
