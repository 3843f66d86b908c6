import { readFileSync } from 'node:fs';
import type { Assessment } from '../../../lib/assessment/index.ts';

const DATA = new URL('../../../data/', import.meta.url).pathname;

/** Reads a file of the package's data. */
export const fetchJson = async (path: string) => JSON.parse(readFileSync(`${DATA}${path}`, 'utf8'));

/** An assessment of an application page of an unlisted lender, with `change` on top. */
export function assessment(change: Partial<Assessment> = {}): Assessment {
  return {
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
  };
}
