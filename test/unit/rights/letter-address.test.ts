// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { LETTER_KINDS, letterAddress, readLetterAddress } from '../../../lib/rights/index.ts';

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
