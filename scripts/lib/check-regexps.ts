import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { parseSync, Visitor } from 'vite';
import type { DataProblem } from './problem.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
/** What runs in pages and in the extension. Scripts run on our own files only. */
const FOLDERS = ['lib', 'entrypoints', 'components'];
/** Milliseconds for one expression. One that cannot be judged in this time is too intricate to be trusted. */
const PATIENCE = 10_000;

interface Written {
  pattern: string;
  flags: string;
}

/** The regular expressions that a source text writes as literals, and whether it also builds some at run time. */
export function regexpsIn(file: string, source: string): { written: Written[]; builds: boolean } {
  const written: Written[] = [];
  let builds = false;
  const built = ({ callee }: { callee: object }) => {
    builds ||= 'name' in callee && callee.name === 'RegExp';
  };
  new Visitor({
    Literal: (node) => {
      if ('regex' in node) written.push(node.regex);
    },
    NewExpression: built,
    CallExpression: built,
  }).visit(parseSync(file, source).program);
  return { written, builds };
}

/**
 * Why an expression is not linear, or null where it is: by the automaton that it stands for, or, where it looks around
 * or back, by searching for a text that makes it slow.
 */
export function slowness({ pattern, flags }: Written): string | null {
  let found = checkSync(pattern, flags, { checker: 'automaton', timeout: PATIENCE });
  // The same seed, so that the same sources always give the same answer.
  if (found.status === 'unknown')
    found = checkSync(pattern, flags, { checker: 'fuzz', timeout: PATIENCE, randomSeed: 1 });
  if (found.status === 'safe') return null;
  if (found.status === 'unknown') return `could not be judged (${found.error.kind})`;
  return `is slow (${found.complexity.summary}), for example on ${found.attack.string.slice(0, 60)}`;
}

/** The expressions that a module builds while it loads, such as those made of lists in `data/`. */
async function builtBy(file: string): Promise<Written[]> {
  const built: Written[] = [];
  const own = globalThis.RegExp;
  globalThis.RegExp = new Proxy(own, {
    construct(target, [pattern, flags = '']: [string | RegExp, string?]) {
      const made = new target(pattern, flags);
      built.push({ pattern: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    await import(join(ROOT, file));
  } finally {
    globalThis.RegExp = own;
  }
  return built;
}

/** Holds every regular expression of the product to time that grows no faster than the text. */
export async function checkRegexps(): Promise<DataProblem[]> {
  const problems: DataProblem[] = [];
  const judged = new Map<string, string | null>();
  const judge = (file: string, expression: Written) => {
    const shown = `/${expression.pattern}/${expression.flags}`;
    if (!judged.has(shown)) judged.set(shown, slowness(expression));
    const reason = judged.get(shown);
    if (reason) problems.push({ file, reason: `${shown.slice(0, 120)} ${reason}` });
  };
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.tsx?$/.test(name)) continue;
      const file = join(folder, name);
      const { written, builds } = regexpsIn(file, readFileSync(join(ROOT, file), 'utf8'));
      for (const expression of written) judge(file, expression);
      if (!builds) continue;
      const built = await builtBy(file);
      if (built.length === 0)
        problems.push({ file, reason: 'builds a regular expression after it has loaded, unseen' });
      for (const expression of built) judge(file, expression);
    }
  }
  return problems;
}
