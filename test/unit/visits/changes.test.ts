// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Assessment, PriceFinding } from '../../../lib/assessment/index.ts';
import { describeChanges, timeline } from '../../../lib/visits/index.ts';
import { assessment, platform } from './fixtures.ts';

const evidence = { text: 'x', where: 'p' };
const price: PriceFinding = {
  evidence,
  nominalApr: 1,
  effectiveApr: 1.5,
  termDays: 7,
  upfrontFee: null,
  cap: { jurisdiction: 'ID', rightId: 'id/cap', kind: 'nominal', limit: 0.365, exceeded: true },
};

describe('describeChanges', () => {
  it.each<[string, Partial<Assessment>, Partial<Assessment>, ReturnType<typeof describeChanges>]>([
    ['nothing', { at: 1, score: 0.5 }, { at: 2, score: 0.6 }, []],
    ['the severity', { severity: 'info' }, { severity: 'danger' }, [{ part: 'severity', from: 'info', to: 'danger' }]],
    [
      'what the list says',
      { platform: platform({ status: 'licensed' }) },
      {
        platform: platform({
          status: 'revoked',
          evidence: [{ source: 'OJK', date: '2026-10-01', url: '', says: '', confidence: 'verified' }],
        }),
      },
      [
        { part: 'status', from: 'licensed', to: 'revoked' },
        { part: 'evidence', added: ['OJK, 2026-10-01'], removed: [] },
      ],
    ],
    [
      'a lookalike, whose brand lends it neither name nor status',
      {},
      { platform: platform({ match: 'lookalike', status: 'licensed' }) },
      [{ part: 'imitates', from: null, to: 'Tepat Dana' }],
    ],
    [
      'requests for contacts, whatever their order and number',
      { contacts: [{ vector: 'policy-text', evidence }] },
      {
        contacts: [
          { vector: 'contact-picker', evidence },
          { vector: 'contact-picker', evidence },
        ],
      },
      [{ part: 'contacts', added: ['contact-picker'], removed: ['policy-text'] }],
    ],
    [
      'the price and its cap',
      { price: null },
      { price },
      [
        { part: 'apr', from: null, to: 1.5 },
        { part: 'cap', from: null, to: true },
      ],
    ],
  ])('tells %s', (_what, earlier, later, expected) => {
    expect(describeChanges(assessment(earlier), assessment(later))).toEqual(expected);
  });
});

describe('timeline', () => {
  const DAY = 86_400_000;
  const at = (n: number, day: number, change: Partial<Assessment>) => ({
    ...{ key: 'k', n, since: day * DAY },
    assessment: assessment({ at: day * DAY, ...change }),
  });
  const changesOf = (...history: ReturnType<typeof at>[]) => timeline(history).map((step) => step.changes);
  const front = { url: 'https://lender.test/', kind: 'marketing' as const };
  const form = { url: 'https://lender.test/apply?from=front', kind: 'application' as const };

  it('tells at each step what changed since the same page was seen on an earlier day', () => {
    expect(changesOf(at(2, 2, { ...form, severity: 'danger' }), at(1, 1, { ...form, severity: 'info' }))).toEqual([
      [{ part: 'severity', from: 'info', to: 'danger' }],
      null,
    ]);
  });

  it('takes no walk from one page of a site to the next for a change of the lender', () => {
    expect(changesOf(at(2, 1, { ...form, severity: 'danger', price }), at(1, 1, front))).toEqual([null, null]);
    expect(
      changesOf(
        at(4, 9, form),
        at(3, 9, { ...front, price }),
        at(2, 1, { ...form, severity: 'danger' }),
        at(1, 1, front),
      ),
    ).toMatchObject([
      [{ part: 'severity', from: 'danger' }],
      [{ part: 'apr', from: null, to: 1.5 }, { part: 'cap' }],
      null,
      null,
    ]);
  });

  it('takes no steps of a form under one address on one day for a change', () => {
    const contacts: Assessment['contacts'] = [{ vector: 'reference-contacts', evidence }];
    expect(changesOf(at(2, 1, { ...form, contacts }), at(1, 1, form))).toEqual([null, null]);
  });
});
