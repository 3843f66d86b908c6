// @vitest-environment node
import { existsSync } from 'node:fs';
import { glob, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const DOCS = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  ...(await Array.fromAsync(glob('docs/*.md', { cwd: ROOT }))),
];
const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
const sources = new Set<string>();
for await (const file of glob('{components,data,docs,entrypoints,lib,scripts,test}/**/*.*', { cwd: ROOT }))
  sources.add(basename(file));

/** Folders of the project in which a path in running text begins, and files as they are named alone. */
const PATH = /^(?:\.?\/)?((?:components|data|docs|entrypoints|lib|public|scripts|test)\/[\w./-]*)$/;
const FILE = /^[\w-]+\.(?:ts|tsx|md|css)$/;

describe.each(DOCS)('%s', (doc) => {
  const text = () => readFile(join(ROOT, doc), 'utf8');

  it('names files and folders that are there', async () => {
    const named = [...(await text()).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
    const gone = named.filter((code) => {
      const path = PATH.exec(code)?.[1];
      return path ? !existsSync(join(ROOT, path)) : FILE.test(code) && !sources.has(code);
    });
    expect(gone).toEqual([]);
  });

  it('links to files that are there', async () => {
    const links = [...(await text()).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const own = links.filter((link) => !/^(?:[a-z]+:|#)/.test(link)).map((link) => link.split('#', 1)[0] ?? '');
    expect(own.filter((link) => !existsSync(join(ROOT, dirname(doc), link)))).toEqual([]);
  });

  it('names commands that there are', async () => {
    const run = [...(await text()).matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it.each([
  ['lib', (room: string) => `\`lib/${room}\``],
  ['components', (room: string) => `\`${room}\``],
])('the map tells of every room of %s', async (folder, named) => {
  const map = await readFile(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const rooms = await readdir(join(ROOT, folder));
  expect(rooms.filter((room) => !map.includes(named(room)))).toEqual([]);
});
