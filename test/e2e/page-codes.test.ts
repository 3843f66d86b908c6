import encodeQR from 'qr';
import { expect, it } from 'vitest';
import { type PageDriver, poll, readTab, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers, type Stage } from './support.ts';

const APP = 'https://files.code-lender.test/get/fast-money.apk?from=page';
const LISTING = 'https://play.google.com/store/apps/details?id=com.example.fastmoney';

/** Of a lender, and without a word of an app or a code, so that nothing but the picture tells. */
const page = (body: string, script = '') => `<!doctype html><html lang="en"><title>Fast Money Loan</title>
<h1>Cash loans in five minutes</h1><p>Borrow up to 500, repay in 14 days. No credit check. Apply for your loan now.</p>
<p>Loan amount, interest and repayment. Loan term 14 days, interest rate 1 % a day, late fee 5 %.</p>
<form><label>Loan amount <input name="amount"></label><label>Monthly income <input name="income"></label>
<button>Apply for a loan</button></form>${body}<script>${script}</script>`;

const svg = (text: string, attributes = '') =>
  encodeQR(text, 'svg', { border: 4 }).replace('<svg', `<svg ${attributes}`);
const cells = (text: string) => encodeQR(text, 'raw', { border: 2 });
const dataUrl = (text: string) =>
  `data:image/gif;base64,${Buffer.from(encodeQR(text, 'gif', { border: 4, scale: 4 })).toString('base64')}`;
const image = (text: string) => ({
  headers: { 'content-type': 'image/gif' },
  body: new Uint8Array(encodeQR(text, 'gif', { border: 4, scale: 4 })),
});
const table = (text: string) =>
  `<table style="border-collapse:collapse">${cells(text)
    .map(
      (row) =>
        `<tr>${row.map((dark) => `<td style="width:3px;height:3px;padding:0;background-color:${dark ? '#000000' : '#ffffff'}"></td>`).join('')}</tr>`,
    )
    .join('')}</table>`;
const rects = (text: string) => {
  const rows = cells(text);
  const shapes = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`<rect x="${x}" y="${y}" width="1" height="1" fill="#123"/>`] : [])),
  );
  return `<svg width="200" height="200" viewBox="0 0 ${rows.length} ${rows.length}"><rect width="100%" height="100%" fill="white"/>${shapes.join('')}</svg>`;
};
/** As a widespread library draws it: one square, used for each dark module. */
const uses = (text: string) => {
  const rows = cells(text);
  const shapes = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`<use x="${x}" y="${y}" href="#dot"/>`] : [])),
  );
  return `<svg viewBox="0 0 ${rows.length} ${rows.length}" width="220" height="220"><g transform="translate(0,0)"><defs><rect id="dot" width="1" height="1"/></defs>${shapes.join('')}</g></svg>`;
};
/** Draws a code on a canvas of the page, module by module. */
const draw = (id: string, text: string, dot = 5) => `{
  const rows = ${JSON.stringify(cells(text).map((row) => row.map(Number).join('')))};
  const canvas = document.getElementById('${id}');
  canvas.width = canvas.height = rows.length * ${dot};
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  rows.forEach((row, y) => [...row].forEach((cell, x) => cell === '1' && context.fillRect(x * ${dot}, y * ${dot}, ${dot}, ${dot})));
}`;

const options = {
  settings: { jurisdiction: 'ID' },
  sites: {
    'code-lender.test': {
      pages: {
        '/svg': page(`<div style="width:220px">${svg(APP)}</div>`),
        '/rects': page(rects(APP)),
        '/uses': page(uses(APP)),
        '/table': page(table(APP)),
        '/data': page(`<img src="${dataUrl(APP)}">`),
        '/own': page('<img src="/code.gif">'),
        '/code.gif': image(APP),
        '/canvas': page('<canvas id="c"></canvas>', draw('c', APP)),
        '/late': page(
          '<canvas id="c" width="10" height="10"></canvas>',
          `setTimeout(() => ${draw('c', LISTING)}, 2500)`,
        ),
        '/blob': page(
          '<div id="here"></div>',
          `fetch('${dataUrl(APP)}').then((answer) => answer.blob()).then((blob) => {
            const image = new Image();
            image.src = URL.createObjectURL(blob);
            here.append(image);
          });`,
        ),
        '/other-code': page(svg('WIFI:S:office;P:secret;;') + svg('https://code-lender.test/apply')),
        '/elsewhere': page('<img alt="QR code" src="https://pictures.elsewhere.test/code.gif">'),
        '/elsewhere-plain': page('<img alt="A smiling person" src="https://pictures.elsewhere.test/people.gif">'),
        '/hostile': page(
          `<canvas id="giant" width="16000" height="16000"></canvas><canvas id="moving"></canvas><div id="many"></div>
          <svg viewBox="0 0 100 100"><path d="${'M0 0h1v1h-1z'.repeat(20_000)}"/></svg><svg viewBox="0 0 1e-9 1e-9">${'<rect width="1" height="1"/>'.repeat(3_000)}</svg>
          <table>${`<tr>${'<td style="background:#000">'.repeat(60)}</tr>`.repeat(60)}</table>`,
          `const source = '${dataUrl('nothing to see')}';
          many.innerHTML = ('<img src="' + source + '">').repeat(4000);
          const moving = document.getElementById('moving');
          moving.width = moving.height = 400;
          const context = moving.getContext('2d');
          window.frames_ = 0;
          const move = () => {
            for (let at = 0; at < 400; at += 1) { context.fillStyle = Math.random() < 0.5 ? '#000' : '#fff'; context.fillRect(Math.random() * 400, Math.random() * 400, 20, 20); }
            frames_ += 1;
            requestAnimationFrame(move);
          };
          move();`,
        ),
      },
    },
    'files.code-lender.test': () => ({ body: '' }),
    'pictures.elsewhere.test': { pages: { '/code.gif': image(APP), '/people.gif': image(APP) } },
    'code-recipes.test': {
      pages: {
        '/': `<!doctype html><html lang="en"><title>Bread</title><h1>Bread</h1><p>Flour, water, salt.</p>${svg(APP)}`,
      },
    },
  },
};

