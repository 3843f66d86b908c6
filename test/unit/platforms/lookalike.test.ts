// @vitest-environment node
import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editCost } from '../../../lib/platforms/edits.ts';
import {
  brandEntry,
  Lookalikes,
  lenderWordsInHost,
  lookalikeMatch,
  openLookalikes,
} from '../../../lib/platforms/index.ts';
import { decodeLabel } from '../../../lib/platforms/punycode.ts';
import { asciiSkeleton, plainLookOf, squeeze } from '../../../lib/platforms/skeleton.ts';
import { extractConfusables } from '../../../scripts/lib/data/confusables.ts';
import { loadBrands } from '../../../scripts/lib/data/load.ts';

const entries = (await loadBrands()).map(brandEntry);
const finder = new Lookalikes(entries);
const ascii = (host: string) => new URL(`http://${host}`).hostname;

describe('likenesses of protected brands', () => {
  it.each([
    // What, host, brand, kind, whether it may be named by itself.
    ['foreign letters', 'krеdivo.com', 'Kredivo', 'foreign-letters', true],
    ['foreign letters with a word beside', 'аkulaku-pinjaman.com', 'Akulaku', 'foreign-letters', true],
    ['accents', 'kréditpintar.com', 'Kredit Pintar', 'foreign-letters', true],
    ['digits for letters', 'kred1vo.com', 'Kredivo', 'look', true],
    ['vv for w', 'avvantunai.co.id', 'AwanTunai', 'look', true],
    ['rn for m', 'rnaucash.id', 'Maucash', 'look', true],
    ['a doubled letter', 'kreddivo.com', 'Kredivo', 'look', false],
    ['swapped letters', 'kredviopinjaman.com', 'Kredivo', 'typo', false],
    ['swapped letters alone', 'kredvio.com', 'Kredivo', 'typo', false],
    ['a neighbouring key alone', 'kresivo.com', null, null, null],
    ['two wrong letters', 'ksesdivo.com', null, null, null],
    ['a neighbouring key and loan words', 'pinjaman-kresivo.com', 'Kredivo', 'typo', true],
    ['loan words', 'kredivo-pinjaman-cepat.com', 'Kredivo', 'loan-words', true],
    ['loan words without hyphens', 'mykredivoloans.com', 'Kredivo', 'loan-words', true],
    ['lure words', 'kredivo-login.com', 'Kredivo', 'loan-words', false],
    ['a subdomain', 'kredivo.layanan-resmi.com', 'Kredivo', 'subdomain', true],
    ['a subdomain of a free host', 'kredivo.vercel.app', 'Kredivo', 'subdomain', false],
    ['its domain before another', 'kredivo.com.verifikasi.net', 'Kredivo', 'embedded-domain', true],
    ['what looks like its domain before another', 'kred1vo.com.verifikasi.net', 'Kredivo', 'embedded-domain', true],
    ['another ending', 'kredivo.top', 'Kredivo', 'other-ending', false],
    ['a hyphen in the name', 'bank-mandiri-kredit.com', 'Bank Mandiri', 'loan-words', true],
    ['a short name set off, with loan words', 'bca-pinjaman.my.id', 'BCA', 'loan-words', false],
    [
      'an everyday name with lure words on a thrown-away host',
      'bantuan-dana.layanan.my.id',
      'DANA',
      'loan-words',
      false,
    ],
    ['a cluster', 'aktiivasi-paylaterr.abc.web.id', 'DANA', 'cluster', false],
  ])('%s: %s', (_, host, brand, kind, firm) => {
    const found = finder.find(ascii(host));
    expect(found?.brand.name ?? null).toBe(brand);
    expect(found?.kind ?? null).toBe(kind);
    if (found) expect(!found.needsSecondKey).toBe(firm);
  });

  it('says what was seen in words, and that nothing is known of the site itself', () => {
    const found = finder.find('kredivo.com.verifikasi.net')!;
    expect(found.reason).toBe('“kredivo.com” stands in front of another domain, verifikasi.net');
    expect(lookalikeMatch(found)).toMatchObject({
      name: 'Kredivo',
      match: 'lookalike',
      status: 'unknown',
      evidence: [],
      needsSecondKey: false,
    });
  });

  it('looks at the path only on hosts that give names away', () => {
    expect(finder.find('someone.github.io', '/kredivo-login/')?.kind).toBe('path');
    expect(finder.find('news.example.com', '/kredivo-login/')).toBeNull();
    expect(finder.find('someone.github.io', '/dana/')).toBeNull();
  });
});

