// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { addTallies, failedFiles, tallyOf, totalLine, withSecondRun } from '../../../scripts/lib/tally.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'one.test.ts',
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe('tallyOf', () => {
  it('counts tests by outcome', () => {
    const report = { testResults: [file('failed', 'passed', 'failed', 'skipped'), file('passed', 'passed', 'todo')] };
    expect(tallyOf(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that did not load as a failure', () => {
    expect(tallyOf({ testResults: [file('failed'), file('passed', 'passed')] }, 1).failed).toBe(1);
  });

  it('never reports success for a run that ended badly', () => {
    expect(tallyOf({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
    expect(tallyOf({ testResults: [] }, null).failed).toBe(1);
    expect(tallyOf(null, 0).failed).toBe(1);
  });
});

describe('withSecondRun', () => {
  const named = (name: string, status: string, ...tests: string[]) => ({ ...file(status, ...tests), name });
  const first = { testResults: [named('a', 'failed', 'failed', 'passed'), named('b', 'passed', 'passed')] };

  it('takes the files that ran again as they ended, and no other', () => {
    expect(failedFiles(first)).toEqual(['a']);
    const mended = withSecondRun(first, { testResults: [named('a', 'passed', 'passed', 'passed')] });
    expect(tallyOf(mended, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
    const broken = withSecondRun(first, { testResults: [named('a', 'failed', 'failed', 'failed')] });
    expect(tallyOf(broken, 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it('keeps the failures where the second run left nothing', () => {
    expect(tallyOf(withSecondRun(first, null), 1).failed).toBe(1);
    expect(tallyOf(withSecondRun(first, { testResults: [] }), 0).failed).toBe(1);
  });
});

describe('totalLine', () => {
  it('names skipped tests only where there are some', () => {
    const one = { passed: 3, failed: 0, skipped: 0 };
    expect(totalLine(one)).toBe('3 passed, 0 failed');
    expect(totalLine(addTallies([one, { passed: 1, failed: 2, skipped: 4 }]))).toBe('4 passed, 2 failed, 4 skipped');
  });
});
