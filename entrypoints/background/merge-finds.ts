import type { AppOffer, ContactsRequest, ReachFinding } from '../../lib/assessment/index.ts';
import { summariseReach } from '../../lib/contacts/index.ts';
import type { PageFinds } from '../../lib/messages/index.ts';

const POLICY = { silent: 0, denied: 1, said: 2 } as const;
const MOST_EVIDENCE = 3;
const MOST_APPS = 5;

/**
 * One table of rows from those of all frames, where asked outranks not asked and said outranks denied. `requests` are
 * those of the whole tab, with the calls that only the background saw. Rows in which nothing stands are left out.
 */
export function mergeReach(finds: readonly PageFinds[], requests: readonly ContactsRequest[]): ReachFinding[] {
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
  return [...rows.values()].filter(({ asked, policy }) => asked === 'asked' || policy !== 'silent');
}

/** The apps that any frame offers, each address once. */
export function mergeApps(finds: readonly PageFinds[]): AppOffer[] {
  const apps = new Map(finds.flatMap((found) => found.apps).map((app) => [app.url, app]));
  return [...apps.values()].slice(0, MOST_APPS);
}
