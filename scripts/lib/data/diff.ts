import { RISKY, type SourceFile, type SourceRecord } from '../../../lib/platforms/index.ts';

/** A change to one record that a reviewer reads, with its weight: accusations first. */
export interface Change {
  jurisdiction: string;
  record: string;
  weight: 'accuses' | 'clears' | 'other';
  lines: string[];
}

const LISTS = ['aliases', 'domains', 'android', 'ios', 'packageUnmatched', 'developers'] as const;
const TEXTS = ['name', 'held', 'note', 'notLender', 'nameGeneric'] as const;

/** What differs between two states of the source files, accusations first, then by jurisdiction and id. */
export function diffSources(before: readonly SourceFile[], after: readonly SourceFile[]): Change[] {
  const old = byId(before);
  const now = byId(after);
  const changes: Change[] = [];
  for (const id of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const change = changeOf(old.get(id), now.get(id));
    if (change) changes.push(change);
  }
  const order = { accuses: 0, clears: 1, other: 2 };
  return changes.sort(
    (a, b) =>
      order[a.weight] - order[b.weight] ||
      (a.jurisdiction < b.jurisdiction ? -1 : a.jurisdiction > b.jurisdiction ? 1 : 0),
  );
}

function byId(files: readonly SourceFile[]): Map<string, SourceRecord> {
  return new Map(files.flatMap((file) => file.platforms.map((record) => [record.id, record] as const)));
}

function changeOf(old: SourceRecord | undefined, now: SourceRecord | undefined): Change | null {
  const record = now ?? old;
  if (!record) return null;
  const lines: string[] = [];
  const from = old?.status ?? 'unknown';
  const to = now?.status ?? 'unknown';
  if (!old) lines.push(`new: ${record.name} [${record.status}]`);
  if (!now) lines.push(`gone: ${record.name} [${record.status}]`);
  if (old && now) {
    if (from !== to) lines.push(`status: ${from} → ${to}`);
    for (const field of TEXTS) {
      if ((old[field] ?? '') !== (now[field] ?? ''))
        lines.push(`${field}: ${String(old[field] ?? '–')} → ${String(now[field] ?? '–')}`);
    }
  }
  for (const field of LISTS) lines.push(...listLines(field, old?.[field] ?? [], now?.[field] ?? []));
  const statement = (one: SourceRecord['evidence'][number]) =>
    `${one.date} ${one.status}: ${one.source}${one.closed ? ` (closed ${one.closed})` : ''}`;
  lines.push(...listLines('evidence', old?.evidence.map(statement) ?? [], now?.evidence.map(statement) ?? []));
  if (lines.length === 0) return null;
  const weight =
    from !== to && RISKY.includes(to) ? 'accuses' : from !== to && RISKY.includes(from) ? 'clears' : 'other';
  return { jurisdiction: record.jurisdiction, record: record.id, weight, lines };
}

function listLines(field: string, old: readonly string[], now: readonly string[]): string[] {
  return [
    ...now.filter((one) => !old.includes(one)).map((one) => `+ ${field}: ${one}`),
    ...old.filter((one) => !now.includes(one)).map((one) => `- ${field}: ${one}`),
  ];
}

/** Changes as text: one paragraph a record, under a heading for each weight. */
export function changeText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No change.';
  const heading = { accuses: 'Accuses', clears: 'Clears', other: 'Other' };
  const parts: string[] = [];
  for (const weight of ['accuses', 'clears', 'other'] as const) {
    const some = changes.filter((change) => change.weight === weight);
    if (some.length === 0) continue;
    parts.push(`${heading[weight]} (${some.length})`);
    parts.push(
      ...some.map((change) => [`  ${change.record}`, ...change.lines.map((line) => `    ${line}`)].join('\n')),
    );
  }
  return parts.join('\n');
}
