// @vitest-environment node
import { describe, expect, it } from 'vitest';
import permissions from '../../../data/contacts/permissions.json' with { type: 'json' };
import { appReport } from '../../../lib/explain/index.ts';
import { LANGUAGES, NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openRights, type Pack } from '../../../lib/rights/index.ts';
import { fetchJson } from './fixtures.ts';

const rights = openRights(fetchJson);
const storeRule = await rights.googlePlayRule();
const english = await openTranslator(['en'], NAMESPACES, fetchJson);

const reportOn = (names: string[], packs: Pack[], from: 'link' | 'file' = 'link') => {
  const permissions = names.map((name) => ({ name: `android.permission.${name}`, maxSdk: null, fromSdk23: false }));
  const manifest = { package: 'a.b', versionName: '', targetSdk: 30, split: '', permissions };
  return appReport({ ok: true, manifest, size: 1 }, { packs, record: null, from, storeRule }, english);
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

describe('a report in another language', () => {
  const texts = permissions.groups.flatMap((group) => group.permissions);
  const all = texts.map((name) => ({ name: `android.permission.${name}`, maxSdk: null, fromSdk23: false }));
  const manifest = { package: 'a.b', versionName: '', targetSdk: 30, split: '', permissions: all };
  const outcome = { ok: true, manifest, size: 1 } as const;

  it.each(LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== 'en'))(
    'tells nothing in English that somebody translated: %s',
    async (tag) => {
      const translator = await openTranslator([tag], NAMESPACES, fetchJson);
      const rule = await rights.googlePlayRule(tag);
      for (const { jurisdiction } of (await rights.index()).packs) {
        const [own, english] = [(await rights.pack(jurisdiction, tag))!, (await rights.pack(jurisdiction))!];
        const translated = new Set(own.rights.filter(({ language }) => language === tag).map(({ id }) => id));
        const inEnglish = new Set<string | null>([storeRule.text, storeRule.caveat, storeRule.source]);
        for (const { id, text, caveat } of english.rights) if (translated.has(id)) inEnglish.add(text).add(caveat);
        inEnglish.delete(null);
        const context = { packs: [own], record: null, from: 'link', storeRule: rule } as const;
        const { groups } = appReport(outcome, context, translator);
        expect(groups).toHaveLength(permissions.groups.length);
        for (const { text, lang, caveat, caveatLang, standing } of groups.flatMap(({ rules }) => rules)) {
          for (const words of [text, caveat]) expect(inEnglish.has(words), `${jurisdiction}: ${words}`).toBe(false);
          expect(standing).not.toContain(storeRule.source);
          const known = english.rights.find((right) => right.text === text);
          expect(lang, text).toBe(known ? 'en' : tag);
          expect(caveatLang).toBe(lang);
        }
      }
    },
  );
});
