// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../../scripts/lib/browsers.ts';

function machine(parts: Partial<Machine> & { files?: string[] }): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/bin:/opt/bin' },
    exists: (path) => parts.files?.includes(path) ?? false,
    canInstall: () => false,
    run: () => false,
    tell: () => undefined,
    ...parts,
  };
}

describe('findBrowser', () => {
  it('takes the path from the environment before any other', () => {
    const files = ['/usr/bin/chromium', '/my/chrome', '/my/fox'];
    const env = { CHROME_PATH: '/my/chrome', FIREFOX_PATH: '/my/fox' };
    expect(findBrowser('chromium', machine({ files, env }))).toBe('/my/chrome');
    expect(findBrowser('firefox', machine({ files, env }))).toBe('/my/fox');
  });

  it('says so when the environment names a file that is not there, and does not look elsewhere', () => {
    const one = machine({ files: ['/usr/bin/chromium'], env: { CHROME_PATH: '/gone' } });
    expect(() => findBrowser('chromium', one)).toThrow(/CHROME_PATH.*\/gone/);
  });

  it.each([
    ['linux', 'chromium', '/usr/bin/google-chrome'],
    ['linux', 'firefox', '/opt/bin/firefox-esr'],
    ['linux', 'firefox', '/snap/bin/firefox'],
    ['darwin', 'chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', 'firefox', '/home/u/Applications/Firefox.app/Contents/MacOS/firefox'],
    ['win32', 'chromium', 'C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['win32', 'firefox', 'C:\\Programs\\Mozilla Firefox\\firefox.exe'],
  ] as const)('looks in the usual places of %s for %s', (platform, name, path) => {
    const env = { PATH: '/usr/bin:/opt/bin', HOME: '/home/u', PROGRAMFILES: 'C:\\Programs' };
    expect(findBrowser(name, machine({ platform, env, files: [path] }))).toBe(path);
  });

  it('ignores relative folders of PATH', () => {
    const one = machine({ env: { PATH: '.:bin' }, files: ['bin/chromium', './chromium'] });
    expect(() => findBrowser('chromium', one)).toThrow(/No chromium found/);
  });

  it('installs by apt where it may, and then finds the browser', () => {
    const files: string[] = [];
    const commands: string[] = [];
    const one = machine({
      files,
      canInstall: () => true,
      run: (command, args) => {
        commands.push([command, ...args].join(' '));
        if (commands.length === 2) files.push('/usr/bin/firefox-esr');
        return true;
      },
    });
    expect(findBrowser('firefox', one)).toBe('/usr/bin/firefox-esr');
    expect(commands[0]).toBe('apt-get update -q');
    expect(commands[1]).toMatch(/apt-get install -y .*--no-install-recommends .*firefox-esr/);
  });

  it('gives one line of advice when the installation fails', () => {
    const one = machine({ canInstall: () => true, run: (command) => command !== 'apt-get' });
    expect(() => findBrowser('chromium', one)).toThrow(/^No chromium found\. Install .+CHROME_PATH.+$/);
  });

  it('never installs anything outside Linux', () => {
    const one = machine({ platform: 'darwin', env: {}, canInstall: () => true, run: () => expect.unreachable() });
    expect(() => findBrowser('firefox', one)).toThrow(/Install Firefox \(142 or newer\), or set FIREFOX_PATH/);
  });
});
