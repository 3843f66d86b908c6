import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { consentSender, rememberLeads } from '../../../entrypoints/background/consent-senders.ts';
import type { Assessment } from '../../../lib/assessment/index.ts';

vi.mock('../../../lib/lists/index.ts', () => ({
  platformLists: async () => ({ findByHost: async () => null, findByApp: async () => null }),
}));

const AUTHORIZE = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=abc';
const tab = { id: 7, incognito: false };
const lender = {
  host: 'lender.test',
  kind: 'application',
  at: 1000,
  platform: null,
  contacts: [],
} as unknown as Assessment;
const lead = [{ provider: 'microsoft', clientId: 'abc' }];

describe('who sent the user to a consent page', () => {
  beforeEach(async () => {
    await browser.storage.session.clear();
    vi.spyOn(browser.tabs, 'get').mockRejectedValue(new Error('no tab'));
  });

  it('is the lender under whose number the request was left at the provider, with the note that it was not read', async () => {
    await rememberLeads(tab.id, false, lender, lead);
    const kept = `${AUTHORIZE}&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aab12`;
    expect(await consentSender(kept, tab, null, 2000)).toMatchObject({
      host: 'lender.test',
      lender: 'seen',
      unread: true,
    });
  });

  it('comes with a note where all earlier grants are asked for again', async () => {
    const google =
      'https://accounts.google.com/o/oauth2/v2/auth?client_id=xyz&redirect_uri=https%3A%2F%2Ftool.test%2Fback' +
      '&scope=openid&include_granted_scopes=true';
    const sender = await consentSender(google, tab, null, 2000);
    expect(sender).toMatchObject({ host: 'tool.test', lender: null, before: true });
    expect(sender).not.toHaveProperty('unread');
  });

  it('is nobody from a private window’s visit in an open one', async () => {
    await rememberLeads(8, true, lender, lead);
    expect(await consentSender(`${AUTHORIZE}&scope=Contacts.Read`, tab, null, 2000)).toBeNull();
  });
});
