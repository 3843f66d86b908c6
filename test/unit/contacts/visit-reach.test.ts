// @vitest-environment node
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import {
  findBesides,
  placeOf,
  readAppAddress,
  readPolicyText,
  VisitReachSchema,
  withApp,
  withSaid,
} from '../../../lib/contacts/index.ts';
import { mergeReach } from '../../../lib/tab-assessment/index.ts';
import { parseDocument } from '../../../scripts/lib/evaluate/parsed-document.ts';
import { pageOf } from './page.ts';

// That nothing in the markup runs is the browser's part, and tested there.
vi.stubGlobal(
  'DOMParser',
  class {
    parseFromString = (html: string) => parseDocument(html, 'about:blank');
  },
);

const POLICY = 'https://lender.test/privacy';
const FORM = 'https://lender.test/apply';
const TAKES =
  '<h1>Privacy policy</h1><p>We collect your contact list and your call log.</p><p>We never read your SMS.</p>';
const finds = (body: string, url = FORM) => findBesides(pageOf(body, { url }), []);

describe('what a policy said, on the later pages of the visit', () => {
  const said = readPolicyText(TAKES, 'html', POLICY);
  const visit = withSaid(null, said, placeOf(POLICY));

  it('keeps of a policy what it says of each kind of data, with the sentence', () => {
    expect(said.map(({ kind, policy }) => [kind, policy])).toEqual([
      ['contacts', 'said'],
      ['call-log', 'said'],
      ['messages', 'denied'],
    ]);
    expect(said[0]?.text).toContain('We collect your contact list');
    expect(v.safeParse(VisitReachSchema, visit).success).toBe(true);
  });

  it('reads plain texts line by line', () => {
    expect(readPolicyText('Privacy\nWe collect your contact list.', 'text', POLICY).map(({ kind }) => kind)).toEqual([
      'contacts',
    ]);
  });

  it('shows on the form that it said so, and where', () => {
    const rows = mergeReach([finds('<form><input name="amount"></form>')], [], visit, FORM);
    expect(rows.find(({ kind }) => kind === 'contacts')).toMatchObject({
      asked: 'not-asked',
      policy: 'said',
      policyAt: 'lender.test/privacy',
    });
    expect(rows.find(({ kind }) => kind === 'messages')).toMatchObject({ policy: 'denied' });
    expect(rows.find(({ kind }) => kind === 'camera')).toBeUndefined();
  });

  it('does not tell a page of itself', () => {
    const rows = mergeReach([finds(TAKES, POLICY)], [], visit, POLICY);
    expect(rows.find(({ kind }) => kind === 'contacts')?.policyAt).toBeUndefined();
    expect(rows.find(({ kind }) => kind === 'contacts')?.evidence).toHaveLength(1);
  });

  it('holds a taking against a later denial', () => {
    const denial = readPolicyText('<p>We never collect your contact list.</p>', 'html', FORM);
    expect(withSaid(visit, denial, 'lender.test/apply').said.find(({ kind }) => kind === 'contacts')?.policy).toBe(
      'said',
    );
    const first = withSaid(null, denial, 'lender.test/apply');
    expect(withSaid(first, said, 'lender.test/privacy').said.find(({ kind }) => kind === 'contacts')).toMatchObject({
      policy: 'said',
      page: 'lender.test/privacy',
    });
  });

  it('adds what an app of the lender asks for, each app once', () => {
    const asked = [
      { kind: 'contacts' as const, evidence: { text: 'android.permission.READ_CONTACTS', where: 'com.example.a' } },
      { kind: 'contacts' as const, evidence: { text: 'android.permission.WRITE_CONTACTS', where: 'com.example.a' } },
    ];
    const with1 = withApp(withApp(null, 'com.example.a', asked), 'com.example.a', asked);
    expect(with1.apps).toEqual([
      { kind: 'contacts', permission: 'android.permission.READ_CONTACTS', app: 'com.example.a' },
    ]);
    const [row] = mergeReach([finds('<p>Hello</p>')], [], with1, FORM);
    expect(row).toMatchObject({ kind: 'contacts', asked: 'not-asked', policy: 'silent', app: 'com.example.a' });
  });
});

describe('what a page links', () => {
  it('policies, those on privacy first, and only such as are pages of the web', () => {
    const page = finds(
      '<a href="#top">Privacy</a><a href="/terms">Terms of use</a><a href="/pp">Kebijakan Privasi</a>' +
        '<a href="javascript:show()">Privacy policy</a><a href="/about">About us</a><a href="/legal/privacy.html">here</a>',
    );
    expect(page.policies.map(({ url }) => url)).toEqual([
      'https://lender.test/pp',
      'https://lender.test/legal/privacy.html',
      'https://lender.test/terms',
    ]);
  });

  it('apps, also those in stores', () => {
    const page = finds(
      '<a href="https://play.google.com/store/apps/details?id=com.example.loan">Google Play</a><a href="/x.apk">App</a>',
    );
    expect(page.apps.map(({ kind, url }) => [kind, url])).toEqual([
      ['apk', 'https://lender.test/x.apk'],
      ['store', 'https://play.google.com/store/apps/details?id=com.example.loan'],
    ]);
  });

  it('sign-ins whose scopes are kept at the provider, of which only its own page will tell', () => {
    const start = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=abc';
    const kept = `${start}&amp;request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aab12`;
    expect(finds(`<a href="${kept}">Sign in</a>`).leads).toEqual([
      { provider: 'microsoft', clientId: 'abc', redirect: '' },
    ]);
    expect(finds(`<a href="${start}&amp;scope=openid">Sign in</a>`).leads).toEqual([]);
  });

  it('an app behind a long signed address, whole', () => {
    const url = `https://files.lender.test/loan.apk?sign=${'a1'.repeat(700)}`;
    expect(finds(`<a href="${url}">Download the app</a>`).apps.map((app) => app.url)).toEqual([url]);
  });

  it.each([
    ['<p>Scan the code to get our app</p>', true],
    ['<p>扫码下载APP，立即借款</p>', true],
    ['<img alt="QR code">', true],
    ['<p>Call us on weekdays.</p>', false],
  ])('whether a picture may lead to an app: %s', (body, expected) => {
    expect(finds(body).scan).toBe(expected);
  });

  it.each([
    ['https://x.test/a.apk', 'apk'],
    ['https://x.test/a.xapk?y=1', 'xapk'],
    ['https://x.test/a.apks', 'apks'],
    ['https://apps.apple.com/id/app/uang/id1234567890', 'store'],
    ['market://details?id=com.example.loan', 'store'],
    ['https://x.test/', null],
    ['WIFI:S:a;P:b;;', null],
    ['', null],
  ])('what a code says: %s', (text, kind) => {
    expect(readAppAddress(text)?.kind ?? null).toBe(kind);
  });
});
