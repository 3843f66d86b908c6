// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consentPageSource, findBesides, findContactsRequests, readOAuthRequest } from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

const GOOGLE = 'https://accounts.google.com/o/oauth2/v2/auth';
const CONTACTS = 'https://www.googleapis.com/auth/contacts.readonly';
const ask = (scope: string, rest = '') =>
  `${GOOGLE}?client_id=123.apps.googleusercontent.com&redirect_uri=${encodeURIComponent('https://lender.test/back')}&response_type=code&${scope}${rest}`;

describe('scopes that reach an address book', () => {
  test.each([
    ['google', ask(`scope=${encodeURIComponent(CONTACTS)}`), [CONTACTS]],
    [
      'google',
      ask(`scope=openid+email+${encodeURIComponent('https://www.googleapis.com/auth/contacts')}`),
      ['https://www.googleapis.com/auth/contacts'],
    ],
    [
      'google',
      ask(`scope=openid%20${encodeURIComponent('https://www.googleapis.com/auth/contacts.other.readonly')}`),
      ['https://www.googleapis.com/auth/contacts.other.readonly'],
    ],
    [
      'google',
      ask(`scope=${encodeURIComponent('https://www.googleapis.com/auth/directory.readonly')}`),
      ['https://www.googleapis.com/auth/directory.readonly'],
    ],
    [
      'google',
      ask(`scope=${encodeURIComponent('https://www.google.com/m8/feeds/')}`),
      ['https://www.google.com/m8/feeds/'],
    ],
    [
      'google',
      'https://www.google.com/accounts/AuthSubRequest?next=https%3A%2F%2Fold.test%2Fx&scope=http%3A%2F%2Fwww.google.com%2Fm8%2Ffeeds%2F&session=1',
      ['http://www.google.com/m8/feeds/'],
    ],
    [
      'microsoft',
      'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=a&scope=User.Read%20Contacts.Read%20offline_access',
      ['Contacts.Read'],
    ],
    [
      'microsoft',
      'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?scope=https%3A%2F%2Fgraph.microsoft.com%2FPeople.Read',
      ['https://graph.microsoft.com/People.Read'],
    ],
    [
      'microsoft',
      'https://login.microsoftonline.com/consumers/oauth2/v2.0/authorize?scope=contacts.readwrite.shared',
      ['contacts.readwrite.shared'],
    ],
    [
      'microsoft',
      'https://login.live.com/oauth20_authorize.srf?client_id=a&scope=wl.signin%20wl.contacts_emails',
      ['wl.contacts_emails'],
    ],
    ['yahoo', 'https://api.login.yahoo.com/oauth2/request_auth?client_id=a&scope=mail-r,sdct-r', ['sdct-r']],
    [
      'linkedin',
      'https://www.linkedin.com/oauth/v2/authorization?client_id=a&scope=r_liteprofile%20r_1st_connections',
      ['r_1st_connections'],
    ],
    ['facebook', 'https://www.facebook.com/v19.0/dialog/oauth?client_id=a&scope=email,user_friends', ['user_friends']],
    ['kakao', 'https://kauth.kakao.com/oauth/authorize?client_id=a&scope=talk_message,friends', ['friends']],
    ['vk', 'https://oauth.vk.com/authorize?client_id=a&scope=friends,photos', ['friends']],
    ['vk', 'https://oauth.vk.com/authorize?client_id=a&scope=4194306', ['friends']],
    [
      'yandex',
      'https://oauth.yandex.ru/authorize?client_id=a&scope=login:email&optional_scope=addressbook:all',
      ['addressbook:all'],
    ],
    ['qq', 'https://graph.qq.com/oauth2.0/authorize?client_id=1&scope=get_user_info,get_fanslist', ['get_fanslist']],
    [
      'weibo',
      'https://api.weibo.com/oauth2/authorize?client_id=1&scope=email,friendships_groups_read',
      ['friendships_groups_read'],
    ],
    [
      'wechat',
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1&scope=snsapi_userinfo,snsapi_friend#wechat_redirect',
      ['snsapi_friend'],
    ],
  ])('%s: %s', (provider, url, scopes) => {
    const request = readOAuthRequest(url);
    expect(request?.provider).toBe(provider);
    expect(request?.contactsScopes).toEqual(scopes);
  });

  test.each([
    ask(`scope=openid%20email%20profile`),
    ask(`scope=${encodeURIComponent('https://www.googleapis.com/auth/drive.readonly')}`),
    // Never by substring: these only look alike.
    ask(`scope=${encodeURIComponent('https://www.googleapis.com/auth/contacts.readonly.example')}`),
    ask(`scope=${encodeURIComponent('https://evil.test/auth/contacts.readonly')}`),
    ask(`scope=openid&state=${encodeURIComponent(CONTACTS)}`),
    ask(`scope=openid&login_hint=contacts.readonly`),
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?scope=MyContacts.Read',
    'https://appleid.apple.com/auth/authorize?client_id=a&scope=name%20email',
    'https://o2.mail.ru/login?client_id=a&scope=userinfo',
    'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1&scope=snsapi_userinfo',
    'https://oauth.vk.com/authorize?client_id=a&scope=4',
    'https://www.linkedin.com/oauth/v2/authorization?scope=r_1st_connections_size',
  ])('none in %s', (url) => {
    expect(readOAuthRequest(url)?.contactsScopes).toEqual([]);
  });

  test.each([
    'https://lender.test/?scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcontacts',
    'https://accounts.google.com.lender.test/o/oauth2/v2/auth?scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcontacts',
    'https://accounts.google.com/terms?scope=contacts',
    'not an address',
    '',
    'javascript:void(0)',
    'data:text/html,x',
  ])('no request at all: %s', (url) => {
    expect(readOAuthRequest(url)).toBeNull();
  });
});

