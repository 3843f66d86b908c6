// @vitest-environment node
import { expect, it } from 'vitest';
import { reportPage } from '../../../lib/evidence/report.ts';
import { verifierPage } from '../../../lib/evidence/verifier.ts';
import { reportWords, verifierWords } from './words.ts';

it.each([
  ['ur', '<html lang="ur" dir="rtl">'],
  ['hi', '<html lang="hi" dir="ltr">'],
])('writes the report and the page that checks it in the direction of %s', (language, tag) => {
  const shared = { entries: [], suggestions: [], words: reportWords, language, now: 0, pathOf: () => null };
  expect([...reportPage(shared)].join('')).toContain(tag);
  expect(verifierPage(verifierWords, language)).toContain(tag);
});
