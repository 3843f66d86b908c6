// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Assessment, PlatformEvidence } from '../../../lib/assessment/index.ts';
import { explain } from '../../../lib/explain/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';

const DATA = new URL('../../../data/', import.meta.url).pathname;
const fetchJson = async (path: string) => JSON.parse(readFileSync(`${DATA}${path}`, 'utf8'));
const translator = await openTranslator(['en'], NAMESPACES, fetchJson);

const line = (status: NonNullable<PlatformEvidence['status']>, date: string): PlatformEvidence => ({
  source: `Source of ${date}`,
  url: `https://authority.example/${date}`,
  date,
  says: `It says ${status}`,
  confidence: 'verified',
  status,
});

function who(...evidence: PlatformEvidence[]): string[] {
  const assessment: Assessment = {
    version: 1,
    url: 'https://lender.example/',
    host: 'lender.example',
    at: 0,
    kind: 'application',
    score: 0.9,
    signals: [],
    contacts: [],
    price: null,
    platform: {
      id: 'id-x',
      name: 'X',
      jurisdiction: 'ID',
      status: evidence[0]?.status ?? 'unknown',
      match: 'domain',
      evidence,
    },
    severity: 'caution',
    reasons: [],
    jurisdiction: { home: 'ID', page: null },
  };
  return explain(assessment, translator, []).who.map(({ text }) => text);
}

const DIFFER = 'The sources above contradict each other. Ringfence goes by the newest one.';

describe('sources that contradict each other', () => {
  it('are all shown, with the word that the newest decides', () => {
    const said = who(line('licensed', '2026-10-01'), line('illegal-listed', '2026-03-01'));
    expect(said.slice(0, 3)).toEqual([
      expect.stringContaining('Source of 2026-10-01'),
      expect.stringContaining('Source of 2026-03-01'),
      DIFFER,
    ]);
    expect(who(line('revoked', '2026-10-01'), line('licensed', '2026-03-01'))).toContain(DIFFER);
  });

  it.each([
    ['one source', [line('illegal-listed', '2026-03-01')]],
    ['two that agree', [line('illegal-listed', '2026-03-01'), line('reported', '2026-01-01')]],
    ['one that says nothing', [line('licensed', '2026-03-01'), line('unknown', '2026-01-01')]],
  ])('not so for %s', (_, evidence) => expect(who(...evidence)).not.toContain(DIFFER));
});
