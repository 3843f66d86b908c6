import type { AppOffer, ContactsRequest, PolicyOffer, ReachFinding } from '../assessment/index.ts';
import { placeOf, summariseReach, type VisitReach } from '../contacts/index.ts';
import type { PageFinds } from '../messages/index.ts';

const POLICY = { silent: 0, denied: 1, said: 2 } as const;
const MOST_EVIDENCE = 3;
const MOST_APPS = 5;
const MOST_POLICIES = 3;

/**
 * One table of rows from those of all frames, where asked outranks not asked and said outranks denied. `requests` are
 * those of the whole tab, with the calls that only the background saw; `visit` is what policies and apps said earlier in
 * the visit, and `url` the page. Rows in which nothing stands are left out.
 */
export function mergeReach(
  finds: readonly PageFinds[],
  requests: readonly ContactsRequest[],
  visit: VisitReach | null,
  url: string,
): ReachFinding[] {
  const rows = new Map<ReachFinding['kind'], ReachFinding>();
  const seen = summariseReach({ requests, policy: [], listing: null });
  for (const row of [...finds.flatMap(({ reach }) => reach), ...seen]) {
    const known = rows.get(row.kind);
    const evidence = [...(known?.evidence ?? [])];
    for (const item of row.evidence) if (!evidence.some(({ text }) => text === item.text)) evidence.push(item);
    rows.set(row.kind, {
      kind: row.kind,
      asked: known?.asked === 'asked' ? 'asked' : row.asked,
      policy: known && POLICY[known.policy] >= POLICY[row.policy] ? known.policy : row.policy,
      evidence: evidence.slice(0, MOST_EVIDENCE),
    });
  }
  return [...rows.values()]
    .map((row) => withVisit(row, visit, placeOf(url)))
    .filter(({ asked, policy, app }) => asked === 'asked' || policy !== 'silent' || app !== undefined);
}

/** A row with what the visit knows beside this page: a policy's word where it weighs more, and an app that asks. */
function withVisit(row: ReachFinding, visit: VisitReach | null, page: string): ReachFinding {
  const said = visit?.said.find(({ kind, page: at }) => kind === row.kind && at !== page);
  const app = visit?.apps.find(({ kind }) => kind === row.kind);
  const full = { ...row, evidence: [...row.evidence] };
  if (said && POLICY[said.policy] > POLICY[row.policy]) {
    full.policy = said.policy;
    full.policyAt = said.page;
    full.evidence.push({ text: said.text, where: said.page });
  }
  if (app) {
    full.app = app.app;
    full.evidence.push({ text: app.permission, where: app.app });
  }
  return full;
}

/** The apps that any frame offers and those found in pictures, each address once. */
export function mergeApps(finds: readonly PageFinds[], scanned: readonly AppOffer[]): AppOffer[] {
  const all = [...scanned, ...finds.flatMap((found) => found.apps)];
  const apps = new Map(all.map((app) => [app.url, app]));
  return [...apps.values()].slice(0, MOST_APPS);
}

/** The policies that any frame links, each address once. */
export function mergePolicies(finds: readonly PageFinds[]): PolicyOffer[] {
  const policies = new Map(finds.flatMap((found) => found.policies).map((policy) => [policy.url, policy]));
  return [...policies.values()].slice(0, MOST_POLICIES);
}
