import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addMonths, keyFingerprint, ListUpdater, OWN_LIST } from '../../../../lib/platforms/index.ts';
import { CONTACT, verifyManifest } from '../../../../lib/platforms/updates/manifest.ts';
import { compileSources, editionDate, editionVersion, writeCompiled } from '../compile.ts';
import { loadSources } from '../load.ts';
import { MemoryStore } from '../memory-store.ts';
import { type KeyFile, newKey, publish, publishedPayload, signFolder } from '../publish.ts';
import { type Command, needed, optional, several } from './command.ts';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** Months for which an edition may be used as new. */
const VALID_MONTHS = 6;

/** `build`: compiles the list, for the package or for publishing. */
export const build: Command = {
  usage:
    'build [--out DIR] | build --publish DIR --sign-with=PUBLIC_KEY… [--list ID] [--title WORDS] [--expires DAY] [--contact ADDRESS]',
  does: 'compiles the list into .cache/lists (or DIR); with --publish writes a folder that any file server can serve, still to be signed',
  options: {
    ...{
      out: { type: 'string' },
      publish: { type: 'string' },
      list: { type: 'string' },
      title: { type: 'string' },
      expires: { type: 'string' },
      contact: { type: 'string' },
    },
    'sign-with': { type: 'string', multiple: true },
  },
  async run({ values, print }) {
    const folder = optional(values, 'publish');
    if (!folder) {
      const { index, records } = await writeCompiled(optional(values, 'out') ?? join(ROOT, '.cache/lists'));
      for (const path of [index, records]) print(`${path}: ${(await readFile(path)).length} bytes`);
      return 0;
    }
    const keys = several(values, 'sign-with');
    if (keys.length === 0)
      throw new Error(
        '--sign-with is missing: the public keys that may sign the next edition (sign --new-key makes one)',
      );
    const before = await publishedPayload(folder);
    const contact = optional(values, 'contact') ?? before?.contact;
    if (contact !== undefined && !CONTACT.test(contact))
      throw new Error('--contact takes an https address, or mailto: and one mail address');
    const date = editionDate(await loadSources());
    const version = Math.max(editionVersion(date), (before?.version ?? 0) + 1);
    const compiled = await compileSources(undefined, version - editionVersion(date));
    const { full, delta } = await publish(folder, compiled, {
      list: optional(values, 'list') ?? before?.list ?? OWN_LIST,
      title: optional(values, 'title') ?? before?.title ?? 'Ringfence',
      version,
      date,
      expires: optional(values, 'expires') ?? addMonths(date, VALID_MONTHS),
      keys,
      ...(contact === undefined ? {} : { contact }),
    });
    print(
      `${resolve(folder)}: version ${version}, ${full} bytes${delta === null ? '' : `, delta ${delta} bytes`}; not signed yet`,
    );
    return 0;
  },
};

/** `sign`: makes a key, or signs a published folder. */
export const sign: Command = {
  usage: 'sign --new-key FILE | sign DIR --key FILE',
  does: 'makes a signing key, or signs the manifest in a published folder (a second key adds its signature)',
  options: { key: { type: 'string' }, 'new-key': { type: 'string' } },
  async run({ values, positionals, print }) {
    const target = optional(values, 'new-key');
    if (target) {
      const key = await newKey();
      await writeFile(target, `${JSON.stringify(key, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
      print(`public key ${key.public}\nfingerprint ${await keyFingerprint(key.public)}`);
      return 0;
    }
    const [folder] = positionals;
    if (!folder) throw new Error(this.usage);
    const key = JSON.parse(await readFile(needed(values, 'key'), 'utf8')) as KeyFile;
    await signFolder(folder, key);
    print(`signed with ${await keyFingerprint(key.public)}`);
    return 0;
  },
};

/** `verify`: takes a published folder in as the extension would. */
export const verify: Command = {
  usage: 'verify DIR --key PUBLIC_KEY…',
  does: 'checks a published folder as the extension would: signature, expiry, every part, every record',
  options: { key: { type: 'string', multiple: true } },
  async run({ values, positionals, today, print }) {
    const [folder] = positionals;
    const keys = several(values, 'key');
    if (!folder || keys.length === 0) throw new Error(this.usage);
    const payload = await verifyManifest(new Uint8Array(await readFile(join(folder, 'manifest.json'))), keys);
    const base = 'https://folder.invalid/';
    const fromFolder = async (url: string) => new Response(await readFile(join(folder, url.slice(base.length))));
    const own = { url: null, keys, version: 0 };
    const updater = new ListUpdater({
      store: new MemoryStore(),
      fetch: fromFolder,
      now: () => Date.parse(`${today}T12:00:00Z`),
      own,
    });
    const result = await updater.accept(`${base}manifest.json`, keys);
    if (result.outcome === 'refused') {
      print(`refused (${result.reason}): ${result.detail}`);
      return 1;
    }
    print(
      `${payload.title}, version ${payload.version} of ${payload.date}, ${payload.records} records, good until ${payload.expires}`,
    );
    return 0;
  },
};
