// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { explain, packsOf } from '../../../lib/explain/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { assessment, fetchJson } from './fixtures.ts';

const rights = openRights(fetchJson);

async function rightsShown(home: string, tag: string) {
  const translator = await openTranslator([tag], NAMESPACES, fetchJson);
  const found = assessment({
    reasons: [{ rule: 'reference-contacts', severity: 'caution', evidence: [] }],
    jurisdiction: { home, page: null },
  });
  const packs = await packsOf(rights, found.jurisdiction, translator.language.tag);
  return { packs, shown: explain(found, translator, packs).rights.flatMap(({ items }) => items) };
}

describe('the rights of an explanation', () => {
  it.each([
    ['US', 'en'],
    ['KE', 'sw'],
    ['CN', 'zh-CN'],
  ])('keep what limits each of them (%s, %s)', async (home, tag) => {
    const { packs, shown } = await rightsShown(home, tag);
    const known = new Map(packs.flatMap((pack) => pack.rights).map((right) => [right.id, right]));
    expect(shown.length).toBeGreaterThan(0);
    for (const { id, caveat } of shown) expect(caveat).toBe(known.get(id)?.caveat);
    expect(shown.some(({ caveat }) => caveat)).toBe(true);
  });
});
