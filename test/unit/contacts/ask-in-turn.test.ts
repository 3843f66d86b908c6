// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askInTurn, type Given, type GivenAnswer } from '../../../lib/contacts/given/index.ts';

const GIVEN: Given = { way: 'file', people: 3, list: null };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Asks once, with a background that answers as `question` does, and a user who hands everything over. */
async function asked(question: () => Promise<string | null | undefined>, ask?: () => Promise<GivenAnswer>) {
  let explained = 0;
  const put = askInTurn({
    question,
    ask: ask ?? (async () => ({ is: 'all' })),
    explain: () => {
      explained += 1;
    },
  });
  const answer = put(GIVEN);
  await vi.advanceTimersByTimeAsync(60_000);
  return { answer: await answer, explained };
}

it('gives the page what the user decides', async () => {
  expect(await asked(async () => 'May it?')).toEqual({ answer: { is: 'all' }, explained: 0 });
  const no = await asked(
    async () => 'May it?',
    async () => ({ is: 'none' }),
  );
  expect(no).toEqual({ answer: { is: 'none' }, explained: 0 });
});

it('gives the page everything where the background says that there is nothing to ask', async () => {
  expect(await asked(async () => null)).toEqual({ answer: { is: 'all' }, explained: 0 });
});

it.each([
  ['is gone', async () => undefined],
  ['fails', () => Promise.reject(new Error('no worker'))],
  ['never answers', () => new Promise<undefined>(() => undefined)],
])('gives the page nothing, and says so, where the background %s', async (_what, question) => {
  expect(await asked(question)).toEqual({ answer: { is: 'none' }, explained: 1 });
});

it('gives the page nothing, and says so, where the question cannot be drawn', async () => {
  const broken = () => Promise.reject(new Error('no document'));
  expect(await asked(async () => 'May it?', broken)).toEqual({ answer: { is: 'none' }, explained: 1 });
});

it('puts the second list once the first is answered, also where the first could not be put', async () => {
  const seen: number[] = [];
  const put = askInTurn({
    question: ({ people }) => (people === 1 ? Promise.reject(new Error('no worker')) : Promise.resolve('May it?')),
    ask: async (_question, { people }) => {
      seen.push(people);
      return { is: 'all' };
    },
    explain: () => undefined,
  });
  const answers = await Promise.all([1, 2, 3].map((people) => put({ ...GIVEN, people })));
  expect(answers.map(({ is }) => is)).toEqual(['none', 'all', 'all']);
  expect(seen).toEqual([2, 3]);
});
