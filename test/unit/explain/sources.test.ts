// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { PlatformEvidence } from '../../../lib/assessment/index.ts';
import { explain } from '../../../lib/explain/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { assessment, fetchJson } from './fixtures.ts';

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
  const found = assessment({
    platform: {
      id: 'id-x',
      name: 'X',
      jurisdiction: 'ID',
      status: evidence[0]?.status ?? 'unknown',
      match: 'domain',
      evidence,
    },
    jurisdiction: { home: 'ID', page: null },
  });
  return explain(found, translator, []).who.map(({ text }) => text);
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
