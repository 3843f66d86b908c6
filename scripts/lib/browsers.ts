import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The two browsers that the extension is built for. */
export type BrowserName = 'chromium' | 'firefox';

/** What the search asks of the machine. Tests give their own; every other caller takes `thisMachine`. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  exists(path: string): boolean;
  /** True for root on a system that has apt-get. */
  canInstall(): boolean;
  /** Runs a command with its output shown on stderr; true if it exited with 0. */
  run(command: string, args: string[]): boolean;
  /** Shows a line to whoever started the search. */
  tell(line: string): void;
}

const OVERRIDE = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' } as const;

const PACKAGES = ['chromium', 'firefox-esr', 'fonts-noto-core', 'fonts-noto-cjk'];

/** The machine that this process runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  canInstall: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
  run: (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0,
  tell: (line) => console.error(line),
};

function usualPaths(name: BrowserName, machine: Machine): string[] {
  const { env, platform } = machine;
  if (platform === 'darwin') {
    const apps = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])];
    const inside =
      name === 'chromium'
        ? [
            'Google Chrome.app/Contents/MacOS/Google Chrome',
            'Chromium.app/Contents/MacOS/Chromium',
            'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
            'Brave Browser.app/Contents/MacOS/Brave Browser',
          ]
        : ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'];
    return apps.flatMap((folder) => inside.map((path) => `${folder}/${path}`));
  }
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((key) => env[key] ?? []);
    const inside =
      name === 'chromium'
        ? [
            'Google\\Chrome\\Application\\chrome.exe',
            'Chromium\\Application\\chrome.exe',
            'Microsoft\\Edge\\Application\\msedge.exe',
          ]
        : ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'];
    return roots.flatMap((root) => inside.map((path) => `${root}\\${path}`));
  }
  const commands =
    name === 'chromium'
      ? ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'brave-browser']
      : ['firefox-esr', 'firefox', 'firefox-developer-edition'];
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  for (const folder of ['/usr/local/bin', '/usr/bin', '/snap/bin']) if (!folders.includes(folder)) folders.push(folder);
  return commands.flatMap((command) => folders.map((folder) => `${folder}/${command}`));
}

function look(name: BrowserName, machine: Machine): string | null {
  return usualPaths(name, machine).find((path) => machine.exists(path)) ?? null;
}

/**
 * Path of an installed browser. Order: `CHROME_PATH` / `FIREFOX_PATH`, the usual places of Linux, macOS and Windows,
 * then, as root on Debian or Ubuntu, an installation by apt. Throws one line that says what to install.
 */
export function findBrowser(name: BrowserName, machine: Machine = thisMachine): string {
  const override = machine.env[OVERRIDE[name]];
  if (override) {
    if (machine.exists(override)) return override;
    throw new Error(`${OVERRIDE[name]} is set to ${override}, but there is no such file.`);
  }
  const found = look(name, machine);
  if (found) return found;
  if (machine.platform === 'linux' && machine.canInstall()) {
    machine.tell(`No ${name} found. Installing ${PACKAGES.join(', ')} by apt-get.`);
    const installed =
      machine.run('apt-get', ['update', '-q']) &&
      machine.run('env', [
        'DEBIAN_FRONTEND=noninteractive',
        ...['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...PACKAGES],
      ]);
    const path = installed ? look(name, machine) : null;
    if (path) return path;
  }
  const what = name === 'chromium' ? 'Chromium or Chrome (122 or newer)' : 'Firefox (142 or newer)';
  const how = machine.platform === 'linux' ? `, for instance with: sudo apt-get install ${PACKAGES.join(' ')}` : '';
  throw new Error(`No ${name} found. Install ${what}${how}, or set ${OVERRIDE[name]} to its path.`);
}

/** Path of Chromium, Chrome, Edge or Brave; see `findBrowser`. */
export function findChromium(): string {
  return findBrowser('chromium');
}

/** Path of Firefox or Firefox ESR; see `findBrowser`. */
export function findFirefox(): string {
  return findBrowser('firefox');
}
