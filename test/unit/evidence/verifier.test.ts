import { IDBFactory } from 'fake-indexeddb';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256, verifierPage } from '../../../lib/evidence/index.ts';
import { chain } from './fixtures.ts';
import { verifierWords } from './words.ts';

/** A chosen folder: path beside the page → content. */
type Folder = Record<string, string>;

async function sound(): Promise<Folder> {
  const attachment = 'picture';
  const entries = await chain(4, (n) => ({
    said: `été ${n} 借款 </script>`,
    files: n === 2 ? [{ name: 'a.png', type: 'image/png', size: 7, sha256: '' }] : [],
  }));
  const folder: Folder = {
    'index.html': '<p>report</p>',
    'log.json': JSON.stringify({ entries }),
    'files/0002-1.png': attachment,
  };
  const files = await Promise.all(
    Object.entries(folder).map(async ([path, text]) => ({ path, sha256: await sha256(text) })),
  );
  folder['hashes.json'] = JSON.stringify({ count: 4, head: entries[3]!.hash, files });
  return folder;
}

/** What the page says of a folder, by running its own script. */
async function verify(folder: Folder): Promise<string[]> {
  document.write(verifierPage(verifierWords, 'en'));
  const script = [...document.querySelectorAll('script:not([type])')].at(-1)!.textContent!;
  const input = document.getElementById('folder') as HTMLInputElement;
  const files = Object.entries(folder).map(([path, text]) => ({
    name: path.split('/').at(-1),
    webkitRelativePath: `my export/${path}`,
    text: async () => text,
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  }));
  // The page's script as it stands, with its check handed out so that the test can wait for its end.
  const check = new Function('document', `${script}; return check;`)(document) as (files: unknown[]) => Promise<void>;
  expect(input.hasAttribute('webkitdirectory')).toBe(true);
  await check(files);
  return [...document.querySelectorAll('#result li')].map((item) => item.textContent!);
}

async function retell(folder: Folder, change: (entries: { n: number; said: string }[]) => unknown[]): Promise<Folder> {
  const log = JSON.stringify({ entries: change(JSON.parse(folder['log.json']!).entries) });
  const hashes = JSON.parse(folder['hashes.json']!);
  for (const file of hashes.files) if (file.path === 'log.json') file.sha256 = await sha256(log);
  return { ...folder, 'log.json': log, 'hashes.json': JSON.stringify(hashes) };
}

describe('the verifier page', () => {
  let folder: Folder;
  let head: string;

  beforeAll(async () => {
    globalThis.indexedDB = new IDBFactory();
    folder = await sound();
    head = `head ${JSON.parse(folder['hashes.json']!).head}`;
  });

  it('finds what the log itself finds sound', async () => {
    expect(await verify(folder)).toEqual(['sound 4', head]);
  });

  it('names the entry that was altered, removed or moved, even where the list of hashes was mended', async () => {
    const altered = await retell(folder, (entries) =>
      entries.map((entry) => (entry.n === 3 ? { ...entry, said: 'x' } : entry)),
    );
    expect(await verify(altered)).toEqual(['altered 3', head]);
    const removed = await retell(folder, (entries) => entries.filter((entry) => entry.n !== 2));
    expect(await verify(removed)).toEqual(['removed 2', head]);
    const cut = await retell(folder, (entries) => entries.slice(0, 3));
    expect(await verify(cut)).toEqual(['removed 4', head]);
    const moved = await retell(folder, ([a, b, c, d]) => [a, c, b, d]);
    expect(await verify(moved)).toEqual(['reordered 2', head]);
  });

  it('names files that were changed, are missing, or were put in', async () => {
    const { 'index.html': _, ...rest } = folder;
    expect(await verify({ ...rest, 'files/0002-1.png': 'other', 'files/9.png': 'new', '.DS_Store': '' })).toEqual([
      'missing index.html',
      'changed files/0002-1.png',
      'unknown files/9.png',
      head,
    ]);
  });

  it('says where there is no log', async () => {
    expect(await verify({ 'a.txt': '' })).toEqual(['no log']);
  });

  it('lets no word break out of the page, and asks nothing of a network', () => {
    const page = verifierPage(verifierWords, 'en');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('alert(1)</script>');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\//);
  });
});
