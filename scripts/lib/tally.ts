/** Numbers of tests by outcome. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of Vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts a report. A file that failed without a failed test of its own (it did not load, or its hook failed) counts as
 * one failure, and so does a run that ended with an error and no failure to show for it, or left no report.
 */
export function tallyOf(report: VitestReport | null, exitCode: number | null): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const outcomes = file.assertionResults.map(({ status }) => status);
    const failed = outcomes.filter((status) => status === 'failed').length;
    tally.passed += outcomes.filter((status) => status === 'passed').length;
    tally.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    tally.skipped += outcomes.filter((status) => status !== 'passed' && status !== 'failed').length;
  }
  if (tally.failed === 0 && (exitCode !== 0 || report === null)) tally.failed = 1;
  return tally;
}

/** The files of a report in which something failed. */
export function failedFiles(report: VitestReport | null): string[] {
  return (report?.testResults ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/**
 * A report in which files that were run again stand as they ended the second time. A file that left no result then stays
 * as it was.
 */
export function withSecondRun(first: VitestReport, second: VitestReport | null): VitestReport {
  const again = new Map((second?.testResults ?? []).map((file) => [file.name, file]));
  return { testResults: first.testResults.map((file) => again.get(file.name) ?? file) };
}

/** The sum of several. */
export function addTallies(tallies: Tally[]): Tally {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** `N passed, N failed`, and `, N skipped` where any were. */
export function totalLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
