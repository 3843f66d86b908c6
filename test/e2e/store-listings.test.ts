import { expect, it } from 'vitest';
import { type Site, type SiteRequest, type SiteResponse, waitForAssessment } from './driver/index.ts';
import { describeInBrowsers } from './support.ts';

/** An app on a regulator's list of illegal lenders, by its package and its name there. */
const LISTED = { name: 'Ada Tunai-Pinjaman Online', app: 'com.adatunai.pinjaman.online', id: /^id-ada-tunai/ };
const ABOUT = `<p>Pinjaman online cepat cair tanpa jaminan. Ajukan pinjaman Rp 500.000 sampai Rp 8.000.000, tenor 91 hari,
bunga rendah. Isi KTP dan rekening bank, dana cair dalam 5 menit. Bayar cicilan lewat aplikasi.</p>`;

/** Pages in the form that the stores give their listings, in words of our own. */
const STORES: { store: string; url: string; page: string; reach?: string[]; listed: boolean }[] = [
  {
    store: 'Google Play',
    url: `https://play.google.com/store/apps/details?id=${LISTED.app}&hl=en`,
    page: `<title>${LISTED.name} - Apps on Google Play</title><h1><span itemprop="name">${LISTED.name}</span></h1>
<div><a href="/store/apps/dev?id=55"><span>Tunai Studio</span></a></div><section><h2>About this app</h2>${ABOUT}</section>
<section><h2>Data safety</h2><div>This app may share these data types with third parties</div><div>Location, Financial info and 2 others</div>
<div>This app may collect these data types</div><div>Contacts, Messages and 5 others</div></section>`,
    reach: ['contacts', 'messages', 'location'],
    listed: true,
  },
  {
    store: 'Google Play, the page on data safety',
    url: `https://play.google.com/store/apps/datasafety?id=${LISTED.app}`,
    page: `<title>Data safety - ${LISTED.name}</title><h1>Data safety</h1><div>${LISTED.name}</div>${ABOUT}
<h2>Data collected</h2><h3>Contacts</h3><div>Contacts</div><h3>Messages</h3><div>SMS or MMS</div>`,
    reach: ['contacts', 'messages'],
    listed: true,
  },
  {
    store: 'App Store',
    url: 'https://apps.apple.com/id/app/ada-tunai-pinjaman-online/id6440000001',
    page: `<title>Pinjaman Kilat on the App Store</title><h1>Pinjaman Kilat <span>17+</span></h1>
<h2><a href="https://apps.apple.com/id/developer/tunai-studio/id1440000002">Tunai Studio</a></h2>${ABOUT}
<section><h2>App Privacy</h2><h3>Data Linked to You</h3><p>The following data may be collected and linked to your identity:</p>
<ul><li>Contacts</li><li>Location</li></ul></section>`,
    reach: ['contacts', 'location'],
    listed: false,
  },
  {
    store: 'AppGallery',
    url: 'https://appgallery.huawei.com/app/C109000001',
    page: `<title>Pinjaman Kilat - AppGallery</title><div id="app"></div><script>
setTimeout(() => { document.getElementById('app').innerHTML = ${JSON.stringify(`<h1>Pinjaman Kilat</h1>${ABOUT}<div>Developer</div><div>Tunai Studio</div>
<div>Permissions</div><ul><li>Read your contacts</li><li>Read call log</li></ul>`)}; }, 300);</script>`,
    reach: ['contacts', 'call-log'],
    listed: false,
  },
  {
    store: 'Xiaomi',
    url: `https://app.mi.com/details?id=${LISTED.app}`,
    page: `<html lang="zh"><title>极速借款-小米应用商店</title><h3>极速借款</h3><p>天南科技有限公司</p>
<p>极速借款，小额贷款，最快五分钟到账，额度高，日利率低，按时还款可提额。立即申请借款。</p>
<ul><li>软件大小：</li><li>32.5 MB</li><li>包 名：</li><li>${LISTED.app}</li></ul><h3>应用权限</h3><ul><li>读取联系人</li><li>读取短信</li></ul>`,
    reach: ['contacts', 'messages'],
    listed: true,
  },
  {
    store: 'RuStore',
    url: `https://www.rustore.ru/catalog/app/${LISTED.app}`,
    page: `<html lang="ru"><title>Займы онлайн — скачать в RuStore</title><h1>Займы онлайн</h1>
<a href="/catalog/developer/abc1">ООО Быстро</a><p>Займ на карту за 5 минут без отказа. Сумма займа до 30 000 рублей, погашение в срок, низкая ставка. Оформите займ.</p>
<h2>Собираемые данные</h2><ul><li>Контакты</li><li>Местоположение</li></ul>`,
    reach: ['contacts', 'location'],
    listed: true,
  },
  {
    store: 'APKPure',
    url: `https://apkpure.com/ada-tunai-pinjaman-online/${LISTED.app}`,
    page: `<title>${LISTED.name} APK for Android Download</title><h1>${LISTED.name}</h1><a href="/developer/Tunai%20Studio">Tunai Studio</a>
${ABOUT}<ul><li>Package Name</li><li>${LISTED.app}</li></ul><h3>Permissions</h3><p>android.permission.READ_CONTACTS</p>`,
    reach: ['contacts'],
    listed: true,
  },
  {
    store: 'APKMirror',
    url: 'https://www.apkmirror.com/apk/tunai-studio/ada-tunai/ada-tunai-1-0-release/',
    page: `<title>${LISTED.name} 1.0 APK Download by Tunai Studio - APKMirror</title><h1>${LISTED.name} 1.0</h1>
<h3><a href="/apk/tunai-studio/">By Tunai Studio</a></h3>${ABOUT}<div>Package: ${LISTED.app}</div><div>Permissions: 12</div>`,
    listed: true,
  },
  {
    store: 'Uptodown',
    url: 'https://ada-tunai.id.uptodown.com/android',
    page: `<title>${LISTED.name} untuk Android - Unduh APK dari Uptodown</title><h1>${LISTED.name}</h1>${ABOUT}
<table><tr><th>Nama Paket</th><td>${LISTED.app}</td></tr><tr><th>Pengembang</th><td>Tunai Studio</td></tr></table>`,
    listed: true,
  },
  {
    store: 'Aptoide',
    url: 'https://ada-tunai.en.aptoide.com/app',
    page: `<title>${LISTED.name} 1.0 Download Android APK | Aptoide</title><h1>${LISTED.name}</h1>${ABOUT}
<h2>APK Information</h2><div>Package Name:</div><div>${LISTED.app}</div><div>Developer:</div><div>Tunai Studio</div>
<h2>Permissions</h2><p>READ_CONTACTS</p>`,
    reach: ['contacts'],
    listed: true,
  },
];

