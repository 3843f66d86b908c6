// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../scripts/lib/fingerprint.ts';
import { withLock } from '../../../scripts/lib/lock.ts';
import { tempFolder } from '../../temp-folder.ts';

let folder = '';

beforeEach(async () => {
  folder = await tempFolder();
});

describe('fingerprint', () => {
  it('changes with contents, names and added files, and with nothing else', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await writeFile(join(folder, 'a/b/one.ts'), 'one');
    await writeFile(join(folder, 'beside.ts'), 'beside');
    const of = (): Promise<string> => fingerprint(folder, ['a', 'missing']);
    const first = await of();
    expect(await of()).toBe(first);
    await writeFile(join(folder, 'beside.ts'), 'other');
    expect(await of()).toBe(first);
    await writeFile(join(folder, 'a/b/one.ts'), 'two');
    const second = await of();
    expect(second).not.toBe(first);
    await writeFile(join(folder, 'a/new.ts'), '');
    expect(await of()).not.toBe(second);
  });

  it('tells where one file ends and the next begins', async () => {
    await mkdir(join(folder, 'x'));
    await writeFile(join(folder, 'x/1'), 'ab');
    await writeFile(join(folder, 'x/2'), 'c');
    const first = await fingerprint(folder, ['x']);
    await writeFile(join(folder, 'x/1'), 'a');
    await writeFile(join(folder, 'x/2'), 'bc');
    expect(await fingerprint(folder, ['x'])).not.toBe(first);
  });
});

describe('withLock', () => {
  it('lets one work at a time, in turn', async () => {
    const path = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
    expect(most).toBe(1);
  });

  it('is free again after the work has failed', async () => {
    const path = join(folder, 'lock');
    const failing = withLock(path, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(path, async () => 'yes')).toBe('yes');
  });

  it('takes over from a process that has died', async () => {
    const path = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(path, String(pid));
    expect(await withLock(path, () => readFile(path, 'utf8'))).toBe(String(process.pid));
  });

  it('names the file when a living process does not let go', async () => {
    const path = join(folder, 'lock');
    await writeFile(path, String(process.pid));
    await expect(withLock(path, async () => undefined, 0)).rejects.toThrow(path);
  });
});
