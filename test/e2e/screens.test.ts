import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/assessment/index.ts';
import { LANGUAGES } from '../../lib/i18n/index.ts';
import { DEMO_SITES } from '../fixtures/demo-site/sites.ts';
import { tempFolder } from '../temp-folder.ts';
import { browsersUnderTest, waitForAssessment } from './driver/index.ts';
import { English, pseudoTree, textsOf, untranslated } from './screens/texts.ts';
import { Camera, fillDatabase, lookAtWarnings, type Seen, walkDashboard, walkPages } from './screens/walk.ts';
import { describeInBrowsers, type Stage, setSettings } from './support.ts';

const CAUTION = 'https://sunny-quick-cash.test/apply';
const DANGER = 'https://dear-loan.test/';

/** A price above what the law of Taiwan allows, which binds every lender: a danger. All words are our own. */
const DEAR = `<!doctype html><html lang="zh-TW"><title>快速貸款 線上申請</title><h1>快速貸款，線上申請</h1>
<p>小額借款免財力證明，最快十分鐘放款。月息2分，借款期限 30 天。</p>
<form><label>借款金額 NT$ <input name="amount" type="number"></label><label>身分證字號 <input name="idno"></label>
<label>手機號碼 <input name="phone" type="tel"></label><label>銀行帳號 <input name="bank"></label>
<button>立即申請貸款</button></form>`;

const SITES = { ...DEMO_SITES, 'dear-loan.test': { pages: { '/': DEAR } } };

/** Where people who choose a language live, as far as one country stands for it. */
const HOMES: Record<string, string> = {
  ...{ en: 'GB', 'zh-CN': 'CN', 'zh-TW': 'TW', id: 'ID', hi: 'IN', es: 'MX', pt: 'BR' },
  ...{ fil: 'PH', vi: 'VN', th: 'TH', sw: 'KE', bn: 'BD', ur: 'PK' },
};

// Firefox draws with the same parts: the scripts that differ most, and the long words, are enough.
const IN_FIREFOX = ['th', 'ur'];

const english = new English(await textsOf('en'));

/** All screens of a language; each warning comes with the assessment that it tells. */
async function walk(stage: Stage, tag: string, name: string): Promise<Seen[]> {
  await setSettings(stage.driver, { language: tag, jurisdiction: HOMES[tag], debug: true, theme: 'light' });
  const camera = new Camera(stage.name, name);
  const seen = await lookAtWarnings(stage, camera, { card: CAUTION, sheet: DANGER });
  return [...seen, ...(await walkDashboard(stage, camera)), ...(await walkPages(stage, camera, await findings(stage)))];
}

let found: Assessment[] = [];

async function findings(stage: Stage): Promise<Assessment[]> {
  if (found.length > 0) return found;
  for (const url of [CAUTION, DANGER]) {
    const page = await stage.open(url);
    found.push(await waitForAssessment(stage.driver, page, ({ severity }) => severity !== 'none'));
    await page.close();
  }
  expect(found.map(({ severity }) => severity)).toEqual(['caution', 'danger']);
  return found;
}

async function prepare(stage: Stage): Promise<void> {
  found = [];
  const page = await stage.driver.openDashboard();
  await page.waitFor(() => document.querySelector('main .rf-notice') !== null);
  await page.close();
  await fillDatabase(stage);
}

const faultsOf = (seen: readonly Seen[]): string[] =>
  seen.flatMap(([screen, { faults }]) => faults.map((fault) => `${screen}: ${fault}`));

describeInBrowsers(`every screen at 320 px`, { sites: SITES }, (stage) => {
  beforeAll(() => prepare(stage));
  const tags = LANGUAGES.map(({ tag }) => tag).filter((tag) => stage.name === 'chromium' || IN_FIREFOX.includes(tag));
  it.each(tags)('fits, and says everything, in %s', { timeout: 60_000 }, async (tag) => {
    const seen = await walk(stage, tag, tag);
    const own = await textsOf(tag);
    const left =
      tag === 'en'
        ? []
        : seen.flatMap(([screen, one]) => untranslated(one, english, own).map((fault) => `${screen}: ${fault}`));
    expect([...faultsOf(seen), ...left].join('\n')).toBe('');
  });
});

/** The built package with English said in long words, in a folder of its own. */
async function pseudoPackage(name: string): Promise<string> {
  const folder = await tempFolder();
  await cp(join(import.meta.dirname, '../../.output', name === 'chromium' ? 'chrome-mv3' : 'firefox-mv2'), folder, {
    recursive: true,
  });
  const texts = join(folder, 'locales/en');
  for (const file of await readdir(texts)) {
    const path = join(texts, file);
    await writeFile(path, JSON.stringify(pseudoTree(JSON.parse(await readFile(path, 'utf8')))));
  }
  return folder;
}

const packages = new Map<string, string>();
for (const name of browsersUnderTest()) packages.set(name, await pseudoPackage(name));

describe.each([...packages])('long words', (name, extensionDir) => {
  describeInBrowsers(
    'every screen at 320 px with long words',
    { sites: SITES, extensionDir, only: [name as 'chromium'] },
    (stage) => {
      beforeAll(() => prepare(stage));
      it('fits, and has no text of its own in the code', { timeout: 60_000 }, async () => {
        const seen = await walk(stage, 'en', 'pseudo');
        const said = seen.flatMap(([screen, one]) =>
          untranslated(one, english, new Map()).map((fault) => `${screen}: ${fault}`),
        );
        expect([...faultsOf(seen), ...said].join('\n')).toBe('');
      });
    },
  );
});
