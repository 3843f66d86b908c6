// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { letterLines, reportWords, withLines } from '../../../lib/evidence/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { chain } from './fixtures.ts';

const fetchJson = async (path: string) => JSON.parse(await readFile(`data/${path}`, 'utf8'));
const { t } = await openTranslator(['en'], NAMESPACES, fetchJson);
const words = reportWords((key) => t(key as 'evidence:title'));
const SCREENSHOT = { name: 'chat 1.png', type: 'image/png', size: 3, sha256: 'a'.repeat(64) };

it('gives each entry as one line with its own local time, and each file once with its hash', async () => {
  const entries = await chain(2, (n) =>
    n === 1
      ? { said: 'Pay\ntonight', files: [SCREENSHOT] }
      : { at: Date.UTC(2026, 9, 31, 18), contacted: 'contact', said: '', threats: ['job'], files: [SCREENSHOT] },
  );
  expect(letterLines(entries, null, words, 'en-GB')).toEqual({
    facts: [
      '1 November 2026 at 01:00 (UTC+07:00) · Telephone call · From: +62 21 000 · Who was contacted: Somebody I know · Threats or pressure: Trouble at work',
      '1 November 2026 at 21:30 (UTC+07:00) · Telephone call · From: +62 21 000 · Who was contacted: Me · What was said: Pay tonight',
    ],
    annexes: [`chat 1.png (SHA-256 ${'a'.repeat(64)})`],
  });
});

it('takes what is tied to the lender, else what is tied to nobody, and never what another lender did', async () => {
  const tied = ['h:a.example', null, 'h:b.example', 'h:a.example'];
  const entries = await chain(4, (n) => ({ party: `+${n}`, visit: tied[n - 1] ?? null, corrects: n === 4 ? 1 : null }));
  const parties = (lender: string | null) =>
    letterLines(entries, lender, words, 'en').facts.map((line) => /From: \+(\d)/.exec(line)?.[1]);
  expect(parties('h:a.example')).toEqual(['4']);
  expect(parties('h:c.example')).toEqual(['2']);
  expect(parties(null)).toEqual(['2', '3', '4']);
});

it('adds lines to what stands there already, none twice', () => {
  expect(withLines('mine\n', ['b', 'mine'])).toBe('mine\nb');
  expect(withLines('', [])).toBe('');
});
