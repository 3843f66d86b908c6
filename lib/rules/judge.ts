import { type Evidence, maxSeverity, type Reason, type Severity, type Signal } from '../assessment/index.ts';
import type { Bans, Condition, Facts, Rule } from './types.ts';

/** The rights of the user's and of the page's jurisdiction that forbid `what`: `[jurisdiction, right id]` pairs. */
export function bansFor(what: string, facts: Pick<Facts, 'jurisdiction'>, bans: Bans): [string, string][] {
  const table = bans[what] ?? {};
  const places = new Set([facts.jurisdiction.home, facts.jurisdiction.page]);
  return [...places].flatMap((place) => {
    const right = place !== null && Object.hasOwn(table, place) ? table[place] : undefined;
    return place !== null && right !== undefined ? [[place, right] as [string, string]] : [];
  });
}

function recordIsFromUser(facts: Facts): boolean {
  if (!facts.platform) return false;
  const { home, page } = facts.jurisdiction;
  if (home === null && page === null) return true;
  return facts.platform.jurisdiction === home || facts.platform.jurisdiction === page;
}

function priceHolds(wanted: NonNullable<Condition['price']>, facts: Facts): boolean {
  const { price } = facts;
  if (!price) return false;
  if (wanted.aboveCap !== undefined && (price.cap?.exceeded ?? false) !== wanted.aboveCap) return false;
  if (wanted.termDaysAtMost !== undefined && !(price.termDays !== null && price.termDays <= wanted.termDaysAtMost)) {
    return false;
  }
  return wanted.upfrontFee === undefined || (price.upfrontFee ?? 0) > 0 === wanted.upfrontFee;
}

/** Whether a condition holds for the facts. Never throws; an empty condition holds. */
export function holds(condition: Condition, facts: Facts, bans: Bans): boolean {
  const { platform } = facts;
  // A name or a likeness says nothing of the site's own standing: a fraud would only have to write the right name.
  const own = platform?.match === 'domain' || platform?.match === 'app' ? platform : null;
  const status = own?.status ?? 'unknown';
  return (
    (condition.all?.every((part) => holds(part, facts, bans)) ?? true) &&
    (condition.any?.some((part) => holds(part, facts, bans)) ?? true) &&
    !(condition.not && holds(condition.not, facts, bans)) &&
    (condition.kind?.includes(facts.kind) ?? true) &&
    (condition.scoreAtLeast === undefined || facts.score >= condition.scoreAtLeast) &&
    (condition.lendingAtLeast === undefined || facts.lending >= condition.lendingAtLeast) &&
    (condition.signal?.some((id) => facts.signals.some((signal) => signal.id === id)) ?? true) &&
    (condition.contacts?.some((vector) => facts.contacts.some((request) => request.vector === vector)) ?? true) &&
    (condition.status?.includes(status) ?? true) &&
    (condition.was === undefined || (own?.was !== undefined && condition.was.includes(own.was.status))) &&
    (condition.own === undefined || condition.own === (own?.id.startsWith('own:') ?? false)) &&
    (condition.match === undefined || (platform !== null && condition.match.includes(platform.match))) &&
    (condition.recordFrom === undefined || (condition.recordFrom === 'user') === recordIsFromUser(facts)) &&
    (condition.forbidden === undefined || bansFor(condition.forbidden, facts, bans).length > 0) &&
    (condition.price === undefined || priceHolds(condition.price, facts))
  );
}

/** Gathers what made a condition hold: quoted page text, record lines and prices. Conditions under `not` give nothing. */
function evidenceOf(condition: Condition, facts: Facts, bans: Bans): Evidence[] {
  const found: Evidence[] = [];
  const named = (wanted: string[] | undefined, signals: Signal[]) =>
    signals.filter((signal) => wanted?.includes(signal.id)).map((signal) => signal.evidence);
  found.push(...named(condition.signal, facts.signals));
  for (const request of facts.contacts) {
    if (condition.contacts?.includes(request.vector)) found.push(request.evidence);
  }
  if (facts.platform && (condition.status || condition.was || condition.match)) {
    for (const line of facts.platform.evidence) {
      found.push({ text: line.says, where: [line.source, line.date, line.url].filter(Boolean).join(' · ') });
    }
    if (facts.platform.reason) found.push({ text: facts.platform.reason, where: 'host' });
  }
  if (condition.price && facts.price) found.push(facts.price.evidence);
  if (condition.forbidden) {
    for (const [, right] of bansFor(condition.forbidden, facts, bans)) found.push({ text: right, where: 'right' });
  }
  if (condition.kind && facts.kind !== 'none') {
    found.push(...facts.signals.slice(0, 3).map((signal) => signal.evidence));
  }
  for (const part of condition.all ?? []) found.push(...evidenceOf(part, facts, bans));
  for (const part of condition.any ?? []) {
    if (holds(part, facts, bans)) found.push(...evidenceOf(part, facts, bans));
  }
  return found;
}

const MAX_EVIDENCE = 8;

/**
 * Applies all rules. Gives the gravest severity of those that match and are not trusted, and every matched reason with
 * its evidence (at most 8 pieces each), gravest first. Rules in `trusted` stay among the reasons but no longer raise
 * the severity above `info`. Adding facts never lowers the severity unless a rule says `not`.
 */
export function judge(
  facts: Facts,
  rules: readonly Rule[],
  bans: Bans,
  trusted: ReadonlySet<string> = new Set(),
): { severity: Severity; reasons: Reason[] } {
  const matched = rules.filter((rule) => holds(rule.when, facts, bans));
  const reasons = matched.map((rule): Reason => {
    const unique = new Map(evidenceOf(rule.when, facts, bans).map((item) => [`${item.where}\n${item.text}`, item]));
    return { rule: rule.id, severity: rule.severity, evidence: [...unique.values()].slice(0, MAX_EVIDENCE) };
  });
  const order: Severity[] = ['danger', 'caution', 'info'];
  reasons.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const everything = trusted.has('*');
  const severity = maxSeverity(
    reasons.map((reason) => (everything || trusted.has(reason.rule) ? 'info' : reason.severity)),
  );
  return { severity, reasons };
}
