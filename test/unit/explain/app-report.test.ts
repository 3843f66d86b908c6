// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { appReport } from '../../../lib/explain/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import { fetchJson } from './fixtures.ts';

const rights = openRights(fetchJson);
const english = await openTranslator(['en'], NAMESPACES, fetchJson);

const reportOn = (names: string[], packs: Pack[], from: 'link' | 'file' = 'link') => {
  const permissions = names.map((name) => ({ name: `android.permission.${name}`, maxSdk: null, fromSdk23: false }));
  const manifest = { package: 'a.b', versionName: '', targetSdk: 30, split: '', permissions };
  return appReport({ ok: true, manifest, size: 1 }, { packs, record: null, from }, english);
};

describe('a store’s rule in the report on an app', () => {
  it('forbids nothing to an app that does not come from the store', () => {
    const [contacts] = reportOn(['READ_CONTACTS'], []).groups;
    expect(contacts?.verdict).toBe('store');
    expect(contacts?.verdictLabel).toBe(
      'Google Play would not allow this in its shop. This file comes from elsewhere, so that rule does not bind it.',
    );
    expect(contacts?.rules).toMatchObject([{ citation: 'Google Play, rule for personal-loan apps' }]);
  });

  it('does not say where a file of the user’s comes from', () => {
    const [contacts] = reportOn(['READ_CONTACTS'], [], 'file').groups;
    expect(contacts).toMatchObject({
      verdict: 'store',
      verdictLabel: 'Google Play would not allow this to a loan app in its shop.',
    });
  });

  it('stands beside a law and does not change its verdict', async () => {
    const nigeria = (await rights.pack('NG'))!;
    const [contacts, location] = reportOn(['READ_CONTACTS', 'ACCESS_FINE_LOCATION'], [nigeria]).groups;
    expect(contacts).toMatchObject({ verdict: 'forbidden' });
    expect(contacts?.rules).toHaveLength(2);
    expect(location).toMatchObject({ verdict: 'store' });
  });

  it('names itself in its own sentence: it is no rule for all lenders', () => {
    const [contacts] = reportOn(['READ_CONTACTS'], []).groups;
    expect(contacts?.rules[0]?.text).toContain('Google Play');
  });
});
