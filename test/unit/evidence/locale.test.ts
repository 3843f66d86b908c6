// @vitest-environment node
import { describe, expect, it } from 'vitest';
import evidence from '../../../data/locales/en/evidence.json' with { type: 'json' };
import { reportWords, verifierWords } from '../../../lib/evidence/index.ts';

function leaves(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);
}

describe('the words of report and verifier', () => {
  it('all come from the locale file, and all of that is used', () => {
    const say = (key: string) => {
      let value: unknown = evidence;
      for (const step of key.replace('evidence:', '').split('.')) value = (value as Record<string, unknown>)[step];
      if (typeof value !== 'string') throw new Error(`no text for ${key}`);
      return value;
    };
    const used = [reportWords(say), verifierWords(say)];
    expect(leaves(used).sort()).toEqual(leaves([evidence.report, evidence.verifier]).sort());
  });
});
