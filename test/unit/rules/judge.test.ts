// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSeverity, type PlatformMatch, type PlatformStatus } from '../../../lib/assessment/index.ts';
import { BANS, type Facts, judge, RULES } from '../../../lib/rules/index.ts';

const evidence = { text: 'seen words', where: 'form > input' };

function facts(change: Partial<Facts> = {}): Facts {
  return {
    kind: 'none',
    score: 0,
    lending: 0.95,
    signals: [],
    contacts: [],
    price: null,
    platform: null,
    jurisdiction: { home: null, page: null },
    ...change,
  };
}

function record(status: PlatformStatus, change: Partial<PlatformMatch> = {}): PlatformMatch {
  return {
    id: 'id-example',
    name: 'Example',
    jurisdiction: 'ID',
    status,
    match: 'domain',
    evidence: [
      {
        source: 'Register',
        url: 'https://register.example/',
        date: '2025-01-02',
        says: 'listed',
        confidence: 'verified',
      },
    ],
    ...change,
  };
}

const run = (change: Partial<Facts>, trusted?: Set<string>) => judge(facts(change), RULES, BANS, trusted);
const ids = (change: Partial<Facts>) => run(change).reasons.map((reason) => reason.rule);

describe('judge', () => {
  it('says nothing about a page that is no lender’s', () => {
    expect(run({})).toEqual({ severity: 'none', reasons: [] });
    expect(run({ contacts: [{ vector: 'file-import', evidence }] }).severity).toBe('none');
  });

  it('is danger on a regulator’s list at home, with the list’s words as evidence', () => {
    const result = run({ platform: record('illegal-listed'), jurisdiction: { home: 'ID', page: null } });
    expect(result.severity).toBe('danger');
    expect(result.reasons[0]?.evidence[0]).toEqual({
      text: 'listed',
      where: 'Register · 2025-01-02 · https://register.example/',
    });
  });

  it('lets no finding cross a border', () => {
    const elsewhere = { platform: record('illegal-listed'), jurisdiction: { home: 'KE', page: 'KE' } };
    expect(run(elsewhere).severity).toBe('caution');
    expect(ids(elsewhere)).toEqual(['listed-elsewhere']);
  });

  it('never accuses by name alone', () => {
    expect(run({ platform: record('illegal-listed', { match: 'name' }) }).severity).toBe('none');
  });

  it('is caution on an unknown lender’s application, info on its offer and on a licensed lender', () => {
    expect(run({ kind: 'application', score: 0.9 }).severity).toBe('caution');
    expect(run({ kind: 'marketing', score: 0.9 }).severity).toBe('info');
    expect(run({ kind: 'application', score: 0.9, platform: record('licensed') }).severity).toBe('info');
  });

  it('only marks an application that it doubts to be a lender’s, unless something else is wrong with it', () => {
    const doubtful = { kind: 'application' as const, score: 0.9, lending: 0.69 };
    expect(run(doubtful).severity).toBe('info');
    expect(ids(doubtful)).toEqual(['unknown-lender']);
    expect(ids({ ...doubtful, lending: 0.7 })).toEqual(['unknown-application']);
    expect(run({ ...doubtful, contacts: [{ vector: 'contact-picker', evidence }] }).severity).not.toBe('info');
    expect(run({ ...doubtful, platform: record('illegal-listed') }).severity).toBe('danger');
  });

  it('tells a lapsed licence with its date, and does not say that none was found', () => {
    const was = { status: 'licensed' as const, date: '2024-06-04', why: 'lapsed' as const };
    for (const kind of ['application', 'marketing', 'account', 'policy', 'store-listing'] as const) {
      const lapsed = { kind, score: 0.9, platform: record('unknown', { was }) };
      expect(ids(lapsed)).toEqual(['licence-lapsed']);
      expect(run(lapsed).severity).toBe('info');
    }
    // An old report is no licence; a name or a likeness is no record of the site.
    const report = { status: 'reported' as const, date: '2020-01-01', why: 'no-outcome' as const };
    expect(ids({ kind: 'application', platform: record('unknown', { was: report }) })).toEqual(['unknown-application']);
    for (const match of ['name', 'lookalike'] as const) {
      const other = { kind: 'application' as const, platform: record('unknown', { was, match }) };
      expect(ids(other)).toContain('unknown-application');
      expect(ids(other)).not.toContain('licence-lapsed');
    }
  });

  it('takes no licence from a name that the page writes', () => {
    const named = { kind: 'application' as const, platform: record('licensed', { match: 'name' }) };
    expect(ids(named)).toEqual(['unknown-application']);
    const threat = { ...named, signals: [{ id: 'threat', evidence }] };
    expect(ids(threat)).toContain('collection-threat');
  });

  it('is caution, never danger, on a licence number that the register gives to another domain', () => {
    const claim = {
      kind: 'marketing' as const,
      signals: [{ id: 'licence-conflict', value: 'PT X (x.test)', evidence }],
    };
    expect(run(claim).severity).toBe('caution');
    expect(run(claim).reasons[0]?.rule).toBe('licence-conflict');
    expect(ids({ ...claim, platform: record('licensed') })).not.toContain('licence-conflict');
    expect(run({ kind: 'marketing', signals: [{ id: 'company-elsewhere', evidence }] }).severity).toBe('info');
  });

  it('warns of what the user marked, on every page of it, and calls it no report', () => {
    const own = { platform: record('reported', { id: 'own:bad.test', jurisdiction: 'INTL' }) };
    expect(ids(own)).toEqual(['own-entry']);
    expect(ids({ ...own, kind: 'application' })).toEqual(['own-entry']);
    expect(run(own).severity).toBe('caution');
  });

  it('is danger on an address-book demand only where a right forbids it', () => {
    const demand = {
      kind: 'application' as const,
      score: 0.9,
      contacts: [{ vector: 'contact-picker' as const, evidence }],
    };
    expect(run({ ...demand, jurisdiction: { home: 'IN', page: null } }).severity).toBe('danger');
    expect(run({ ...demand, jurisdiction: { home: null, page: 'NG' } }).severity).toBe('danger');
    expect(run({ ...demand, jurisdiction: { home: 'DE', page: null } }).severity).toBe('caution');
    const banned = run({ ...demand, jurisdiction: { home: 'IN', page: null } }).reasons[0];
    expect(banned?.evidence).toContainEqual({ text: 'in-address-book', where: 'right' });
  });

  it('needs two keys for a lookalike: likeness alone is caution', () => {
    const like = { kind: 'application' as const, score: 0.9, platform: record('unknown', { match: 'lookalike' }) };
    expect(run(like).severity).toBe('caution');
    expect(run({ ...like, signals: [{ id: 'identity', evidence }] }).severity).toBe('danger');
  });

  it('compares a price only through a cap that applies', () => {
    const price = {
      evidence,
      nominalApr: 9,
      effectiveApr: null,
      termDays: 14,
      upfrontFee: null,
      cap: null,
    };
    expect(run({ kind: 'marketing', price }).severity).toBe('info');
    const cap = { jurisdiction: 'ID', rightId: 'id-cap', kind: 'nominal' as const, limit: 1, exceeded: true };
    expect(run({ kind: 'marketing', price: { ...price, cap } }).severity).toBe('danger');
  });

  it('keeps trusted reasons but lowers them to info, rule by rule', () => {
    const page = {
      kind: 'application' as const,
      score: 0.9,
      contacts: [{ vector: 'reference-contacts' as const, evidence }],
    };
    const all = run(page).reasons.map((reason) => reason.rule);
    expect(all).toContain('reference-contacts');
    expect(run(page, new Set(['reference-contacts'])).severity).toBe('caution');
    expect(run(page, new Set(all)).severity).toBe('info');
    expect(run(page, new Set(['*'])).reasons).toHaveLength(all.length);
  });

  it('puts the gravest reason first and never throws', () => {
    const any = fc.record({
      kind: fc.constantFrom('application', 'marketing', 'account', 'policy', 'store-listing', 'none' as const),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      signals: fc.array(
        fc.record({
          id: fc.constantFrom('identity', 'threat', 'upfront-fee', 'carrier', 'x'),
          evidence: fc.constant(evidence),
        }),
      ),
      contacts: fc.array(
        fc.record({
          vector: fc.constantFrom('contact-picker', 'policy-text', 'reference-contacts', 'oauth-scope' as const),
          evidence: fc.constant(evidence),
        }),
      ),
      platform: fc.option(
        fc
          .tuple(
            fc.constantFrom('licensed', 'illegal-listed', 'reported', 'enforcement', 'unknown' as const),
            fc.constantFrom('domain', 'name', 'lookalike', 'app' as const),
          )
          .map(([status, match]) => record(status as PlatformStatus, { match: match as PlatformMatch['match'] })),
      ),
      jurisdiction: fc.record({ home: fc.option(fc.constantFrom('ID', 'IN', 'US')), page: fc.option(fc.string()) }),
    });
    fc.assert(
      fc.property(any, (input) => {
        const { severity, reasons } = judge(facts(input as Partial<Facts>), RULES, BANS);
        for (let i = 1; i < reasons.length; i++) {
          expect(
            compareSeverity(reasons[i - 1]?.severity ?? 'none', reasons[i]?.severity ?? 'none'),
          ).toBeGreaterThanOrEqual(0);
        }
        expect(severity).toBe(reasons[0]?.severity ?? 'none');
        for (const reason of reasons) expect(reason.evidence.length).toBeLessThanOrEqual(8);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });
});

describe('rules file', () => {
  it('has unique ids and a text for every rule', async () => {
    const texts = (await import('../../../data/locales/en/rules.json')).default as Record<
      string,
      { title: string; why: string }
    >;
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      const words = `${texts[rule.id]?.title} ${texts[rule.id]?.why}`.split(/\s+/);
      expect(words.length, rule.id).toBeLessThanOrEqual(36);
    }
    expect(Object.keys(texts).sort()).toEqual(RULES.map((rule) => rule.id).sort());
  });
});
