// @vitest-environment node
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { staticScripts } from '../../../scripts/lib/static-scripts.ts';

it('bundles the scripts of every page to under 1,000 bytes, which do nothing in a window without a picker', async () => {
  const files = await staticScripts(['contacts-refusal.js', 'contacts-refused.js']);
  expect(files.reduce((sum, { contents }) => sum + Buffer.byteLength(contents), 0)).toBeLessThan(1_000);
  const listenedIn = (realm: Record<string, unknown>, contents: string[]) => {
    const listened: string[] = [];
    realm.document = { addEventListener: (name: string) => listened.push(name) };
    realm.window = realm;
    for (const one of contents) runInNewContext(one, realm);
    return listened;
  };
  const contents = files.map((file) => String(file.contents));
  for (const one of contents) expect(one).toContain('"use strict"');
  expect(listenedIn({}, contents)).toEqual([]);
  // The event is heard where the platform has a picker.
  expect(listenedIn({ ContactsManager: class {} }, contents.slice(1))).toEqual(['ringfence-refused']);
});
