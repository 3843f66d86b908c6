import type { Pack, Right, StoreRule } from '../../rights/index.ts';
import type { AppPermission } from '../apk/index.ts';
import { groupOf, LAWS, type LawEntry, PERMISSION_GROUPS, type PermissionGroup, STANCES, shortName } from './groups.ts';

/** What a law of one place says of some groups. */
export interface LawOnGroups {
  stance: LawEntry['stance'];
  groups: readonly PermissionGroup[];
  right: Right;
}

/** One rule on one group. */
export type GroupRule =
  | { by: 'law'; stance: LawEntry['stance']; right: Right }
  | { by: 'store'; policy: StoreRule; names: string[] };

/** What an app asks for of one group, and what the rules say of it. */
export interface JudgedGroup {
  group: PermissionGroup;
  permissions: AppPermission[];
  /**
   * The strictest of the laws; `store` where only a store's rule speaks of it, which binds apps of that store alone;
   * `no-rule` where none of ours does, which does not make it allowed.
   */
  verdict: LawEntry['stance'] | 'store' | 'no-rule';
  rules: GroupRule[];
}

/**
 * What the laws of some places say of what a lender may open. Only rights that are shown as rules count; the packs'
 * order stays.
 */
export function lawsOf(packs: readonly Pack[]): LawOnGroups[] {
  return packs.flatMap((pack) =>
    LAWS.filter(({ place }) => place === pack.jurisdiction).flatMap(({ right: id, stance, groups }) => {
      const right = pack.rights.find((known) => known.id === id && known.shown !== 'background');
      return right ? [{ stance, groups, right }] : [];
    }),
  );
}

/**
 * The laws on a group, the strictest first: its stance is what holds for the group, wherever that is told. In equal
 * strictness the order stays.
 */
export function lawsOn(group: PermissionGroup, laws: readonly LawOnGroups[]): LawOnGroups[] {
  return STANCES.flatMap((stance) => laws.filter((law) => law.stance === stance && law.groups.includes(group)));
}

/**
 * An app's permissions that open something of the user's, by group in a fixed order, each with the rules on it.
 * `homeBans` are the laws of the places concerned (`lawsOf`); the strictest comes first. A store's policy is told beside them and forbids nothing:
 * it is a rule for apps in that store, which a lender's own download is not.
 */
export function judgePermissions(
  permissions: readonly AppPermission[],
  { homeBans, storePolicy }: { homeBans: readonly LawOnGroups[]; storePolicy: StoreRule | null },
): JudgedGroup[] {
  return PERMISSION_GROUPS.flatMap((group): JudgedGroup[] => {
    const own = permissions.filter(({ name }) => groupOf(name) === group);
    if (own.length === 0) return [];
    const laws = lawsOn(group, homeBans);
    const rules: GroupRule[] = laws.map(({ stance, right }) => ({ by: 'law', stance, right }));
    const names = [...new Set(own.map(({ name }) => shortName(name)!))];
    const refused = storePolicy === null ? [] : names.filter((name) => storePolicy.forbidden.includes(name));
    if (storePolicy !== null && refused.length > 0) rules.push({ by: 'store', policy: storePolicy, names: refused });
    const verdict = laws[0]?.stance ?? (rules.length > 0 ? 'store' : 'no-rule');
    return [{ group, permissions: own, verdict, rules }];
  });
}
