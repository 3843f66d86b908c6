/** Rows of a keyboard, with the offset of each in key widths. */
const ROWS: readonly (readonly [string, number])[] = [
  ['1234567890', 0],
  ['qwertyuiop', 0.5],
  ['asdfghjkl', 0.75],
  ['zxcvbnm', 1.25],
];

const keys = new Map<string, readonly [number, number]>();
for (const [row, [letters, offset]] of ROWS.entries()) {
  for (const [at, letter] of [...letters].entries()) keys.set(letter, [at + offset, row]);
}

const COST = { swap: 0.5, doubled: 0.3, nearKey: 0.6, vowel: 0.7, other: 1, gap: 0.9, first: 0.6 } as const;
const VOWELS = 'aeiou';

/** Whether two letters lie side by side on a keyboard. */
export function areNeighbours(a: string, b: string): boolean {
  const one = keys.get(a);
  const other = keys.get(b);
  return one !== undefined && other !== undefined && Math.hypot(one[0] - other[0], one[1] - other[1]) < 1.2;
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  if (areNeighbours(a, b)) return COST.nearKey;
  return VOWELS.includes(a) && VOWELS.includes(b) ? COST.vowel : COST.other;
}

/**
 * How far a text is from a word in edits, each weighted by how easily it is made or overlooked: swapped neighbours and
 * doubled letters count little, a letter beside the right key less than another, the first letter more. 0 is equal.
 */
export function editCost(text: string, word: string): number {
  const width = word.length + 1;
  const cost = new Float64Array((text.length + 1) * width);
  for (let i = 0; i <= text.length; i++) {
    for (let j = 0; j <= word.length; j++) {
      if (i === 0 && j === 0) continue;
      const first = i <= 1 && j <= 1 ? COST.first : 0;
      let best = Number.POSITIVE_INFINITY;
      if (i > 0 && j > 0) {
        const change = substitution(text[i - 1]!, word[j - 1]!);
        best = cost[(i - 1) * width + j - 1]! + change + (change > 0 ? first : 0);
      }
      if (i > 0)
        best = Math.min(
          best,
          cost[(i - 1) * width + j]! + (text[i - 1] === text[i - 2] ? COST.doubled : COST.gap) + first,
        );
      if (j > 0)
        best = Math.min(
          best,
          cost[i * width + j - 1]! + (word[j - 1] === word[j - 2] ? COST.doubled : COST.gap) + first,
        );
      if (i > 1 && j > 1 && text[i - 1] === word[j - 2] && text[i - 2] === word[j - 1]) {
        best = Math.min(best, cost[(i - 2) * width + j - 2]! + COST.swap);
      }
      cost[i * width + j] = best;
    }
  }
  return cost[cost.length - 1]!;
}
