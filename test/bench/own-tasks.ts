import type { Page } from 'puppeteer-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { data?: { url?: string } };
}

/** What the extension's scripts cost the main thread of a page, in milliseconds. */
export interface OwnTasks {
  /** Length of the observation. */
  wall: number;
  /** Processor time of the extension's scripts together. */
  busy: number;
  /** Processor time of the longest task in which nothing but the extension ran. */
  longest: number;
}

const OWN = /^chrome-extension:\/\/[a-p]{32}\/(?:gate|inspector|contacts-)/;
const CALLS = new Set(['FunctionCall', 'EvaluateScript']);
const RELATED = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

const ends = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
const cost = ({ dur = 0, tdur = dur }: TraceEvent) => tdur / 1000;
const within = (inner: TraceEvent, outer: TraceEvent) => inner.ts >= outer.ts && ends(inner) <= ends(outer);

/** Traces a page while `run` lasts, and sums up what the extension's content scripts did on its main thread. */
export async function ownTasks(page: Page, run: () => Promise<void>): Promise<OwnTasks> {
  await page.tracing.start({ categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] });
  const began = performance.now();
  await run();
  const wall = performance.now() - began;
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop())) as {
    traceEvents: TraceEvent[];
  };
  const done = traceEvents.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts);
  const isOwn = ({ args }: TraceEvent) => OWN.test(args.data?.url ?? '');
  const calls = done.filter(({ name }) => CALLS.has(name));
  const threads = new Set(calls.filter(isOwn).map(({ pid, tid }) => `${pid}:${tid}`));
  let busy = 0;
  let longest = 0;
  for (const task of done) {
    if (!RELATED.has(task.name) || !threads.has(`${task.pid}:${task.tid}`)) continue;
    const inside = calls.filter((call) => call.pid === task.pid && call.tid === task.tid && within(call, task));
    const own = inside.filter(isOwn);
    if (own.length === 0) continue;
    // What follows an `await` runs after the call that ended it, in the same task: the task counts, if it is ours alone.
    const shared = own.length < inside.length;
    const outer = own.filter((call) => !own.some((other) => other !== call && within(call, other)));
    const spent = shared ? outer.reduce((sum, call) => sum + cost(call), 0) : cost(task);
    busy += spent;
    longest = Math.max(longest, spent);
  }
  return { wall, busy, longest };
}
