import { setTimeout as wait } from 'node:timers/promises';

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/**
 * Asks again every 50 ms until the answer is truthy, and gives it. Rejects after `timeout` ms with `what` and the last
 * answer or error.
 */
export async function poll<T>(what: string, timeout: number, ask: () => Promise<T> | T): Promise<Truthy<T>> {
  const deadline = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer as Truthy<T>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${timeout} ms (last: ${String(last)})`, { cause: last });
    }
    await wait(50);
  }
}
