import { readFileSync } from 'node:fs';
import type { Assessment } from '../../../lib/assessment/index.ts';
import { blankAssessment } from '../blank-assessment.ts';

const DATA = new URL('../../../data/', import.meta.url).pathname;

/** Reads a file of the package's data. */
export const fetchJson = async (path: string) => JSON.parse(readFileSync(`${DATA}${path}`, 'utf8'));

/** An assessment of an application page of an unlisted lender, with `change` on top. */
export const assessment = (change: Partial<Assessment> = {}): Assessment => blankAssessment(change);