describe('how scopes may be written', () => {
  const found = (url: string) => readOAuthRequest(url)?.contactsScopes;
  test('repeated parameters', () => {
    expect(found(ask(`scope=openid&scope=${encodeURIComponent(CONTACTS)}`))).toEqual([CONTACTS]);
    expect(found(ask(`scope[]=openid&scope[]=${encodeURIComponent(CONTACTS)}`))).toEqual([CONTACTS]);
  });
  test('packed as JSON, or nearly', () => {
    expect(found(ask(`scope=${encodeURIComponent(JSON.stringify(['openid', CONTACTS]))}`))).toEqual([CONTACTS]);
    expect(found(ask(`scope=${encodeURIComponent(JSON.stringify({ read: [CONTACTS] }))}`))).toEqual([CONTACTS]);
    expect(found(ask(`scope=${encodeURIComponent(`['openid','${CONTACTS}']`)}`))).toEqual([CONTACTS]);
  });
  test('encoded twice and three times', () => {
    const twice = encodeURIComponent(encodeURIComponent(`openid ${CONTACTS}`));
    expect(found(ask(`scope=${twice}`))).toEqual([CONTACTS]);
    expect(found(ask(`scope=${encodeURIComponent(twice)}`))).toEqual([CONTACTS]);
  });
  test('after a template that left &amp; in', () => {
    expect(found(ask(`x=1&amp;scope=${encodeURIComponent(CONTACTS)}`))).toEqual([CONTACTS]);
  });
  test('with a broken escape beside it', () => {
    expect(found(ask(`x=%E0%A4%A&scope=${encodeURIComponent(CONTACTS)}`))).toEqual([CONTACTS]);
  });
  test('in the fragment', () => {
    expect(found(`${GOOGLE}#client_id=a&scope=${encodeURIComponent(CONTACTS)}`)).toEqual([CONTACTS]);
  });
  test('inside a login page or the lender’s own redirect', () => {
    const inner = ask(`scope=${encodeURIComponent(CONTACTS)}`);
    const login = `https://accounts.google.com/v3/signin/identifier?continue=${encodeURIComponent(inner)}&flowName=GeneralOAuthFlow`;
    expect(found(login)).toEqual([CONTACTS]);
    const wrapped = `https://lender.test/go?to=${encodeURIComponent(login)}`;
    expect(found(wrapped)).toEqual([CONTACTS]);
    expect(readOAuthRequest(wrapped)?.redirectHost).toBe('lender.test');
  });
  test('as a signed request object; an encrypted or referenced one is unreadable', () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'RS256' })}.${part({ scope: `openid ${CONTACTS}` })}.c2ln`;
    expect(found(ask(`request=${signed}`))).toEqual([CONTACTS]);
    expect(readOAuthRequest(ask('request=a.b.c.d.e'))?.unreadable).toBe('jar');
    expect(readOAuthRequest(ask('request_uri=https%3A%2F%2Flender.test%2Freq.jwt'))?.unreadable).toBe('jar');
    expect(readOAuthRequest(ask('request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aabc'))?.unreadable).toBe(
      'par',
    );
    expect(
      readOAuthRequest(
        'https://login.microsoftonline.com/x/oauth2/v2.0/authorize?scope=https%3A%2F%2Fgraph.microsoft.com%2F.default',
      )?.unreadable,
    ).toBe('elsewhere');
  });
  test('incremental authorisation is told', () => {
    expect(readOAuthRequest(ask('scope=openid', '&include_granted_scopes=true'))?.incremental).toBe(true);
    expect(readOAuthRequest(ask('scope=openid'))?.incremental).toBeUndefined();
  });
});

describe('who sent the user', () => {
  test.each([
    [ask('scope=openid'), 'lender.test'],
    [
      `${GOOGLE}?client_id=a&redirect_uri=storagerelay%3A%2F%2Fhttps%2Flender.test%3Fid%3Dauth1&scope=openid`,
      'lender.test',
    ],
    [
      'https://accounts.google.com/signin/oauth/consent?part=AJi8&client_id=a&app_domain=https%3A%2F%2Flender.test%3A443',
      'lender.test',
    ],
    [
      `https://accounts.google.com/v3/signin/identifier?continue=${encodeURIComponent(ask('scope=openid'))}`,
      'lender.test',
    ],
    [
      'https://login.live.com/oauth20_authorize.srf?client_id=a&redirect_uri=https%3A%2F%2Fpay.lender.test%2Fx',
      'pay.lender.test',
    ],
  ])('%s', (url, host) => {
    expect(consentPageSource(url)?.redirectHost).toBe(host);
  });
  test('an app instead of a host', () => {
    expect(
      consentPageSource(`${GOOGLE}?client_id=a&redirect_uri=com.lender.app%3A%2Foauth&scope=openid`)?.redirectApp,
    ).toBe('com.lender.app');
  });
  test('no consent page', () => {
    expect(consentPageSource('https://lender.test/')).toBeNull();
    expect(consentPageSource('https://accounts.google.com/AccountChooser')).toBeNull();
    expect(consentPageSource('')).toBeNull();
  });
});

