import { expect, it } from 'vitest';
import { poll, readTab, type Site, type SiteResponse, settledTab, waitForAssessment } from './driver/index.ts';
import { legacyBytes } from './legacy-bytes.ts';
import { APPLICATION, QUIET } from './moving-sites.ts';
import { describeInBrowsers } from './support.ts';

const form = (lang: string, title: string, fields: string[], button: string, head = ''): string =>
  `<!doctype html><html lang="${lang}"><head>${head}<title>${title}</title></head><body><h1>${title}</h1><form>${fields
    .map((field, at) => `<p><label for="f${at}">${field}</label><input id="f${at}"></p>`)
    .join('')}<button>${button}</button></form></body></html>`;

const SIMPLIFIED = form(
  'zh-CN',
  '借款申请',
  ['借款金额', '借款期限', '姓名', '身份证号', '手机号', '银行卡号', '月收入'],
  '提交借款申请',
);
const TRADITIONAL = form(
  'zh-TW',
  '貸款申請',
  ['貸款金額', '貸款期限', '姓名', '身分證字號', '手機號碼', '銀行帳號', '月收入'],
  '送出貸款申請',
);
const RUSSIAN = form(
  'ru',
  'Заявка на займ',
  ['Сумма займа', 'Срок займа', 'Паспорт серия и номер', 'Мобильный телефон', 'Номер карты', 'Ежемесячный доход'],
  'Получить займ',
);
const THAI = form(
  'th',
  'สมัครสินเชื่อ',
  ['วงเงินกู้', 'ระยะเวลากู้', 'เลขบัตรประชาชน', 'เบอร์โทรศัพท์', 'เลขบัญชีธนาคาร', 'รายได้ต่อเดือน'],
  'ยื่นขอสินเชื่อ',
);

const meta = (html: string, charset: string) => html.replace('<head>', `<head><meta charset="${charset}">`);
const served = (body: Uint8Array, type = 'text/html'): SiteResponse => ({ headers: { 'content-type': type }, body });
const declared = (html: string, charset: string) => served(legacyBytes(meta(html, charset), charset));

/** Pages by the encoding that they come in, and by how they say so. */
const ENCODED: Record<string, SiteResponse> = {
  '/gb2312': declared(SIMPLIFIED, 'gb2312'),
  '/gbk-by-header': served(legacyBytes(SIMPLIFIED, 'gbk'), 'text/html; charset=gbk'),
  '/big5': declared(TRADITIONAL, 'big5'),
  '/windows-1251': declared(RUSSIAN, 'windows-1251'),
  '/koi8-r': declared(RUSSIAN, 'koi8-r'),
  '/windows-874': declared(THAI, 'windows-874'),
  '/utf-16': served(Uint8Array.from([0xff, 0xfe, ...Buffer.from(SIMPLIFIED, 'utf16le')])),
};

const growing = `<!doctype html><html lang="en"><title>A page</title><body><main>${APPLICATION}</main><div id="more"></div><script>
  const more = document.getElementById('more');
  let rows = 0;
  setInterval(() => { for (let at = 0; at < 200; at += 1) { const p = document.createElement('p'); p.textContent = 'Row ' + rows++; more.append(p); } }, 20);
</script>`;
const inputs = (
  count: number,
) => `<!doctype html><html lang="en"><title>A page</title><body><main>${APPLICATION}</main><div hidden id="more"></div><script>
  const more = document.getElementById('more');
  const fill = (left) => { const part = document.createDocumentFragment(); for (let at = 0; at < 20000; at += 1) { const one = document.createElement('input'); one.name = 'field' + (left - at); part.append(one); } more.append(part); if (left > 20000) setTimeout(fill, 0, left - 20000); else window.filled = true; };
  fill(${count});
</script>`;

const SITES: Record<string, Site> = {
  'bytes.test': { pages: ENCODED },
  'rubbish.test': { pages: { '/': served(new TextEncoder().encode(SIMPLIFIED), 'text/html; charset=windows-1252') } },
  'growing.test': { pages: { '/': growing, '/quiet': growing.replace(APPLICATION, QUIET) } },
  'inputs.test': { pages: { '/': inputs(1_000_000) } },
};

describeInBrowsers('pages of odd bytes and sizes', { sites: SITES }, (stage) => {
  it.each(Object.keys(ENCODED))('reads an application in %s', async (path) => {
    const page = await stage.open(`https://bytes.test${path}`);
    const { kind } = await waitForAssessment(stage.driver, page, ({ url }) => url.endsWith(path));
    expect(kind).toBe('application');
  });

  it('takes letters that are shown as rubbish for what the user sees', async () => {
    const page = await stage.open('https://rubbish.test/');
    const { assessment } = await settledTab(stage.driver, page);
    expect(assessment?.severity ?? 'none').toBe('none');
    expect(page.errors).toEqual([]);
  });

  it('reads a page that never stops growing, and lets it go on', async () => {
    const page = await stage.open('https://growing.test/');
    await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application');
    await page.waitForWarning();
    const rows = () => page.evaluate(() => document.querySelectorAll('#more p').length);
    const before = await rows();
    await poll('the page to grow on', 5_000, async () => (await rows()) > before);
  });

  it('lets a quiet page grow in peace', async () => {
    const page = await stage.open('https://growing.test/quiet');
    await poll('ten thousand rows', 20_000, () =>
      page.evaluate(() => document.querySelectorAll('#more p').length > 10_000),
    );
    expect((await readTab(stage.driver, page)).badge).toBe('');
    expect(await page.closedUis()).toEqual([]);
  });

  it('reads a page with a million inputs', async () => {
    const page = await stage.open('https://inputs.test/');
    await page.waitFor(() => (window as { filled?: boolean }).filled, 60_000);
    await waitForAssessment(stage.driver, page, ({ kind }) => kind === 'application', 30_000);
    await page.waitForWarning(20_000);
  });
});
