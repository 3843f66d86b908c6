// @vitest-environment node
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { staticScripts } from '../../../scripts/lib/static-scripts.ts';

it('bundles the scripts of every page to under 1,000 bytes, which do nothing in a window without a picker', async () => {
  const files = await staticScripts();
  expect(files.map(({ relativeDest }) => relativeDest)).toEqual(['contacts-refusal.js', 'contacts-refused.js']);
  expect(files.reduce((sum, { contents }) => sum + Buffer.byteLength(contents), 0)).toBeLessThan(1_000);
  const listened: string[] = [];
  const realm: Record<string, unknown> = { document: { addEventListener: (name: string) => listened.push(name) } };
  realm.window = realm;
  for (const { contents } of files) {
    expect(contents).toContain('"use strict"');
    runInNewContext(contents, realm);
  }
  expect(listened).toEqual(['ringfence-refused']);
});
