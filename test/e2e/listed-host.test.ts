import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type ExtensionApi, poll, readTab, type Site, waitForAssessment } from './driver/index.ts';
import { answer, describeInBrowsers, type Stage, setSettings } from './support.ts';

declare const browser: ExtensionApi;

interface Source {
  platforms: { status: string; domains?: string[] }[];
}

/** A host that the bundled list calls illegal in Indonesia, whichever it is: no name belongs into a test. */
async function listedHost(): Promise<string> {
  const file = join(import.meta.dirname, '../../data/platforms/ID.json');
  const { platforms } = JSON.parse(await readFile(file, 'utf8')) as Source;
  const host = platforms.find(({ status, domains }) => status === 'illegal-listed' && domains?.[0])?.domains?.[0];
  if (!host) throw new Error('The list names no illegal host.');
  return host;
}

const HOST = await listedHost();

// A page without a word: nothing but the list can tell what it is.
const silent: Site = () => ({
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title> </title><canvas>',
});

const around: Site = () => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><title>News</title><h1>A new park</h1><iframe src="https://${HOST}/" width="1" height="1"></iframe>`,
});

const options = {
  sites: { [HOST]: silent, [`app.${HOST}`]: silent, 'news.test': around },
  settings: { jurisdiction: 'ID' },
};

describeInBrowsers('a host on a regulator’s list', options, (stage) => {
  const registered = ({ driver }: Stage): Promise<unknown> =>
    driver.extension.waitFor(async () => (await browser.scripting.getRegisteredContentScripts()).length);

  it.each([HOST, `app.${HOST}`].map((host, at) => [at === 0 ? 'itself' : 'by a subdomain', host]))(
    'is a danger %s, though its page says nothing and the background sleeps',
    async (_how, host) => {
      await registered(stage);
      await stage.driver.killBackground();
      const page = await stage.open(`https://${host}/`);
      const assessment = await waitForAssessment(stage.driver, page);
      expect(assessment).toMatchObject({ severity: 'danger', platform: { status: 'illegal-listed', match: 'domain' } });
      expect(assessment.platform?.evidence[0]?.date).toMatch(/^\d{4}/);
      await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!!');
      const ui = await page.waitForWarning();
      expect(await ui.roles()).toContain('dialog');
    },
  );

  it('says nothing of a page around a frame of one pixel, and is a caution by its own name in one to be used', async () => {
    await registered(stage);
    const page = await stage.open('https://news.test/');
    expect(await waitForAssessment(stage.driver, page)).toMatchObject({
      severity: 'none',
      platform: null,
      signals: [],
    });
    await page.evaluate(() => {
      const frame = document.querySelector('iframe') as HTMLIFrameElement;
      [frame.width, frame.height] = ['300', '150'];
    });
    const { signals } = await waitForAssessment(stage.driver, page, ({ severity }) => severity === 'caution');
    expect(signals).toMatchObject([{ id: 'frame-listed', value: HOST }]);
  });

  it('names the source and its date in the warning', async () => {
    const page = await stage.open(`https://${HOST}/`);
    const { platform } = await waitForAssessment(stage.driver, page);
    const ui = await page.waitForWarning();
    const seen = async (): Promise<string> =>
      `${await ui.text()} ${await ui.evaluate((root) => root.textContent ?? '')}`;
    expect(await seen()).toContain(platform?.evidence[0]?.source ?? 'no source');
  });

  it('is judged anew at once, without a reload, when the user says where they live', async () => {
    const page = await stage.open(`https://${HOST}/`);
    await waitForAssessment(stage.driver, page, ({ jurisdiction }) => jurisdiction.home === 'ID');
    await setSettings(stage.driver, { jurisdiction: 'GB' });
    await waitForAssessment(stage.driver, page, ({ jurisdiction }) => jurisdiction.home === 'GB');
    await setSettings(stage.driver, { jurisdiction: 'ID' });
    await waitForAssessment(stage.driver, page, ({ jurisdiction }) => jurisdiction.home === 'ID');
  });

  it('can be gone on with, and stays so in this tab', async () => {
    const page = await stage.open(`https://${HOST}/`);
    const ui = await page.waitForWarning();
    await answer(ui, 'Go on anyway', async () => (await page.warning()) === null);
    await page.reload();
    await waitForAssessment(stage.driver, page);
    await poll('the badge', 5_000, async () => (await readTab(stage.driver, page)).badge === '!!');
    expect(await page.warning()).toBeNull();
  });
});
