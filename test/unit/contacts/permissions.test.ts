// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import lawsFile from '../../../data/contacts/permissions.json' with { type: 'json' };
import { judgePermissions, lawsOf, reachOfApp } from '../../../lib/contacts/permissions/index.ts';
import { openRights } from '../../../lib/rights/index.ts';

const rights = openRights(async (path) =>
  JSON.parse(await readFile(new URL(`../../../data/${path}`, import.meta.url), 'utf8')),
);
const packOf = async (place: string) => (await rights.pack(place))!;
const asks = (...names: string[]) =>
  names.map((name) => ({
    name: name.includes('.') ? name : `android.permission.${name}`,
    maxSdk: null,
    fromSdk23: false,
  }));
const judged = async (place: string, ...names: string[]) =>
  judgePermissions(asks(...names), {
    homeBans: lawsOf([await packOf(place)]),
    storePolicy: await rights.googlePlayRule(),
  });

describe('judging what an app may do', () => {
  it('rests on rights that the packs have and show as rules', async () => {
    for (const { right, place } of lawsFile.laws) {
      const found = (await packOf(place)).rights.find(({ id }) => id === right);
      expect(found, right).toBeDefined();
      expect(found?.shown, right).not.toBe('background');
    }
  });

  it('groups what is asked for, in one order, and leaves the rest out', async () => {
    const groups = await judged('DE', 'INTERNET', 'RECORD_AUDIO', 'READ_SMS', 'READ_CONTACTS', 'com.example.OWN');
    expect(groups.map(({ group }) => group)).toEqual(['contacts', 'messages', 'microphone']);
  });

  it('takes no permission of others for one of Android', async () => {
    expect(await judged('IN', 'com.example.permission.READ_CONTACTS')).toEqual([]);
  });

  it('names the law and the store that forbid contacts', async () => {
    const [contacts] = await judged('ID', 'READ_CONTACTS');
    expect(contacts?.verdict).toBe('forbidden');
    expect(contacts?.rules.map((rule) => (rule.by === 'law' ? rule.right.id : rule.policy.store))).toEqual([
      'id-camilan',
      'Google Play',
    ]);
  });

  it('follows the law where the store says nothing', async () => {
    const [callLog] = await judged('IN', 'READ_CALL_LOG');
    expect(callLog).toMatchObject({ group: 'call-log', verdict: 'forbidden' });
    expect(callLog?.rules).toHaveLength(1);
  });

  it('tells what is limited from what is forbidden', async () => {
    expect((await judged('IN', 'CAMERA')).map(({ verdict }) => verdict)).toEqual(['limited']);
    expect((await judged('ID', 'CAMERA')).map(({ verdict }) => verdict)).toEqual(['allowed']);
    expect((await judged('NG', 'CAMERA')).map(({ verdict }) => verdict)).toEqual(['no-rule']);
  });

  it('goes by the strictest law of several places, which comes first', async () => {
    const homeBans = lawsOf([await packOf('ID'), await packOf('IN')]);
    const [location] = judgePermissions(asks('ACCESS_FINE_LOCATION'), { homeBans, storePolicy: null });
    expect(location?.verdict).toBe('limited');
    expect(location?.rules.map((rule) => rule.by === 'law' && rule.right.id)).toEqual([
      'in-address-book',
      'id-camilan',
    ]);
  });

  it('has the store alone where no law of the place speaks', async () => {
    const [location] = await judged('KE', 'ACCESS_FINE_LOCATION', 'ACCESS_COARSE_LOCATION');
    expect(location).toMatchObject({ verdict: 'store', rules: [{ by: 'store', names: ['ACCESS_FINE_LOCATION'] }] });
    expect(judgePermissions(asks('CAMERA'), { homeBans: [], storePolicy: null })).toMatchObject([
      { group: 'camera', verdict: 'no-rule', rules: [] },
    ]);
  });

  it('gives the rows of the reach summary', () => {
    expect(reachOfApp(asks('READ_MEDIA_IMAGES', 'INTERNET', 'READ_PHONE_NUMBERS'), 'app.apk')).toEqual([
      { kind: 'photos', evidence: { text: 'android.permission.READ_MEDIA_IMAGES', where: 'app.apk' } },
    ]);
  });
});
