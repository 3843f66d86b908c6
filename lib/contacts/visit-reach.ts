import * as v from 'valibot';
import type { ReachFinding } from '../assessment/index.ts';
import type { PolicyStatement } from './policy.ts';

const Kind = v.picklist(['contacts', 'call-log', 'messages', 'photos', 'location', 'camera', 'microphone']);
const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));

/** Schema of what one policy says of one kind of data. */
export const SaidSchema = v.strictObject({
  kind: Kind,
  policy: v.picklist(['said', 'denied']),
  /** The sentence that says it. */
  text: text(160),
});

/** What one policy says of one kind of data: a finding with its sentence, not the text. */
export type Said = v.InferOutput<typeof SaidSchema>;

/** Schema of what a visit has learned of a site besides the page that is open. */
export const VisitReachSchema = v.strictObject({
  version: v.literal(1),
  /** `page`: where it was read, as host and path. */
  said: v.pipe(v.array(v.strictObject({ ...SaidSchema.entries, page: text(200) })), v.maxLength(7)),
  /** `app`: the package that asks for it. */
  apps: v.pipe(v.array(v.strictObject({ kind: Kind, permission: text(255), app: text(255) })), v.maxLength(20)),
});

/** What policies that were read and apps that were checked in this visit say, beside the open page. */
export type VisitReach = v.InferOutput<typeof VisitReachSchema>;

const EMPTY: VisitReach = { version: 1, said: [], apps: [] };
const MOST_APPS = 20;

/** Host and path of an address, as the user may read it. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`.slice(0, 200);
}

/** What a visit knows after a policy was read: of each kind one statement, where said outranks denied. */
export function withSaid(before: VisitReach | null, said: readonly Said[], page: string): VisitReach {
  const known = before ?? EMPTY;
  const rows = new Map(known.said.map((row) => [row.kind, row]));
  for (const row of said) {
    const old = rows.get(row.kind);
    if (old === undefined || old.policy === 'denied') rows.set(row.kind, { ...row, page: page.slice(0, 200) });
  }
  return { ...known, said: [...rows.values()] };
}

/** What a visit knows after an app was checked. What was known of the same app is replaced. */
export function withApp(
  before: VisitReach | null,
  app: string,
  asked: readonly { kind: ReachFinding['kind']; evidence: { text: string } }[],
): VisitReach {
  const known = before ?? EMPTY;
  const others = known.apps.filter((row) => row.app !== app);
  const kinds = new Map<string, VisitReach['apps'][number]>();
  for (const { kind, evidence } of asked) {
    if (!kinds.has(kind)) kinds.set(kind, { kind, permission: evidence.text.slice(0, 255), app: app.slice(0, 255) });
  }
  return { ...known, apps: [...kinds.values(), ...others].slice(0, MOST_APPS) };
}

/** What statements of a policy come to: of each kind the first sentence that says it, else the first that denies it. */
export function saidOf(statements: readonly PolicyStatement[]): Said[] {
  const rows = new Map<string, Said>();
  for (const { kind, stance, act, evidence } of statements) {
    if (stance === 'denied' && act !== 'take') continue;
    const old = rows.get(kind);
    if (old === undefined || (old.policy === 'denied' && stance === 'said'))
      rows.set(kind, { kind, policy: stance, text: evidence.text });
  }
  return [...rows.values()];
}
