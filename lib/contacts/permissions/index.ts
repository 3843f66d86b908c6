export { groupOfReach, type PermissionGroup, reachOfApp } from './groups.ts';
export {
  type GroupRule,
  type JudgedGroup,
  judgePermissions,
  type LawOnGroups,
  lawsOf,
  lawsOn,
} from './judge.ts';
