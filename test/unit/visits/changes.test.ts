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

  it('tells at each step of a timeline what changed since the step before', () => {
    const history = [
      { key: 'k', n: 2, since: 2, assessment: assessment({ severity: 'danger' }) },
      { key: 'k', n: 1, since: 1, assessment: assessment({ severity: 'info' }) },
    ];
    expect(timeline(history).map((step) => step.changes)).toEqual([
      [{ part: 'severity', from: 'info', to: 'danger' }],
      null,
    ]);
  });
});
