// @vitest-environment node
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../scripts/lib/data/dates.ts';
import type { PublishedList } from '../../../scripts/lib/data/lists.ts';
import { linksIn, rowsOf } from '../../../scripts/lib/data/rows.ts';
import { readTables } from '../../../scripts/lib/data/tables/index.ts';
import { tempFolder } from '../../temp-folder.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** The list that the fixtures are editions of. */
const directory: PublishedList = {
  id: 'test-directory',
  title: 'Directory',
  issuer: 'Example Central Bank',
  jurisdiction: 'KE',
  kind: 'register',
  status: 'licensed',
  confidence: 'verified',
  source: 'Directory of the Example Central Bank',
  url: 'https://bank.example/directory/2025',
  says: 'On the directory (licence {licence})',
  terms: '',
  everyDays: 90,
  edition: null,
  columns: {
    name: ['name of institution'],
    operator: ['operator'],
    links: ['website'],
    licence: ['licence no.'],
    date: ['date'],
  },
};

const columns = Object.values(directory.columns ?? {}).flat();

async function rows(name: string) {
  const tables = await readTables(join(FIXTURES, name), columns);
  return tables.flatMap((table) => rowsOf(table, directory).rows);
}

describe.each(['directory.csv', 'directory.xlsx', 'directory.html', 'directory.pdf'])('%s', (name) => {
  it('gives the three rows with names, operators, licences and dates', async () => {
    const found = await rows(name);
    expect(found.map((row) => row.name)).toEqual(['Mwamba Pesa', 'Twiga Mkopo', 'Faru Haraka']);
    expect(found.map((row) => row.licence)).toEqual(['DCP/2025/011', 'DCP/2025/012', 'DCP/2025/013']);
    expect(found.map((row) => row.date)).toEqual(['2025-08-14', '2025-09-02', '2025-09-30']);
    expect(found[0]?.operator).toBe('Mwamba Digital Credit Limited');
    expect(found[0]?.says).toBe('On the directory (licence DCP/2025/011)');
  });

  it('takes packages out of store links, and hosts without www', async () => {
    const found = await rows(name);
    expect(found[0]?.domains).toEqual(['mwambapesa.example.co.ke']);
    expect(found[1]).toMatchObject({ android: ['com.twiga.mkopo'], domains: [] });
    expect(found[2]?.domains).toEqual(['faruharaka.co.ke']);
  });
});

describe('HTML tables', () => {
  it('repeats a cell that spans rows, and leaves out what scripts write', async () => {
    const found = await rows('directory.html');
    expect(found[2]?.operator).toBe('Twiga Lending Company Limited');
    expect(found).toHaveLength(3);
  });
});

describe('files that are no lists', () => {
  const written = async (name: string, text: string) => {
    const path = join(await tempFolder(), name);
    await writeFile(path, text);
    return path;
  };

  it.each([
    ['notes.csv', 'Dear reader,\nthere is no table here', 'no table with a column named'],
    ['broken.csv', 'Name of Institution,Website\n"never closed,x', 'row'],
    ['fake.xlsx', 'not a zip', 'fake.xlsx:'],
    ['fake.pdf', 'not a pdf', 'fake.pdf:'],
    ['list.docx', 'x', 'unknown form ".docx"'],
    ['list.json', '{', 'list.json:'],
  ])('%s is refused with its name and the reason', async (name, text, reason) => {
    await expect(readTables(await written(name, text), columns)).rejects.toThrow(reason);
  });

  it('says which columns there are where names are missing', async () => {
    const path = await written('odd.csv', 'Operator,Website\nA Ltd,https://a.example.com');
    const [table] = await readTables(path, columns);
    expect(() => rowsOf(table!, directory)).toThrow('no column of names; it has Operator, Website');
  });
});

describe('rows', () => {
  const of = (header: string[], ...cells: string[][]) => rowsOf({ where: 'test', header, rows: cells }, directory);
  const HEAD = ['Name of Institution', 'Website'];

  it('drops private accounts, e-mail addresses and telephone numbers', () => {
    const { rows: kept, leftOut } = of(
      HEAD,
      ['Ibu Ani', 'https://www.facebook.com/ani.pinjaman'],
      ['Chui Credit info@chui.example +254 700 123 456', 'https://chui-credit.co.ke'],
    );
    expect(leftOut).toEqual([{ row: 1, text: 'Ibu Ani', reason: 'a private account on a social network' }]);
    expect(kept.map((row) => row.name)).toEqual(['Chui Credit']);
    expect(JSON.stringify(kept)).not.toMatch(/chui\.example|700/);
  });

  it('keeps a lender that has both a site and an account', () => {
    expect(of(HEAD, ['Chui', 'chui.co.ke https://t.me/chui']).rows[0]?.domains).toEqual(['chui.co.ke']);
  });

  it('takes no markup and no control characters into names', () => {
    const [row] = of(HEAD, ['<img src=x onerror=alert(1)>\u202eKasa\u0000 Moja', '']).rows;
    expect(row?.name).not.toMatch(/[<>\p{Cc}\p{Cf}]/u);
    expect(row?.name).toContain('Kasa Moja');
  });

  it('keeps only the rows that the list asks for', () => {
    const table = {
      where: 'test',
      header: ['Name of Institution', 'Jenis'],
      rows: [
        ['A Lender', 'Fintech Ilegal'],
        ['A Fund', 'Investasi'],
      ],
    };
    const { rows: kept } = rowsOf(table, { ...directory, only: { column: ['jenis'], holds: 'fintech ilegal' } });
    expect(kept.map((row) => row.name)).toEqual(['A Lender']);
  });
});

describe('links', () => {
  it.each([
    ['https://play.google.com/store/apps/details?id=com.kas.ku&gl=ID', { android: ['com.kas.ku'] }],
    ['https://apkpure.com/kas-ku/com.kas.ku', { android: ['com.kas.ku'] }],
    ['https://apps.apple.com/id/app/kas-ku/id1234567890', { ios: ['1234567890'] }],
    ['HTTPS://WWW.Kasku.CO.ID/', { domains: ['kasku.co.id'] }],
    ['kasku.co.id; m.kasku.co.id', { domains: ['kasku.co.id', 'm.kasku.co.id'] }],
    ['https://sites.google.com/view/kasku', { domains: [], refused: ['sites.google.com: a host shared by strangers'] }],
    ['https://github.io', { domains: [], refused: ['github.io: a public suffix'] }],
    ['https://wa.me/628123', { social: 1, domains: [] }],
    ['javascript:alert(1)', { domains: [], android: [] }],
  ])('%s', (text, wanted) => expect(linksIn(text, false)).toMatchObject(wanted));

  it('reads bare names as packages only in a column of apps', () => {
    expect(linksIn('com.kas.ku', true).android).toEqual(['com.kas.ku']);
    expect(linksIn('com.kas.ku', false).android).toEqual([]);
  });
});

describe('dates', () => {
  it.each([
    ['2024-08-14', '2024-08-14'],
    ['14/08/2024', '2024-08-14'],
    ['14 Agustus 2024', '2024-08-14'],
    ['14 de agosto de 2024', '2024-08-14'],
    ['August 14, 2024', '2024-08-14'],
    ['14th Aug. 2024', '2024-08-14'],
    ['2024年8月14日', '2024-08-14'],
    ['31/02/2024', null],
    ['soon', null],
    ['', null],
  ])('%s → %s', (text, day) => expect(parseDate(text)).toBe(day));

  it('reads months first where the register does', () => expect(parseDate('08/14/2024', 'mdy')).toBe('2024-08-14'));
});
