// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findApkLinks,
  findContactsRequests,
  readApkUrl,
  readStoreListing,
  readStoreUrl,
} from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

describe('addresses of listings', () => {
  test.each([
    [
      'https://play.google.com/store/apps/details?id=com.lender.cash&hl=id&gl=ID',
      { store: 'google-play', package: 'com.lender.cash' },
    ],
    [
      'https://play.google.com/store/apps/datasafety?hl=en&id=com.lender.cash',
      { store: 'google-play', package: 'com.lender.cash' },
    ],
    ['market://details?id=com.lender.cash', { store: 'google-play', package: 'com.lender.cash' }],
    [
      'https://apps.apple.com/id/app/quick-cash/id1234567890?l=id',
      { store: 'app-store', appId: '1234567890', slug: 'quick-cash' },
    ],
    ['https://apps.apple.com/app/id1234567890', { store: 'app-store', appId: '1234567890' }],
    ['https://itunes.apple.com/cn/app/jie-qian/id987654321', { store: 'app-store', appId: '987654321' }],
    ['https://appgallery.huawei.com/app/C100012345', { store: 'appgallery', appId: 'C100012345' }],
    ['https://appgallery.huawei.com/#/app/C100012345', { store: 'appgallery', appId: 'C100012345' }],
    ['https://app.mi.com/details?id=com.lender.cash', { store: 'getapps', package: 'com.lender.cash' }],
    ['https://www.rustore.ru/catalog/app/ru.zaim.app', { store: 'rustore', package: 'ru.zaim.app' }],
    [
      'https://apkpure.com/quick-cash/com.lender.cash',
      { store: 'apkpure', package: 'com.lender.cash', slug: 'quick-cash' },
    ],
    ['https://apkpure.com/id/quick-cash/com.lender.cash/download', { store: 'apkpure', package: 'com.lender.cash' }],
    [
      'https://www.apkmirror.com/apk/lender-inc/quick-cash/',
      { store: 'apkmirror', developer: 'lender-inc', slug: 'quick-cash' },
    ],
    ['https://quick-cash.en.uptodown.com/android', { store: 'uptodown', slug: 'quick-cash' }],
    ['https://quick-cash.en.aptoide.com/app', { store: 'aptoide', slug: 'quick-cash' }],
  ])('%s', (url, parts) => {
    expect(readStoreUrl(url)).toMatchObject(parts);
  });

  test.each([
    'https://play.google.com/store/apps?hl=en',
    'https://play.google.com/store/apps/details?id=',
    'https://play.google.com.lender.test/store/apps/details?id=com.lender.cash',
    'https://en.uptodown.com/android',
    'https://www.aptoide.com/app',
    'https://lender.test/app/id1234567890',
    'about:blank',
    '',
  ])('no listing: %s', (url) => {
    expect(readStoreUrl(url)).toBeNull();
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string({ unit: 'binary' }),
        (url, rest) => {
          readStoreUrl(url);
          readStoreUrl(`https://play.google.com/store/apps/details?id=${rest}`);
          readStoreUrl(`https://apkpure.com/${rest}`);
          readApkUrl(url + rest);
        },
      ),
      { seed: 20_266, numRuns: 500 },
    );
  });
});

const PLAY = 'https://play.google.com/store/apps/details?id=com.lender.cash';

