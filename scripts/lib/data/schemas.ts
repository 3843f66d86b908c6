import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { PLATFORMS, readJson } from './load.ts';

/** A place in a file that doesn't fit its schema, in words. */
export interface SchemaFault {
  /** JSON pointer, such as `/platforms/12/status`. */
  where: string;
  reason: string;
}

/** A function that gives the faults of a value against a schema of `data/platforms` (`schema.json`, `brands.schema.json` …). */
export async function schemaChecker(name: string): Promise<(value: unknown) => SchemaFault[]> {
  const schema = (await readJson(join(PLATFORMS, name))) as object;
  const validate: ValidateFunction = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => ({
      where: error.instancePath || '/',
      reason: `${error.message ?? 'does not fit'}${error.keyword === 'additionalProperties' ? ` (${String(error.params.additionalProperty)})` : ''}`,
    }));
  };
}
