// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { guideLetterAddress, LETTER_KINDS, letterAddress, readLetterAddress } from '../../../lib/rights/index.ts';

describe('the address of a letter', () => {
  it.each([
    [null, null],
    ['h:lender.example', null],
    [null, 'VN'],
    ['h:a/b?c#d', 'EU'],
  ])('names letter, visit and place, and is read again (%s, %s)', (visit, place) => {
    for (const kind of LETTER_KINDS) {
      expect(readLetterAddress(`#${letterAddress(kind, visit, place)}`)).toEqual({ kind, visit, place });
    }
    expect(letterAddress('complaint', null)).toBe('letters/complaint');
  });

  it.each(['#letters', '#letters/nothing/%E0%A4%A/vietnam', '', '#letters///vn'])('%s is a letter alone', (hash) => {
    expect(readLetterAddress(hash)).toEqual({ kind: 'prepare-relatives', visit: null, place: null });
  });
});

it('a guide keeps the lender on the screen for letters about it, not for the one to relatives', () => {
  const about = Object.fromEntries(
    LETTER_KINDS.map((kind) => [kind, readLetterAddress(`#${guideLetterAddress(kind, 'h:lender.example', 'VN')}`)]),
  );
  expect(
    Object.entries(about)
      .filter(([, { visit }]) => visit === 'h:lender.example')
      .map(([kind]) => kind),
  ).toEqual(['stop-third-party', 'complaint', 'deletion']);
  expect(Object.values(about).every(({ place }) => place === 'VN')).toBe(true);
});
