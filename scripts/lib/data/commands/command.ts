import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command is given. */
export interface CommandInput {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
  /** ISO day. */
  today: string;
  print: (line: string) => void;
}

/** One command of `npm run data`. */
export interface Command {
  usage: string;
  does: string;
  options: ParseArgsOptionsConfig;
  /** Gives the exit code. Throws with the reason for what can't be done at all. */
  run(input: CommandInput): Promise<number>;
}

/** A text option that must be there. Throws with its name. */
export function needed(values: CommandInput['values'], name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new Error(`--${name} is missing`);
  return value;
}

/** A text option that may be there. */
export function optional(values: CommandInput['values'], name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An option that may be given several times. */
export function several(values: CommandInput['values'], name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
