// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/assessment/index.ts';
import { openSession, type Session } from '../../../lib/session/index.ts';
import { consentSender, rememberLeads, type Sources } from '../../../lib/tab-assessment/index.ts';
import { memoryArea } from '../session/memory-area.ts';

const AUTHORIZE = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=abc';
const tab = { id: 7, incognito: false };
const lender = {
  host: 'lender.test',
  kind: 'application',
  at: 1000,
  platform: null,
  contacts: [],
} as unknown as Assessment;
const lead = [{ provider: 'microsoft', clientId: 'abc', redirect: '' }];
const MINUTE = 60_000;
const google = (back: string) =>
  'https://accounts.google.com/o/oauth2/v2/auth?client_id=honest-id' +
  `&redirect_uri=https%3A%2F%2F${back}%2Fback&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcontacts.readonly`;

describe('who sent the user to a consent page', () => {
  let session: Session;
  const sentTo = (url: string, at = 2000, opener?: number) =>
    consentSender(url, tab, at, {
      session,
      home: async () => null,
      lists: async () => ({ findByHost: async () => null, findByApp: async () => null }),
      openerOf: async () => opener,
    } as unknown as Sources);
  const remember = (id: number, incognito: boolean, found = lead) =>
    rememberLeads({ id, incognito }, lender, found, session.leads);

  beforeEach(() => {
    session = openSession(memoryArea());
  });

  it('is the lender under whose number the request was left at the provider, with the note that it was not read', async () => {
    await remember(tab.id, false);
    const kept = `${AUTHORIZE}&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aab12`;
    expect(await sentTo(kept)).toMatchObject({
      host: 'lender.test',
      lender: 'seen',
      unread: true,
    });
  });

  it('comes with a note where all earlier grants are asked for again', async () => {
    const google =
      'https://accounts.google.com/o/oauth2/v2/auth?client_id=xyz&redirect_uri=https%3A%2F%2Ftool.test%2Fback' +
      '&scope=openid&include_granted_scopes=true';
    const sender = await sentTo(google);
    expect(sender).toMatchObject({ host: 'tool.test', lender: null, before: true });
    expect(sender).not.toHaveProperty('unread');
  });

  it('is nobody from a private window’s visit in an open one', async () => {
    await remember(8, true);
    expect(await sentTo(`${AUTHORIZE}&scope=Contacts.Read`)).toBeNull();
  });

  it('is the lender that opened the tab, for a quarter of an hour, where the address names nobody', async () => {
    await remember(8, false);
    const named = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?scope=Contacts.Read';
    expect(await sentTo(named, 2000, 8)).toMatchObject({ host: 'lender.test', lender: 'seen' });
    expect(await sentTo(named, 2000)).toBeNull();
    expect(await sentTo(named, 1000 + 16 * 60_000, 8)).toBeNull();
  });

  it('is no lender that linked the public number of an honest site, but in the tab that came from it', async () => {
    const copied = (redirect: string) => [{ provider: 'google', clientId: 'honest-id', redirect }];
    await remember(8, false, copied('lender.test'));
    expect(await sentTo(google('honest.test'))).toMatchObject({ host: 'honest.test', lender: null });
    await remember(8, false, copied('honest.test'));
    expect(await sentTo(google('honest.test'))).toMatchObject({ host: 'honest.test', lender: null });
    expect(await sentTo(google('honest.test'), 2000, 8)).toMatchObject({ host: 'lender.test', lender: 'seen' });
    expect(await sentTo(google('honest.test'), 1000 + 16 * MINUTE, 8)).toMatchObject({ lender: null });
  });

  it('is for an hour the lender to which the provider sends the user back, in whichever tab', async () => {
    await remember(8, false, [{ provider: 'google', clientId: 'honest-id', redirect: 'login.lender.test' }]);
    expect(await sentTo(google('login.lender.test'), 1000 + 59 * MINUTE)).toMatchObject({ lender: 'seen' });
    expect(await sentTo(google('login.lender.test'), 1000 + 61 * MINUTE)).toMatchObject({ lender: null });
  });
});
