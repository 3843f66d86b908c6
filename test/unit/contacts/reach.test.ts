// @vitest-environment node
import { describe, expect, test } from 'vitest';
import type { ContactsRequest } from '../../../lib/assessment/index.ts';
import { findContactsRequests, readPolicy, summariseReach } from '../../../lib/contacts/index.ts';
import { pageOf } from './page.ts';

const request = (vector: ContactsRequest['vector'], text = 'x'): ContactsRequest => ({
  vector,
  evidence: { text, where: 'p' },
});
const row = (rows: ReturnType<typeof summariseReach>, kind: string) => rows.find((reach) => reach.kind === kind)!;

describe('what this lender can reach', () => {
  test('asked on the page, said and denied in the policy', () => {
    const policy = readPolicy(pageOf('<p>We collect your contact list.</p><p>We never access your camera.</p>'));
    const rows = summariseReach({ requests: [request('contact-picker')], policy, listing: null });
    expect(rows.map(({ kind }) => kind)).toEqual([
      'contacts',
      'call-log',
      'messages',
      'photos',
      'location',
      'camera',
      'microphone',
    ]);
    expect(row(rows, 'contacts')).toMatchObject({ asked: 'asked', policy: 'said' });
    expect(row(rows, 'camera')).toMatchObject({ asked: 'not-asked', policy: 'denied' });
    expect(row(rows, 'messages')).toMatchObject({ asked: 'not-asked', policy: 'silent', evidence: [] });
  });

  test('a policy’s words are no asking', () => {
    const page = pageOf('<p>We collect your contact list.</p>');
    const rows = summariseReach({ requests: findContactsRequests(page), policy: readPolicy(page), listing: null });
    expect(row(rows, 'contacts')).toMatchObject({ asked: 'not-asked', policy: 'said' });
  });

  test('what is said outweighs what is denied, and no sharing is not no taking', () => {
    const both = readPolicy(
      pageOf('<p>We never access your contacts.</p><p>With your permission we read your contact list.</p>'),
    );
    expect(row(summariseReach({ requests: [], policy: both, listing: null }), 'contacts').policy).toBe('said');
    const unshared = readPolicy(pageOf('<p>We do not share your contact list with third parties.</p>'));
    expect(row(summariseReach({ requests: [], policy: unshared, listing: null }), 'contacts').policy).toBe('silent');
  });

  test('bridges, listings and manifests reach other data too', () => {
    const rows = summariseReach({
      requests: [request('hybrid-bridge', 'android.getCallLog()')],
      policy: [],
      listing: {
        store: 'google-play',
        storeName: 'Google Play',
        appName: 'a',
        developer: 'b',
        dataSafety: { location: 'shared' },
        evidence: { location: { text: 'Data shared: Location', where: 'div' } },
      },
      app: [{ kind: 'messages', evidence: { text: 'READ_SMS', where: 'AndroidManifest.xml' } }],
    });
    expect(rows.filter(({ asked }) => asked === 'asked').map(({ kind }) => kind)).toEqual([
      'call-log',
      'messages',
      'location',
    ]);
  });
});

describe('all requests of a page', () => {
  test('at most six of a vector, each once, every quote within bounds', () => {
    const body = Array.from(
      { length: 30 },
      (_, n) => `<p>We upload your contact list, part ${n}, ${'x'.repeat(300)}.</p>`,
    ).join('');
    const found = findContactsRequests(pageOf(body + body));
    expect(found.length).toBe(6);
    expect(found.every(({ evidence }) => evidence.text.length <= 160)).toBe(true);
  });

  test('an empty page and a page of 5 MB', () => {
    expect(findContactsRequests(pageOf(''))).toEqual([]);
    const started = performance.now();
    findContactsRequests(pageOf(`<p>${'loan contacts read if not '.repeat(200_000)}</p>`));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
