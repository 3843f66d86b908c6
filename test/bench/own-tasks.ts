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
  /** Processor time of the longest task in which nothing but the extension ran, or of its calls in one where more did. */
  longest: number;
}

const OWN = /^chrome-extension:\/\/[a-p]{32}\/(?:gate|inspector|contacts-)/;
const CALLS = new Set(['FunctionCall', 'EvaluateScript']);
const TASK = 'RunTask';
/** What the browser does for the page and not for the script that ran in the same task: reading its source, drawing a frame. */
const FOR_THE_PAGE = new Set(['ParseHTML', 'PrePaint', 'Paint', 'Layerize', 'Commit']);
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree']);

const ends = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
const cost = ({ dur = 0, tdur = dur }: TraceEvent) => tdur / 1000;
const within = (inner: TraceEvent, outer: TraceEvent) => inner.ts >= outer.ts && ends(inner) <= ends(outer);

const sameThread = (one: TraceEvent, other: TraceEvent) => one.pid === other.pid && one.tid === other.tid;
const isOwn = ({ args }: TraceEvent) => OWN.test(args.data?.url ?? '');

/** The stretches of a trace of a page while `run` lasts, by their beginning. */
async function traced(page: Page, run: () => Promise<void>): Promise<TraceEvent[]> {
  await page.tracing.start({ categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await run();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop())) as {
    traceEvents: TraceEvent[];
  };
  return traceEvents.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts);
}

/** How often style or layout was worked out while a script ran, and so for it: by scripts of ours, and by others. */
export async function forcedLayouts(
  page: Page,
  run: () => Promise<void>,
): Promise<{ own: number; others: number; files: string[] }> {
  const done = await traced(page, run);
  const layouts = done.filter(({ name }) => LAYOUT.has(name));
  const calls = done.filter(({ name }) => CALLS.has(name));
  const forced = (some: TraceEvent[]) =>
    layouts.filter((layout) => some.some((call) => sameThread(layout, call) && within(layout, call))).length;
  const own = calls.filter(isOwn);
  const files = own.map(({ args }) => args.data?.url?.split('/').pop() ?? '');
  return { own: forced(own), others: forced(calls.filter((call) => !isOwn(call))), files: [...new Set(files)].sort() };
}

/** Traces a page while `run` lasts, and sums up what the extension's content scripts did on its main thread. */
export async function ownTasks(page: Page, run: () => Promise<void>): Promise<OwnTasks> {
  let wall = 0;
  const done = await traced(page, async () => {
    const began = performance.now();
    await run();
    wall = performance.now() - began;
  });
  const calls = done.filter(({ name }) => CALLS.has(name));
  const threads = new Set(calls.filter(isOwn).map(({ pid, tid }) => `${pid}:${tid}`));
  let busy = 0;
  let longest = 0;
  for (const task of done) {
    if (task.name !== TASK || !threads.has(`${task.pid}:${task.tid}`)) continue;
    const inside = calls.filter((call) => sameThread(call, task) && within(call, task));
    const own = inside.filter(isOwn);
    if (own.length === 0) continue;
    // What follows an `await` runs after the call that ended it, in the same task: the whole of it counts, if it is ours alone.
    const forPage = done.some((one) => FOR_THE_PAGE.has(one.name) && sameThread(one, task) && within(one, task));
    const shared = forPage || own.length < inside.length;
    const outer = own.filter((call) => !own.some((other) => other !== call && within(call, other)));
    const spent = shared ? outer.reduce((sum, call) => sum + cost(call), 0) : cost(task);
    busy += spent;
    longest = Math.max(longest, spent);
  }
  return { wall, busy, longest };
}
