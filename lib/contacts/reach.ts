import type { ContactsRequest, Evidence } from '../assessment/index.ts';
import type { PolicyStatement } from './policy.ts';
import type { ReachKind } from './policy-stance.ts';
import type { StoreListing } from './store-listing.ts';

/** What a lender can reach of one kind: whether it asks, and what its policy says. */
export interface Reach {
  kind: ReachKind;
  asked: 'asked' | 'not-asked';
  policy: 'said' | 'denied' | 'silent';
  /** At most four, those of asking first. */
  evidence: Evidence[];
}

const KINDS: readonly ReachKind[] = ['contacts', 'call-log', 'messages', 'photos', 'location', 'camera', 'microphone'];
const MOST = 4;

function askedKind(request: ContactsRequest): ReachKind | null {
  if (request.vector === 'policy-text') return null;
  if (request.vector === 'hybrid-bridge') {
    if (/call_?(?:log|record)/i.test(request.evidence.text)) return 'call-log';
    if (/(?:get|read|upload|query)\w{0,12}sms/i.test(request.evidence.text)) return 'messages';
  }
  return 'contacts';
}

/**
 * One row for each kind of data, in a fixed order: asked or not by anything on the page, in the store's listing or in
 * the app's manifest (`app`), and said, denied or not mentioned in the policy. `denied` stands only where nothing says
 * the opposite. That nothing asks on this page does not mean that the app does not.
 */
export function summariseReach(from: {
  requests: readonly ContactsRequest[];
  policy: readonly PolicyStatement[];
  listing: StoreListing | null;
  app?: readonly { kind: ReachKind; evidence: Evidence }[];
}): Reach[] {
  return KINDS.map((kind) => {
    const asking: Evidence[] = from.requests
      .filter((request) => askedKind(request) === kind)
      .map(({ evidence }) => evidence);
    const listed = from.listing?.evidence[kind];
    if (listed) asking.push(listed);
    for (const permission of from.app ?? []) if (permission.kind === kind) asking.push(permission.evidence);
    const statements = from.policy.filter((statement) => statement.kind === kind);
    const said = statements.filter(({ stance }) => stance === 'said');
    const denied = statements.filter(({ stance, act }) => stance === 'denied' && act === 'take');
    const policy = said.length > 0 ? 'said' : denied.length > 0 ? 'denied' : 'silent';
    const quoted = (policy === 'said' ? said : denied).map(({ evidence }) => evidence);
    return {
      kind,
      asked: asking.length > 0 ? 'asked' : 'not-asked',
      policy,
      evidence: [...asking, ...quoted].slice(0, MOST),
    };
  });
}
