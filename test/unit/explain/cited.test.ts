// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { appReport, citedRight, explain } from '../../../lib/explain/index.ts';
import { LANGUAGES, NAMESPACES, openTranslator, placeInText, placeName } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { assessment, fetchJson } from './fixtures.ts';

const rights = openRights(fetchJson);
const english = await openTranslator(['en'], NAMESPACES, fetchJson);
const packs = await Promise.all(
  (await rights.index()).packs.map(async ({ jurisdiction }) => (await rights.pack(jurisdiction))!),
);
const storeRule = await rights.googlePlayRule();
const all = packs.flatMap((pack) => pack.rights);
const right = (id: string) => all.find((known) => known.id === id)!;

describe('the citation of a right', () => {
  it('leads to an official site or nowhere, for every right there is', () => {
    for (const known of all) {
      const { url } = citedRight(known, english);
      const official = [known.officialSite, known.source?.kind === 'official' ? known.source.url : null];
      expect(official, known.id).toContain(url);
    }
  });

  it('tells a press report apart, with its date, as no official text', () => {
    const { url, source } = citedRight(right('id-hours'), english);
    expect(url).toBe('https://www.ojk.go.id/');
    expect(source).toEqual({
      text: 'as reported by economy.okezone.com (2024-07-13), not the official text',
      url: right('id-hours').source!.url,
    });
  });

  it('names a page of no standing without a link', () => {
    expect(citedRight(right('ph-hours'), english).source).toEqual({
      text: 'as told by bongpico.com, not the official text',
      url: null,
    });
  });

  it('leads to the very page where the issuer’s own text was read, and tells no second source', () => {
    expect(citedRight(right('gb-disclosure'), english)).toMatchObject({
      url: right('gb-disclosure').source!.url,
      source: null,
    });
    // A page of one office about the law of another is no text of that law.
    expect(citedRight(right('eu-scope'), english)).toMatchObject({
      url: right('eu-scope').officialSite,
      source: { text: expect.stringContaining('consult.finance.gov.ie') },
    });
  });

  it('says what a rule is worth and what became of the law', () => {
    expect(citedRight(right('cn-hours'), english).standing).toContain(english.t('common:force.self-regulation'));
    const old = right('cn-public-security-harassment');
    expect(citedRight(old, english)).toMatchObject({
      standing: expect.stringContaining(english.t('common:unverified')),
      status: old.statusNote,
      caveat: old.caveat,
    });
  });
});

describe('rights wherever they are told', () => {
  const manifest = {
    package: 'a.b',
    versionName: '',
    targetSdk: 30,
    split: '',
    permissions: [{ name: 'android.permission.READ_CONTACTS', maxSdk: null, fromSdk23: false }],
  };

  it.each(['CN', 'IN', 'NG', 'PH', 'KE', 'MX'])('the report on an app keeps source and limits (%s)', async (place) => {
    const pack = (await rights.pack(place))!;
    const { groups } = appReport(
      { ok: true, manifest, size: 1 },
      { packs: [pack], record: null, from: 'link', storeRule },
      english,
    );
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) {
      const known = pack.rights.find(({ text }) => text === rule.text);
      if (known) expect(rule).toMatchObject(citedRight(known, english));
    }
  });

  it('the rows of reach and the price name source and limits too', async () => {
    const pack = (await rights.pack('PH'))!;
    const found = assessment({ jurisdiction: { home: 'PH', page: null }, reach: [] });
    const [contacts] = explain(found, english, [pack]).reach;
    expect(contacts?.law).toMatchObject({ source: { text: expect.stringContaining('not the official text') } });
  });

  it('evidence of a rule that is no law is not called law', async () => {
    const pack = (await rights.pack('CN'))!;
    const known = pack.rights.find(({ force }) => force === 'self-regulation')!;
    const found = assessment({
      reasons: [
        { rule: 'address-book-forbidden', severity: 'caution', evidence: [{ text: known.id, where: 'right' }] },
      ],
      jurisdiction: { home: 'CN', page: null },
    });
    const [reason] = explain(found, english, [pack]).reasons;
    expect(reason?.evidence[0]?.where).toBe(citedRight(known, english).standing);
  });

  it.each([
    ['p', ''],
    ['input[name="amount"]', ''],
    ['select#term', ''],
    ['input (number 3)', ''],
    ['https://lender.test/privacy', 'https://lender.test/privacy'],
    ['/js/app.js', '/js/app.js'],
    ['org.lender.app', 'org.lender.app'],
    ['Otoritas Jasa Keuangan, 2026-10-01', 'Otoritas Jasa Keuangan, 2026-10-01'],
  ])('evidence from %s is told as from “%s”', (where, told) => {
    const found = assessment({
      reasons: [{ rule: 'address-book-forbidden', severity: 'caution', evidence: [{ text: 'words', where }] }],
    });
    expect(explain(found, english, []).reasons[0]?.evidence).toEqual([{ text: 'words', where: told }]);
  });
});

describe('names and marks in every language', () => {
  it.each([
    ['GB', 'en', 'the United Kingdom'],
    ['PH', 'en-GB', 'the Philippines'],
    ['EU', 'en', 'the European Union'],
    ['KE', 'en', 'Kenya'],
    ['PH', 'es', 'Filipinas'],
    ['INTL', 'en', 'INTL'],
  ])('within a sentence %s is in %s called %s', (code, tag, name) => {
    expect(placeInText(code, tag)).toBe(name);
  });

  it.each(LANGUAGES.map(({ tag }) => tag))('%s: the European Union by its whole name, everywhere', async (tag) => {
    const translator = await openTranslator([tag], NAMESPACES, fetchJson);
    const name = placeName('EU', tag);
    expect(name).toBe(new Intl.DisplayNames([tag], { type: 'region' }).of('EU'));
    const pack = (await rights.pack('EU'))!;
    const found = assessment({ jurisdiction: { home: 'EU', page: null } });
    expect(explain(found, translator, [pack]).rights[0]?.heading).toContain(name);
  });

  it.each([
    ['zh-CN', '；', '“', '：'],
    ['zh-TW', '；', '「', '：'],
    ['ur', '؛', '”', ':'],
  ])('%s: its own marks between parts and around quotations', async (tag, pause, quote, colon) => {
    const translator = await openTranslator([tag], NAMESPACES, fetchJson);
    const found = assessment({
      jurisdiction: { home: 'CN', page: null },
      contacts: [{ vector: 'file-import', evidence: { text: 'CSV', where: 'form' } }] as never,
      reach: [{ kind: 'contacts', asked: 'asked', policy: 'said', policyAt: 'a.example/b', evidence: [] }],
    });
    const { asks, reach } = explain(found, translator, []);
    expect(asks[0]).toContain(quote);
    expect(asks[0]).toContain(colon);
    expect(reach[0]?.state).toContain(pause);
    expect(reach[0]?.state).not.toContain('; ');
  });
});
