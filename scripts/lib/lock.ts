import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  // An empty file is a lock whose owner is just about to write its id.
  if (holder > 0 && !alive(holder)) await rm(path, { force: true });
  return false;
}

/**
 * Runs `work` while no other process does so under the same lock file. The lock of a process that has died is taken
 * over. Rejects after `patience` milliseconds of waiting, naming the file.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, patience = 300_000): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + patience;
  while (!(await take(path))) {
    if (Date.now() > deadline) throw new Error(`${path} is held by another process; remove it if that one is gone.`);
    await wait(100);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
