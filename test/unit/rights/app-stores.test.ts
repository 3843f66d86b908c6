// @vitest-environment node
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { fetchJson } from './files.ts';

interface Stores {
  stores: {
    id: string;
    rules: { id: string; forbiddenPermissions: string[]; source: unknown; confidence: string }[];
  }[];
}

describe('rules of the app stores', () => {
  it('fit their schema, each with a source', async () => {
    const stores = (await fetchJson('rights/app-stores.json')) as Stores;
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      (await fetchJson('rights/app-stores.schema.json')) as object,
    );
    expect(validate(stores), JSON.stringify(validate.errors)).toBe(true);
    for (const rule of stores.stores.flatMap(({ rules }) => rules)) expect(rule.source, rule.id).not.toBeNull();
  });

  it('name the eight permissions that Google Play forbids to loan apps', async () => {
    const { stores } = (await fetchJson('rights/app-stores.json')) as Stores;
    const rule = stores.find(({ id }) => id === 'google-play')?.rules.find(({ id }) => id === 'gp-permissions');
    expect(rule?.forbiddenPermissions.toSorted()).toEqual([
      'ACCESS_FINE_LOCATION',
      'QUERY_ALL_PACKAGES',
      'READ_CONTACTS',
      'READ_EXTERNAL_STORAGE',
      'READ_MEDIA_IMAGES',
      'READ_MEDIA_VIDEO',
      'READ_PHONE_NUMBERS',
      'WRITE_EXTERNAL_STORAGE',
    ]);
  });
});
