import data from '../../../data/contacts/permissions.json' with { type: 'json' };
import type { AppPermission } from '../apk/index.ts';
import type { ReachKind } from '../policy-stance.ts';

/** A kind of data or function that permissions open. */
export type PermissionGroup =
  | 'contacts'
  | 'call-log'
  | 'messages'
  | 'files'
  | 'location'
  | 'camera'
  | 'microphone'
  | 'phone-number'
  | 'apps';

interface GroupEntry {
  id: PermissionGroup;
  reach: ReachKind | null;
  permissions: string[];
}

/** What a law may say of a group, the strictest first. `allowed` is said to lenders with a licence. */
export const STANCES = ['forbidden', 'limited', 'allowed'] as const;

/** A law's word on groups of data, by the id of the right that says it. */
export interface LawEntry {
  right: string;
  place: string;
  stance: (typeof STANCES)[number];
  groups: PermissionGroup[];
}

const GROUPS = data.groups as GroupEntry[];

/** What laws say of groups, in the order of `data/contacts/permissions.json`. */
export const LAWS = data.laws as LawEntry[];

/** All groups, in the order in which they are shown. */
export const PERMISSION_GROUPS: readonly PermissionGroup[] = GROUPS.map(({ id }) => id);

/** `android.permission.READ_SMS` → `READ_SMS`; null for permissions of others than Android. */
export function shortName(permission: string): string | null {
  return permission.startsWith('android.permission.') ? permission.slice('android.permission.'.length) : null;
}

/** The group that a permission belongs to, or null for one that opens nothing of the user's. */
export function groupOf(permission: string): PermissionGroup | null {
  const short = shortName(permission);
  return GROUPS.find(({ permissions }) => short !== null && permissions.includes(short))?.id ?? null;
}

/** The group that stands for a row of the reach summary. */
export function groupOfReach(kind: ReachKind): PermissionGroup {
  return GROUPS.find(({ reach }) => reach === kind)!.id;
}

/** The rows of the reach summary that an app's permissions fill, for `summariseReach`. */
export function reachOfApp(permissions: readonly AppPermission[], where: string) {
  return permissions.flatMap(({ name }) => {
    const group = groupOf(name);
    const kind = GROUPS.find(({ id }) => id === group)?.reach ?? null;
    return kind === null ? [] : [{ kind, evidence: { text: name, where } }];
  });
}