const html = (body: string): SiteResponse => ({
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>${body}`,
});

/** One site a host, which answers for the paths of its listings. */
function sites(): Record<string, Site> {
  const all: Record<string, Site> = {};
  for (const { url } of STORES) {
    const { hostname } = new URL(url);
    all[hostname] = (request: SiteRequest) => {
      const found = STORES.find(
        (one) => new URL(one.url).host === hostname && new URL(one.url).pathname === request.url.pathname,
      );
      return found ? html(found.page) : { status: 204 };
    };
  }
  return all;
}

describeInBrowsers('a lender’s app in a store', { sites: sites(), settings: { jurisdiction: 'ID' } }, (stage) => {
  it.each(STORES)('$store', async ({ url, reach = [], listed }) => {
    const page = await stage.open(url);
    const seen = await waitForAssessment(stage.driver, page, (assessment) => {
      const rows = assessment.reach?.filter(({ asked }) => asked === 'asked').map(({ kind }) => kind) ?? [];
      return assessment.kind === 'store-listing' && reach.every((kind) => (rows as string[]).includes(kind));
    });
    if (listed) {
      expect(seen.platform?.id).toMatch(LISTED.id);
      expect(seen.platform).toMatchObject({ match: 'app', status: 'illegal-listed' });
      expect(seen.severity).toBe('danger');
    } else expect(seen.platform).toBeNull();
    if (reach.includes('contacts')) expect(seen.contacts.map(({ vector }) => vector)).toContain('app-permission');
  });
});