describe('what a listing says', () => {
  test.each([
    ['en', 'Data shared', 'Data collected', 'Contacts', 'Location'],
    ['id', 'Data yang dibagikan', 'Data yang dikumpulkan', 'Kontak', 'Lokasi'],
    ['es', 'Datos compartidos', 'Datos recopilados', 'Contactos', 'Ubicación'],
    ['pt', 'Dados compartilhados', 'Dados coletados', 'Contatos', 'Localização'],
    ['vi', 'Dữ liệu được chia sẻ', 'Dữ liệu được thu thập', 'Danh bạ', 'Vị trí'],
    ['ru', 'Передаваемые данные', 'Собираемые данные', 'Контакты', 'Местоположение'],
    ['zh', '分享的数据', '收集的数据', '通讯录', '位置信息'],
    ['hi', 'शेयर किया गया डेटा', 'इकट्ठा किया गया डेटा', 'संपर्क', 'लोकेशन'],
    ['th', 'ข้อมูลที่แชร์', 'ข้อมูลที่รวบรวม', 'รายชื่อติดต่อ', 'ตำแหน่ง'],
  ])('data safety in %s', (lang, shared, collected, contacts, location) => {
    const page = pageOf(
      `<h1>Quick Cash</h1><a href="/store/apps/dev?id=7">Lender Inc.</a><h2>${shared}</h2><div>${location}</div><h2>${collected}</h2><div>${contacts}</div><div>${location}</div>`,
      { url: PLAY, lang },
    );
    expect(readStoreListing(page)).toMatchObject({
      store: 'google-play',
      appName: 'Quick Cash',
      package: 'com.lender.cash',
      developer: 'Lender Inc.',
      dataSafety: { contacts: 'collected', location: 'shared' },
    });
  });

  test('nothing shared, nothing collected', () => {
    const page = pageOf(
      '<h1>Notes</h1><h2>No data shared with third parties</h2><h2>No data collected</h2><p>Contacts</p>',
      { url: PLAY },
    );
    expect(readStoreListing(page)?.dataSafety).toEqual({});
  });

  test('App Store privacy card', () => {
    const page = pageOf(
      '<h1>Quick Cash</h1><h2>Data Linked to You</h2><p>The following data may be collected and linked to your identity:</p><ul><li>Contacts</li><li>Location</li></ul>',
      { url: 'https://apps.apple.com/in/app/quick-cash/id1234567890' },
    );
    expect(readStoreListing(page)?.dataSafety).toEqual({ contacts: 'collected', location: 'collected' });
  });

  test('permissions of an APK site, by name and by words; package and developer behind their labels', () => {
    const page = pageOf(
      '<h1>Quick Cash</h1><table><tr><th>Package Name</th><td>com.lender.cash</td></tr><tr><th>Developer</th><td>Lender Inc.</td></tr></table><h3>Permissions</h3><ul><li>android.permission.READ_CONTACTS</li><li>android.permission.READ_CALL_LOG</li><li>android.permission.CAMERA</li></ul>',
      { url: 'https://quick-cash.en.uptodown.com/android' },
    );
    expect(readStoreListing(page)).toMatchObject({
      package: 'com.lender.cash',
      developer: 'Lender Inc.',
      dataSafety: { contacts: 'permission', 'call-log': 'permission', camera: 'permission' },
    });
  });

  test('no name in the page: that of the address', () => {
    expect(readStoreListing(pageOf('', { url: 'https://quick-cash.en.uptodown.com/android' }))?.appName).toBe(
      'quick-cash',
    );
    expect(readStoreListing(pageOf('<h1>x</h1>'))).toBeNull();
  });

  test('a request only where the app lends', () => {
    const data = '<h2>Data collected</h2><div>Contacts</div>';
    const of = (text: string, title: string) =>
      findContactsRequests(pageOf(`<h1>${title}</h1><p>${text}</p>${data}`, { url: PLAY, title }));
    expect(
      of('Instant personal loan up to 50,000. Low interest rate, repay in 91 days.', 'Quick Loan').map(
        ({ vector }) => vector,
      ),
    ).toEqual(['app-permission']);
    expect(of('Chat with people near by.', 'Chatter').map(({ vector }) => vector)).toEqual([]);
  });
});

describe('links to packages', () => {
  test('by path, by parameter, with what follows the name', () => {
    const page = pageOf(
      [
        '<a href="/files/Cash.apk">Download</a>',
        '<a href="/files/Cash.apk?v=2#top">Again</a>',
        '<a href="https://cdn.test/get?file=cash-1.2.xapk">Get</a>',
        `<a href="https://lender.test/go?u=${encodeURIComponent('https://cdn.test/a/b.APKS?x=1')}">Go</a>`,
        '<a href="/apk">About APK</a>',
        '<a href="/apk-guide.html">How</a>',
        '<a href="mailto:cash.apk@lender.test">Mail</a>',
      ].join(''),
    );
    expect(findApkLinks(page).map(({ kind, url }) => `${kind} ${url}`)).toEqual([
      'apk https://lender.test/files/Cash.apk',
      'apk https://lender.test/files/Cash.apk?v=2#top',
      'xapk https://cdn.test/get?file=cash-1.2.xapk',
      'apks https://cdn.test/a/b.APKS?x=1',
    ]);
  });
});