describe('on a page', () => {
  test('a link and a form’s target are requests; a plain login is none', () => {
    const link = `<a href="${ask(`scope=${encodeURIComponent(CONTACTS)}`).replaceAll('&', '&amp;')}">Continue with Google</a>`;
    expect(findContactsRequests(pageOf(link)).map(({ vector }) => vector)).toEqual(['oauth-scope']);
    expect(findContactsRequests(pageOf(link))[0]!.evidence.text).toContain('contacts.readonly');
    const login = `<a href="${ask('scope=openid%20email').replaceAll('&', '&amp;')}">Sign in with Google</a>`;
    expect(findContactsRequests(pageOf(login))).toEqual([]);
    const form =
      '<form action="https://api.login.yahoo.com/oauth2/request_auth?scope=sdct-r"><input name="x"><input type="submit" value="Go"></form>';
    expect(findContactsRequests(pageOf(form)).map(({ vector }) => vector)).toEqual(['oauth-scope']);
  });
  test('the consent page itself', () => {
    const page = pageOf('<p>Choose an account</p>', { url: ask(`scope=${encodeURIComponent(CONTACTS)}`) });
    expect(findContactsRequests(page)[0]?.vector).toBe('oauth-scope');
  });
});

describe('a consent page that only says it in words', () => {
  const url =
    'https://accounts.google.com/signin/oauth/consent?part=AJi8&client_id=a&app_domain=https%3A%2F%2Flender.test';
  test.each([
    'See, edit, download, and permanently delete your contacts',
    '查看和下载您的联系人',
    'Lihat dan download kontak Anda',
    'Ver y descargar tus contactos',
  ])('%s', (scope) => {
    const found = findContactsRequests(
      pageOf(`<h1>Quick Cash wants access to your Google Account</h1><ul><li>${scope}</li></ul>`, { url }),
    );
    expect(found.map(({ vector }) => vector)).toEqual(['oauth-scope']);
    expect(found[0]!.evidence.text).toBe(`Google: ${scope}`);
  });
  test('a login without contacts is none', () => {
    const body = '<h1>Quick Cash wants access to your Google Account</h1><ul><li>See your e-mail address</li></ul>';
    expect(findContactsRequests(pageOf(body, { url }))).toEqual([]);
  });
});

