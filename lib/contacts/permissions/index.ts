export { groupOfReach, type PermissionGroup, reachOfApp } from './groups.ts';
export {
  type GroupRule,
  googlePlayPolicy,
  type JudgedGroup,
  judgePermissions,
  type LawOnGroups,
  lawsOf,
  type StorePolicy,
} from './judge.ts';
