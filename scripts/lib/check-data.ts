import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { DataProblem } from './problem.ts';

const DATA = new URL('../../data/', import.meta.url).pathname;

/**
 * Holds every JSON file under `data/` against the schema that its `$schema` names (a path relative to the file), or that
 * bears its name (`words.json`: `words.schema.json`). Locale
 * files are plain tables of texts and have none. Gives all problems, with the path of the record inside the file.
 */
export async function checkDataFiles(): Promise<DataProblem[]> {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false });
  const validators = new Map<string, ValidateFunction>();
  const problems: DataProblem[] = [];
  for (const entry of (await readdir(DATA, { recursive: true })).filter((name) => name.endsWith('.json')).sort()) {
    if (entry.endsWith('schema.json') || entry.startsWith('locales/')) continue;
    const path = join(DATA, entry);
    const file = relative(join(DATA, '..'), path);
    let content: unknown;
    try {
      content = JSON.parse(await readFile(path, 'utf8'));
    } catch (error) {
      problems.push({ file, reason: `not valid JSON: ${(error as Error).message}` });
      continue;
    }
    const named = (content as { $schema?: unknown }).$schema;
    const own = path.replace(/\.json$/, '.schema.json');
    // Files that a script writes anew cannot name their schema; theirs bears their name.
    const schemaPath =
      typeof named === 'string' && !/^https?:/.test(named) ? join(dirname(path), named) : existsSync(own) ? own : null;
    if (schemaPath === null) {
      problems.push({ file, reason: `has no schema: name one ("$schema") or add ${basename(own)}` });
      continue;
    }
    let validate = validators.get(schemaPath);
    if (!validate) {
      validate = ajv.compile(JSON.parse(await readFile(schemaPath, 'utf8')));
      validators.set(schemaPath, validate);
    }
    if (!validate(content)) {
      for (const error of validate.errors ?? []) {
        problems.push({ file, reason: `${error.instancePath || '/'} ${error.message ?? 'does not fit the schema'}` });
      }
    }
  }
  return problems;
}
