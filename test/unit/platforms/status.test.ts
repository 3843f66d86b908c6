// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, firstDay, settle } from '../../../lib/platforms/index.ts';
import { statement } from './build-list.ts';

const at = (evidence: ReturnType<typeof statement>[], day = '2026-11-24', jurisdiction = 'ID') =>
  settle({ evidence, jurisdiction }, day);
const licence = (date: string) => statement({ kind: 'register', status: 'licensed', date });
const listed = (date: string) => statement({ date });
const press = (date: string) => statement({ kind: 'press', status: 'reported', date });

describe('what may be said today', () => {
  it('the newest statement decides between praise and blame', () => {
    expect(at([listed('2024-01-01'), licence('2026-06-01')]).status).toBe('licensed');
    expect(at([licence('2026-02-01'), listed('2026-06-01')]).status).toBe('illegal-listed');
  });

  it('a licence that lapsed still answers what was said before it', () => {
    const settled = at([listed('2021-12-13'), licence('2025-06-04')]);
    expect(settled.status).toBe('unknown');
    expect(settled.was).toEqual({ status: 'licensed', date: '2025-06-04', why: 'lapsed' });
  });

  it('a later and weaker accusation takes nothing back', () => {
    expect(at([listed('2021-12-13'), press('2026-06-01')]).status).toBe('illegal-listed');
    expect(at([listed('2021-12-13'), press('2022-06-01')]).status).toBe('illegal-listed');
  });

  it('a closed statement stands no longer, from that day on', () => {
    const closed = { ...listed('2026-01-01'), closed: '2026-05-01' };
    expect(at([closed]).status).toBe('unknown');
    expect(at([closed], '2026-04-30').status).toBe('illegal-listed');
  });

  it('takes a month or a year as its first day', () => {
    expect(at([licence('2025')]).status).toBe('unknown');
    expect(at([licence('2025-11')]).was?.why).toBe('lapsed');
    expect(at([licence('2025-12')]).status).toBe('licensed');
  });

  it('believes no statement from the future, and none from memory', () => {
    expect(at([listed('2027-01-01')]).status).toBe('unknown');
    expect(at([statement({ confidence: 'recalled' })]).status).toBe('unknown');
  });

  it('says nothing of a record that is held back or no lender', () => {
    expect(settle({ evidence: [listed('2026-01-01')], jurisdiction: 'ID', held: 'x' }, '2026-11-24').status).toBe(
      'unknown',
    );
    expect(settle({ evidence: [listed('2026-01-01')], jurisdiction: 'ID', notLender: true }, '2026-11-24').status).toBe(
      'unknown',
    );
  });

  it('never says more than one of its statements does, whatever the order', () => {
    const one = fc.record({
      kind: fc.constantFrom('register', 'warning-list', 'press', 'penalty', 'suit') as fc.Arbitrary<'register'>,
      status: fc.constantFrom(
        'licensed',
        'illegal-listed',
        'reported',
        'enforcement',
        'revoked',
        'unknown',
      ) as fc.Arbitrary<'licensed'>,
      date: fc
        .date({ min: new Date('2019-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (list) => {
        const evidence = list.map((over) => statement(over));
        const { status } = at(evidence);
        expect(['unknown', ...evidence.map((each) => each.status)]).toContain(status);
        const dates = new Set(evidence.map((each) => each.date));
        // Equal dates may decide either way; all others not.
        if (dates.size === evidence.length) expect(at([...evidence].reverse()).status).toBe(status);
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe('dates', () => {
  it('first days and months', () => {
    expect(firstDay('2024')).toBe('2024-01-01');
    expect(firstDay('2024-05')).toBe('2024-05-01');
    expect(firstDay('2024-05-17')).toBe('2024-05-17');
    expect(addMonths('2025-11-24', 12)).toBe('2026-11-24');
    expect(addMonths('2025-12', 1)).toBe('2026-01-01');
  });
});
