// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import { add } from '../../../scripts/lib/data/commands/add.ts';
import { check } from '../../../scripts/lib/data/commands/check.ts';
import type { Command } from '../../../scripts/lib/data/commands/command.ts';
import { importList } from '../../../scripts/lib/data/commands/import.ts';
import { build, sign, verify } from '../../../scripts/lib/data/commands/publish.ts';
import { PLATFORMS } from '../../../scripts/lib/data/load.ts';
import { publishedPayload } from '../../../scripts/lib/data/publish.ts';
import { tempFolder } from '../../temp-folder.ts';

/** Runs a command as the command line does. */
function run(command: Command, ...args: string[]) {
  return runOn('2026-11-24', command, ...args);
}

/** The same on another day. */
async function runOn(today: string, command: Command, ...args: string[]) {
  const lines: string[] = [];
  const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true });
  const code = await command.run({ values, positionals, today, print: (line) => lines.push(line) });
  return { code, text: lines.join('\n') };
}

const directory = (name: string) => join(import.meta.dirname, 'fixtures', name);

describe('npm run data --', () => {
  it('check: passes on the files of the project', async () => {
    const { code, text } = await run(check);
    expect(text).toMatch(/^0 errors/m);
    expect(code).toBe(0);
  });

  it('check: fails once nobody went through a list for a year', async () => {
    const { code, text } = await runOn('2027-12-01', check);
    expect(text).toMatch(/^error {2}ID\.json: stale: last gone through on \d{4}-\d{2}-\d{2}, \d{3} days ago/m);
    expect(code).toBe(1);
  });

  it.each(['directory.csv', 'directory.xlsx', 'directory.html', 'directory.pdf'])('import: reads %s', async (name) => {
    const { code, text } = await run(
      importList,
      'cbk-dcp',
      directory(name),
      '--date',
      '2026-10-01',
      '--url',
      'https://bank.example/directory.pdf',
      '--dry',
    );
    expect(text).toContain('3 rows: 3 new, 0 changed, 0 unchanged');
    expect(code).toBe(0);
  });

  it('import: says what is missing', async () => {
    await expect(run(importList, 'nothing', 'x.csv')).rejects.toThrow('known lists: ojk-satgas');
    await expect(run(importList, 'cbk-dcp', directory('directory.csv'))).rejects.toThrow('--date is missing');
    await expect(run(importList, 'cbk-dcp', directory('directory.csv'), '--date', '2026-10-01')).rejects.toThrow(
      '--url is missing',
    );
    await expect(run(importList, 'cbk-dcp', directory('directory.csv'), '--date', '2027-10-01')).rejects.toThrow(
      'up to today',
    );
  });

  it('add: refuses an accusation that breaks a rule, and writes nothing', async () => {
    const before = await readFile(join(PLATFORMS, 'SN.json'), 'utf8');
    const statement = [
      '--status',
      'revoked',
      '--kind',
      'press',
      '--source',
      'A newspaper',
      '--url',
      'https://news.example/',
      '--date',
      '2026-01-01',
    ];
    const { code, text } = await run(
      add,
      '--id',
      'sn-essai',
      '--name',
      'Essai Crédit',
      ...statement,
      '--quote',
      'une application',
      '--says',
      'x',
    );
    expect(code).toBe(1);
    expect(text).toContain('names neither the platform');
    expect(text).toContain('index page');
    expect(text).toContain('cannot support "revoked"');
    expect(text).toContain('Nothing was written');
    expect(await readFile(join(PLATFORMS, 'SN.json'), 'utf8')).toBe(before);
  });

  it('build, sign, verify: from the source files to a folder that the extension takes', async () => {
    const folder = await tempFolder();
    const keyFile = join(folder, 'key.json');
    await run(sign, '--new-key', keyFile);
    const key = (JSON.parse(await readFile(keyFile, 'utf8')) as { public: string }).public;
    const site = join(folder, 'site');
    await expect(run(build, '--publish', site)).rejects.toThrow('--sign-with is missing');
    await expect(run(build, '--publish', site, `--sign-with=${key}`, '--contact', 'me@example.org')).rejects.toThrow(
      '--contact takes',
    );
    const about = ['--list', 'group', '--title', 'Group', '--contact', 'mailto:lists@group.example'];
    await run(build, '--publish', site, `--sign-with=${key}`, ...about);
    await expect(run(verify, site, '--key', key)).rejects.toThrow('not signed');
    await run(sign, site, '--key', keyFile);
    expect(await run(verify, site, '--key', key)).toMatchObject({ code: 0 });
    expect((await readdir(site)).sort()).toEqual(['deltas', 'group.rflist', 'manifest.json', 'parts']);
    expect((await run(build, '--publish', site, `--sign-with=${key}`)).text).toMatch(/delta \d+ bytes/);
    await run(sign, site, '--key', keyFile);
    expect((await run(verify, site, '--key', key)).text).toContain('Group, version 2026112401');
    // What was said once is said again by the next edition.
    expect(await publishedPayload(site)).toMatchObject({ title: 'Group', contact: 'mailto:lists@group.example' });
    await expect(run(sign, '--new-key', keyFile)).rejects.toThrow('EEXIST');
  });
});
