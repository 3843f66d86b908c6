import type { Assessment } from '../../lib/assessment/index.ts';

/** An assessment of an application page of an unlisted lender, of which nothing else is known, with `change` on top. */
export const blankAssessment = (change: Partial<Assessment>): Assessment => ({
  version: 1,
  url: 'https://lender.example/',
  host: 'lender.example',
  at: 0,
  kind: 'application',
  score: 0.9,
  signals: [],
  contacts: [],
  price: null,
  platform: null,
  severity: 'caution',
  reasons: [],
  jurisdiction: { home: null, page: null },
  ...change,
});
