// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCin,
  isCnpj,
  isGstin,
  isNit,
  isRuc,
  isThaiJuristic,
  isUscc,
  isVietnamTaxCode,
} from '../../../lib/platforms/check-digits.ts';
import { claimConflict, findLicenceClaims } from '../../../lib/platforms/index.ts';
import { listOf, record, statement } from './build-list.ts';

// Numbers of large public companies, as they stand in their own footers.
const REAL: [string, (text: string) => boolean, string[]][] = [
  ['USCC', isUscc, ['91330100799655058B', '9144030071526726XG']],
  ['GSTIN', isGstin, ['27AAPFU0939F1ZV']],
  ['CNPJ', isCnpj, ['11222333000181', '00000000000191', '60746948000112']],
  ['NIT', isNit, ['8909039388']],
  ['RUC', isRuc, ['20100047218', '20100070970']],
  ['MST', isVietnamTaxCode, ['0100109106', '0101248141']],
  ['Thai juristic', isThaiJuristic, ['0107536000315', '0107544000108']],
];

describe.each(REAL)('%s', (_, check, numbers) => {
  it.each(numbers.map((number) => [number]))('%s is right', (number) => expect(check(number)).toBe(true));

  it('is wrong with one digit changed, but for the few changes that a check modulo 11 lets pass', () => {
    const verdicts = numbers.flatMap((number) =>
      [...number].flatMap((char, at) =>
        /\d/.test(char)
          ? Array.from({ length: 9 }, (_, step) =>
              check(number.slice(0, at) + ((Number(char) + step + 1) % 10) + number.slice(at + 1)),
            )
          : [],
      ),
    );
    expect(verdicts.filter(Boolean).length / verdicts.length).toBeLessThan(0.1);
  });

  it('is wrong for anything of another length', () => {
    for (const text of ['', '1', `${numbers[0]}0`, numbers[0]!.slice(1)]) expect(check(text)).toBe(false);
  });
});

describe('CIN', () => {
  it('knows states, classes and years', () => {
    expect(isCin('L17110MH1973PLC019786')).toBe(true);
    expect(isCin('L17110XX1973PLC019786')).toBe(false);
    expect(isCin('L17110MH1973ABC019786')).toBe(false);
    expect(isCin('L17110MH2099PLC019786', 2026)).toBe(false);
  });
});

describe('claims in a text', () => {
  const claims = (text: string) => findLicenceClaims(text).map((one) => [one.scheme, one.number, one.valid]);

  it.each<[string, [string, string, boolean | null][]]>([
    ['Berizin dan diawasi OJK (KEP-49/D.05/2017)', [['ojk-kep', 'KEP-49/D.05/2017', null]]],
    ['Izin OJK: KEP - 49 / D.05 / 2017', [['ojk-kep', 'KEP - 49 / D.05 / 2017', null]]],
    ['CIN: L17110MH1973PLC019786', [['in-cin', 'L17110MH1973PLC019786', true]]],
    ['CIN: L17110XX1973PLC019786', [['in-cin', 'L17110XX1973PLC019786', false]]],
    ['RBI Certificate of Registration No. B-13.02048', [['in-rbi-cor', 'B-13.02048', null]]],
    ['统一社会信用代码:9144030071526726XG', [['cn-uscc', '9144030071526726XG', true]]],
    ['统一社会信用代码:9144030071526726XH', [['cn-uscc', '9144030071526726XH', false]]],
    ['SEC Registration No. CS201912345', [['ph-sec', 'CS201912345', null]]],
    ['Certificate of Authority No. 1234', [['ph-ca', '1234', null]]],
    ['CNPJ 11.222.333/0001-81', [['br-cnpj', '11.222.333/0001-81', true]]],
    ['NIT 890.903.938-8', [['co-nit', '890.903.938-8', true]]],
    ['NMLS #1168934', [['us-nmls', '1168934', null]]],
    ['authorised by the Financial Conduct Authority (FRN 673478)', [['gb-frn', '673478', null]]],
    ['Call 0812 3456 7890 now, 2026, Rp 50.000.000', []],
    ['order 123456 of 10 items', []],
    ['9144030071526726XH', []],
    ['', []],
  ])('%s', (text, wanted) => expect(claims(text)).toEqual(wanted));

  it('quotes at most 160 characters around the number', () => {
    const [claim] = findLicenceClaims(`${'x '.repeat(500)}CNPJ 11.222.333/0001-81 ${'y '.repeat(500)}`);
    expect(claim?.evidence.text).toContain('11.222.333/0001-81');
    expect(claim?.evidence.text.length).toBeLessThanOrEqual(160);
  });

  it('ends on any text, soon, with at most 20', () => {
    const piece = fc.constantFrom(
      'KEP-',
      '49/D.05/',
      '2017 ',
      '1'.repeat(13),
      'L17110MH1973PLC',
      'NIB ',
      'RUC',
      ' ',
      '. ',
      '91440300',
      'SEC no ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
        expect(findLicenceClaims(pieces.join('')).length).toBeLessThanOrEqual(20);
      }),
      { seed: 5, numRuns: 200 },
    );
    const start = performance.now();
    findLicenceClaims('S-1/NB.'.repeat(30_000));
    findLicenceClaims('1'.repeat(200_000));
    findLicenceClaims('SEC '.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('a claim against the register', () => {
  const lender = record({
    id: 'id-naga',
    name: 'Naga',
    domains: ['naga.co.id'],
    licences: [{ scheme: 'ojk-kep', number: 'KEP-49/D.05/2017', holder: 'PT Naga Dana Digital' }],
    evidence: [statement({ kind: 'register', status: 'licensed', date: '2026-06-01' })],
  });
  const conflict = async (host: string, text: string) =>
    claimConflict(host, findLicenceClaims(text), text, await listOf([lender]));

  it('is told where the register gives the licence to another domain', async () => {
    const found = await conflict('naga-pinjaman.top', '© 2026. Berizin OJK KEP 49/D.05/2017');
    expect(found).toMatchObject({
      by: 'licence',
      holder: { id: 'id-naga', company: 'PT Naga Dana Digital' },
      domains: ['naga.co.id'],
      date: '2026-06-01',
    });
    expect(found?.evidence.text).toContain('KEP 49/D.05/2017');
  });

  it('or the name of the company', async () => {
    expect(await conflict('naga-pinjaman.top', 'Hak cipta PT. Naga Dana Digital, Jakarta')).toMatchObject({
      by: 'company',
    });
  });

  it.each([
    ['naga.co.id', 'KEP-49/D.05/2017'],
    ['apply.naga.co.id', 'PT Naga Dana Digital'],
    ['other.com', 'KEP-50/D.05/2017 PT Ular Dana Digital'],
    ['other.com', ''],
    ['not a host', 'KEP-49/D.05/2017'],
  ])('is no conflict on %s with "%s"', async (host, text) => expect(await conflict(host, text)).toBeNull());
});
