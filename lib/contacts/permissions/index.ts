export { groupOfReach, type PermissionGroup, reachOfApp } from './groups.ts';
export {
  type GroupRule,
  googlePlayPolicy,
  type JudgedGroup,
  judgePermissions,
  type LawOnGroups,
  lawsOf,
  lawsOn,
  type StorePolicy,
} from './judge.ts';