describe('bad input', () => {
  test('an address of 100 kB and more is read to its end in good time', () => {
    const long = ask(`state=${'a%20'.repeat(25_000)}&scope=${encodeURIComponent(CONTACTS)}`);
    expect(long.length).toBeGreaterThan(100_000);
    expect(readOAuthRequest(long)?.contactsScopes).toEqual([CONTACTS]);
    expect(readOAuthRequest(ask(`scope=${'%25'.repeat(100_000)}`))?.contactsScopes).toEqual([]);
    expect(readOAuthRequest(ask(`${'scope=a&'.repeat(50_000)}`))?.scopes).toEqual(['a']);
  });

  describe('a scope behind 100 kB of others, as a page has it', () => {
    const long = ask(`state=${'a'.repeat(100_000)}&scope=openid%20${encodeURIComponent(CONTACTS)}`);
    const asked = { vector: 'oauth-scope', evidence: { text: `Google: ${CONTACTS}` } };

    test.each([
      ['in a link', () => pageOf(`<p><a href="${long.replaceAll('&', '&amp;')}">Continue with Google</a></p>`)],
      ['in a form', () => pageOf(`<form action="${long.replaceAll('&', '&amp;')}"><input name="a"></form>`)],
      ['in the address', () => pageOf('<p>Google wants to know</p>', { url: long })],
    ])('%s', (_where, page) => {
      expect(findContactsRequests(page())).toEqual([expect.objectContaining({ vector: asked.vector })]);
      expect(findContactsRequests(page())[0]).toMatchObject(asked);
    });

    test('is kept nowhere but as what was read from it', () => {
      const page = pageOf(`<p><a href="${long.replaceAll('&', '&amp;')}">Continue with Google</a></p>`, { url: long });
      const requests = findContactsRequests(page);
      expect(JSON.stringify([requests, findBesides(page, requests)]).length).toBeLessThan(3000);
    });

    test('costs no more than a bounded amount where a page has hundreds of them', () => {
      const links = Array.from(
        { length: 300 },
        (_, at) => `<a href="${ask(`n=${at}&state=${'b'.repeat(100_000)}`)}">x${at}</a>`,
      );
      const page = pageOf(links.join(' '));
      const kept = page.actions.reduce((sum, { href }) => sum + href.length, 0);
      expect(kept).toBeLessThan(1_500_000);
    });
  });

  test('never throws, and never invents a scope', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'scope=',
        '&',
        '%',
        '%25',
        'request=',
        'continue=https%3A%2F%2Faccounts.google.com%2Fo%2Foauth2%2Fauth%3F',
        '[',
        '"',
        '+',
        '#',
        '\u0000',
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(`${GOOGLE}?`, 'https://lender.test/?', 'https://login.live.com/oauth20_authorize.srf?', ''),
        fc.array(piece, { maxLength: 20 }),
        (start, parts) => {
          const url = start + parts.join('');
          const request = readOAuthRequest(url);
          consentPageSource(url);
          for (const scope of request?.contactsScopes ?? []) expect(request!.scopes).toContain(scope);
        },
      ),
      { seed: 20_261, numRuns: 800 },
    );
  });

  test('a known scope is found wherever it stands among others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z.:/_]{1,20}$/), { maxLength: 10 }),
        fc.nat(10),
        fc.nat(2),
        (others, at, rounds) => {
          const scopes = [...others];
          scopes.splice(at % (others.length + 1), 0, CONTACTS);
          let value = encodeURIComponent(scopes.join(' '));
          for (let round = 0; round < rounds; round++) value = encodeURIComponent(value);
          expect(readOAuthRequest(ask(`scope=${value}`))?.contactsScopes).toContain(CONTACTS);
        },
      ),
      { seed: 20_262, numRuns: 300 },
    );
  });
});
