// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { regexpsIn, slowness } from '../../../scripts/lib/check-regexps.ts';

describe('the check of regular expressions', () => {
  it.each([
    ['nested repeats', /(?:a+)+$/],
    ['two repeats that share letters', /\d+\d+x/],
    ['a repeat that begins anywhere', /\s+$/],
    ['a repeat before a look ahead', /(?<!x)(?:\w+\s?)+(?=!)/],
  ])('refuses %s', (_, { source: pattern, flags }) => {
    expect(slowness({ pattern, flags })).toMatch(/polynomial|exponential/);
  });

  it.each([/\s{1,9}$/, /^a+$/, /\bloan\b/i, /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu])('lets %s pass', (one) => {
    expect(slowness({ pattern: one.source, flags: one.flags })).toBeNull();
  });

  it('finds the expressions of a source, and whether it builds some', () => {
    const source = 'const a: RegExp = /x+/g; const b = "/no/"; export const C = () => <p>{"y".replace(/z/, "")}</p>;';
    expect(regexpsIn('one.tsx', source)).toEqual({
      written: [
        { pattern: 'x+', flags: 'g' },
        { pattern: 'z', flags: '' },
      ],
      builds: false,
    });
    expect(regexpsIn('two.ts', 'const d = new RegExp(words.join("|"));').builds).toBe(true);
  });
});
