// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type AppManifest, type ByteSource, bytesSource, readApk } from '../../../../lib/contacts/apk/index.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/apk');
const files = readdirSync(FOLDER).filter((name) => /\.(?:apk|xapk|apks|apkm)$/.test(name));

/** The lines that `aapt dump permissions` prints for what was read. */
function asDumped({ package: name, permissions }: AppManifest): string[] {
  return [
    `package: ${name}`,
    ...permissions.map(({ name: permission, maxSdk, fromSdk23 }) => {
      const limit = maxSdk === null ? '' : ` maxSdkVersion='${maxSdk}'`;
      return `uses-permission${fromSdk23 ? '-sdk-23' : ''}: name='${permission}'${limit}`;
    }),
  ];
}

function counting(source: ByteSource): ByteSource & { bytes: number; reads: number } {
  const counted = {
    size: source.size,
    bytes: 0,
    reads: 0,
    read: (from: number, to: number) => {
      counted.bytes += to - from;
      counted.reads += 1;
      return source.read(from, to);
    },
  };
  return counted;
}

describe('reading apps', () => {
  it('has at least twelve apps to agree on', () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
  });

  it.each(files)('agrees with aapt on %s', async (file) => {
    const read = await readApk(bytesSource(readFileSync(join(FOLDER, file))));
    const dumped = readFileSync(join(FOLDER, `${file}.txt`), 'utf8')
      .split('\n')
      // What the app itself defines is no request of it.
      .filter((line) => line !== '' && !line.startsWith('permission:'));
    // The tool notes in a third line that a request may be refused.
    const optional = dumped.filter((line) => line.startsWith('optional-permission:'));
    expect(asDumped(read)).toEqual(dumped.filter((line) => !optional.includes(line)));
  });

  it('gives version, target and split', async () => {
    const at = (file: string) => readApk(bytesSource(readFileSync(join(FOLDER, file))));
    expect(await at('lender.apk')).toMatchObject({ versionName: '2.0.1', targetSdk: 30, split: '' });
    expect((await at('split-part.apk')).split).toBe('config.en');
  });

  it.each(['lender.apk', 'bundle.xapk'])('reads little of a file of 30 MB: %s', async (file) => {
    const filler = new Uint8Array(28_000_000);
    for (let at = 0; at < filler.length; at += 1) filler[at] = (at * 2_654_435_761) >>> 24;
    const files: Record<string, [Uint8Array, { level: 0 }]> = {};
    const inner = readFileSync(join(FOLDER, 'lender.apk'));
    const small = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`res/drawable-xhdpi/picture_${index}.png`, filler.subarray(0, 400)]),
    );
    const app = zipSync({ ...unzipSync(inner), 'classes.dex': filler, ...small }, { level: 0 });
    if (file === 'bundle.xapk') {
      files['base.apk'] = [app, { level: 0 }];
      files['config.arm64_v8a.apk'] = [filler.subarray(0, 2_000_000), { level: 0 }];
    }
    const whole = file === 'bundle.xapk' ? zipSync(files) : app;
    expect(whole.length).toBeGreaterThan(29_000_000);
    const source = counting(bytesSource(whole));
    const { permissions } = await readApk(source);
    expect(permissions.map(({ name }) => name)).toContain('android.permission.READ_CONTACTS');
    expect(source.bytes / whole.length).toBeLessThan(0.05);
    expect(source.reads).toBeLessThan(10);
  });
});