describe('what is no likeness', () => {
  it.each(entries.flatMap((brand) => brand.domains.map((domain) => [domain])))('%s is the brand itself', (domain) => {
    expect(finder.find(domain)).toBeNull();
    expect(finder.find(`www.${domain}`)).toBeNull();
    expect(finder.find(`apply.m.${domain}`)).toBeNull();
  });

  it.each([
    ...[
      'google.com',
      'wikipedia.org',
      'github.com',
      'bbc.co.uk',
      'kompas.com',
      'tokopedia.com',
      'mercadolibre.com.mx',
      'nytimes.com',
    ],
    ...[
      'grafana.com',
      'crowdcredit.jp',
      'creditonebank.com',
      'learningcenter.com',
      'hal.com',
      'lucus.io',
      'autumn.com',
      'metamate.io',
      'notion.so',
      'dynalist.io',
    ],
    ...[
      'branch.io',
      'carbonbrief.org',
      'carboncredits.com',
      'sliced.bread.com',
      'upgrade.net',
      'dave-the-builder.co.uk',
      'bamboohr.com',
    ],
    ...[
      'momo.com.tw',
      'mi.com',
      'luxury.com',
      'ovo.com',
      'maya.org',
      'navi-gate.org',
      'jago.org',
      'singapore.gov.sg',
      'cred.ai',
    ],
    ...[
      'shopee.sg',
      'shopee.com.br',
      'homecredit.kz',
      'bbva.es',
      'interbank.com.br',
      'sofia.com',
      'affirmations.org',
      'prospera.com',
    ],
    ...[
      'danamon.co.id',
      'perdana.com',
      'dana-farber.org',
      'bandana-shop.com',
      'jordana.com',
      'pinjaman.org',
      'kredit.de',
      'loans.com',
    ],
    ...[
      'creditkarma.com',
      'bankrate.com',
      'nerdwallet.com',
      'lendingpoint.com',
      'moneysupermarket.com',
      'moneygram.com',
    ],
    ...[
      'sofi.com.edgekey.net',
      'kredivo-com.translate.goog',
      'web.archive.org',
      'klarna.example.com',
      'support.nubank.com.br',
    ],
    ...[
      'com',
      'co.id',
      'github.io',
      '203.0.113.7',
      '[2001:db8::1]',
      '',
      'localhost',
      'xn--',
      'xn--a',
      'xn--zzzzzzzzzzzzzzzzzzzz.com',
    ],
  ])('%s', (host) => expect(finder.find(host)).toBeNull());

  it('never throws and answers fast, whatever the host', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
    const host = fc.array(fc.oneof(label, fc.constantFrom('kredivo', 'dana', 'xn--80ak6aa92e', 'pinjaman')), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(host, (labels) => {
        const found = finder.find(labels.join('.'));
        if (found) expect(found.reason.length).toBeGreaterThan(5);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('is not slowed by long hosts made to fit', () => {
    const start = performance.now();
    for (let turn = 0; turn < 100; turn++)
      finder.find(`${'kredi'.repeat(12)}.${'dana-'.repeat(12)}x.${'pinjaman'.repeat(7)}.com`);
    expect((performance.now() - start) / 100).toBeLessThan(20);
  });
});

describe('words of lenders', () => {
  it('are told apart from lures, with whether the host is given away', () => {
    expect(lenderWordsInHost('credito-aqui2026.webcindario.com')).toEqual({
      loan: 'credito',
      lure: 'aqui',
      loose: true,
    });
    expect(lenderWordsInHost('pinjaman.example.com')?.loose).toBe(false);
    expect(lenderWordsInHost('example.com')).toEqual({ loan: null, lure: null, loose: false });
    expect(lenderWordsInHost('203.0.113.7')).toBeNull();
  });
});

describe('opening', () => {
  const bytes = (text: string) => async () => new TextEncoder().encode(text).buffer as ArrayBuffer;
  it('reads the packaged brands', async () => {
    const opened = await openLookalikes(bytes(JSON.stringify(entries)));
    expect(opened.find('kredivo-pinjaman.com')?.brand.id).toBe('id-kredivo');
  });
  it('says what is wrong', async () => {
    await expect(openLookalikes(bytes('{}'))).rejects.toThrow('no list of brands');
    await expect(openLookalikes(bytes('nonsense'))).rejects.toThrow();
  });
});

describe('Punycode', () => {
  it('agrees with the platform on what it decodes', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeżółćßпривет中文字дзь'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(word, (text) => {
        const url = `http://${text}.com`;
        if (!URL.canParse(url)) return;
        const host = new URL(url).hostname;
        expect(decodeLabel(host.split('.')[0]!)).toBe(domainToUnicode(host).split('.')[0]);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
  it.each(['xn--', 'xn---', 'xn--99999999999', 'xn--a-\u00e9'])(
    'leaves %s as it is or decodes it, without throwing',
    (label) => {
      expect(typeof decodeLabel(label)).toBe('string');
    },
  );
});

describe('looks', () => {
  it("folds by Unicode's own table", () => {
    expect(plainLookOf('раураl')).toBe('paypal');
    expect(plainLookOf('ｋｒｅｄｉｖｏ'.normalize('NFKC'))).toBe('kredivo');
    expect(plainLookOf('招联')).toBe('招联');
    expect(asciiSkeleton('rnodem')).toBe(asciiSkeleton('modem'));
    expect(asciiSkeleton('kr3d1vo')).toBe(asciiSkeleton('kredivo'));
    expect(asciiSkeleton('loan2026')).toBe('loan2026');
    expect(squeeze('aktiiffkann')).toBe('aktifkan');
  });

  it("takes from Unicode's file only what can stand in a host name and looks like ASCII", () => {
    const text = [
      '# Version: 99.0.0',
      '0430 ;\t0061 ;\tMA\t# a',
      '0410 ;\t0041 ;\tMA\t# A',
      '2260 ;\t003D 0338 ;\tMA\t# ≠',
      '0031 ;\t006C ;\tMA\t# 1',
      'A733 ;\t0061 0061 ;\tMA\t# aa',
    ].join('\n');
    expect(extractConfusables(text)).toEqual({ unicode: '99.0.0', map: { a: 'а', aa: 'ꜳ' } });
    expect(() => extractConfusables('<html>')).toThrow('no version');
  });
});

describe('the weight of edits', () => {
  it('is nothing for equal words and grows with what is easier to see', () => {
    const cost = (text: string) => editCost(text, 'kredivo');
    expect(cost('kredivo')).toBe(0);
    expect(cost('kreddivo')).toBeLessThan(cost('krefivo'));
    expect(cost('kredvio')).toBeLessThan(cost('krepivo'));
    expect(cost('krefivo')).toBeLessThan(cost('krepivo'));
    expect(cost('pedivo')).toBeGreaterThan(1.5);
    expect(cost('xredivo')).toBeGreaterThan(cost('krexivo'));
  });
});