describeInBrowsers('codes in the pictures of a lender’s page', options, (stage: Stage) => {
  const open = async (path: string): Promise<PageDriver> => {
    const opened = await stage.open(`https://code-lender.test${path}`);
    await waitForAssessment(stage.driver, opened, ({ kind }) => kind !== 'none');
    return opened;
  };
  const apps = async (opened: PageDriver) => (await readTab(stage.driver, opened)).assessment?.apps ?? [];

  it.each([
    ['/svg', APP],
    ['/rects', APP],
    ['/uses', APP],
    ['/table', APP],
    ['/data', APP],
    ['/own', APP],
    ['/blob', APP],
    ['/canvas', APP],
    ['/late', LISTING],
  ])('are offered for a check where they lead to an app, with no request: %s', async (path, leadsTo) => {
    stage.sites.log.length = 0;
    const opened = await open(path);
    await poll('the offer', 15_000, async () => (await apps(opened)).some(({ url }) => url === leadsTo));
    const asked = stage.sites.log.filter(({ host }) => host.endsWith('code-lender.test') || host === 'play.google.com');
    const own =
      path === '/own'
        ? [`https://code-lender.test${path}`, 'https://code-lender.test/code.gif']
        : [`https://code-lender.test${path}`];
    expect(asked.map(({ url }) => url).filter((url) => !url.endsWith('/favicon.ico'))).toEqual(own);
  });

  it('stand in the warning with the button of other offers', async () => {
    const opened = await open('/svg');
    await poll('the offer', 15_000, async () => (await apps(opened)).length > 0);
    const card = await opened.waitForWarning();
    await card.click('What this means and what to do');
    await card.click('The app that this page offers');
    await poll('the button', 5_000, async () => (await card.controls()).includes('Check what this app may do'));
  });

  it('that lead elsewhere are left alone, and what lies on another site is for the button in the toolbar', async () => {
    const other = await open('/other-code');
    const plain = await open('/elsewhere-plain');
    const opened = await open('/elsewhere');
    await waitForAssessment(stage.driver, opened, ({ scan }) => scan === true);
    expect(await apps(opened)).toEqual([]);
    expect(await apps(other)).toEqual([]);
    const { assessment } = await readTab(stage.driver, plain);
    expect(assessment?.scan).toBeUndefined();
  });

  it('are not looked for on pages that are no lender’s', async () => {
    const opened = await stage.open('https://code-recipes.test/');
    await open('/svg').then((later) => poll('the offer', 15_000, async () => (await apps(later)).length > 0));
    expect((await readTab(stage.driver, opened)).assessment ?? null).toBeNull();
  });

  it('cost a page full of pictures no long task', async () => {
    const opened = await stage.open('https://code-lender.test/hostile');
    await waitForAssessment(stage.driver, opened, ({ kind }) => kind !== 'none');
    await opened.evaluate(() => {
      const page = window as never as { long: number[]; gap: number };
      page.gap = 0;
      let before = performance.now();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        page.gap = Math.max(page.gap, performance.now() - before);
        before = performance.now();
        if (before < 60_000) channel.port2.postMessage(null);
      };
      channel.port2.postMessage(null);
    });
    await opened.waitFor(() => performance.now() > 9_000, 15_000);
    const gap = await opened.evaluate(() => (window as never as { gap: number }).gap);
    console.log(`${stage.name}: longest gap between two tasks ${gap.toFixed(0)} ms`);
    expect(gap).toBeLessThan(400);
    expect(await apps(opened)).toEqual([]);
  });
});
