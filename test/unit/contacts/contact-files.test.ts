// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ContactFormat,
  contactFormatOf,
  countContacts,
  countContactsSliced,
  FILE_LIMIT,
  listContacts,
  stripContacts,
} from '../../../lib/contacts/index.ts';

const pause = () => Promise.resolve();
const bytes = (text: string) => new TextEncoder().encode(text);
const counted = (data: string | Uint8Array, format?: ContactFormat) => {
  const count = countContacts(data, format);
  if (!count.ok) throw new Error(count.reason);
  return count;
};

const V21 = [
  'BEGIN:VCARD',
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=E5=BC=A0=E4=B8=89;;;',
  'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=',
  '=E4=B8=89',
  'TEL;CELL:13800000001',
  'TEL;HOME:01012345678',
  'END:VCARD',
].join('\r\n');
const V3 =
  'BEGIN:VCARD\nVERSION:3.0\nN:Wanjiku;Grace;;;\nFN:Grace Wan\n jiku\nitem1.TEL;type=CELL:+254 700 000001\nitem1.X-ABLabel:mobile\nEMAIL:g@example.test\nEND:VCARD\n';
const V4 = 'begin:vcard\nversion:4.0\nfn:José\\, Núñez\ntel;value=uri:tel:+52-55-0000-0001\nend:vcard\n';

describe('vCard', () => {
  test('versions 2.1, 3 and 4 in one file', () => {
    const text = `${V21}\r\n${V3}${V4}`;
    expect(counted(text)).toMatchObject({
      format: 'vcard',
      people: 3,
      withPhone: 3,
      phones: 4,
      emails: 1,
      problems: [],
    });
    expect(listContacts(text).map(({ name }) => name)).toEqual(['张三', 'Grace Wanjiku', 'José, Núñez']);
  });

  test('a card inside a card is one person, a list of people is none', () => {
    const agent =
      'BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Helper\nTEL:1234567\nEND:VCARD\nTEL:7654321\nEND:VCARD\n';
    expect(counted(agent)).toMatchObject({ people: 1, phones: 1 });
    const list = 'BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Family\nMEMBER:urn:uuid:1\nEND:VCARD\n';
    expect(counted(list + V3).people).toBe(1);
    expect(countContacts(list)).toEqual({ ok: false, reason: 'no-people' });
  });

  test('a missing end, a broken fold and a photograph are read over', () => {
    const photo = `PHOTO;ENCODING=BASE64;TYPE=JPEG:${'QUJD'.repeat(30_000)}`;
    const text = `BEGIN:VCARD\nFN:One\nTEL:1111111\nBEGIN:VCARD\nFN:Two\nNOTE:a long note that\nlost its blank\nTEL:2222222\n${photo}\nEND:VCARD\n`;
    const count = counted(text);
    expect(count).toMatchObject({ people: 2, phones: 2 });
    expect(count.problems.sort()).toEqual(['long-line', 'unfinished']);
  });

  test('cut down to the chosen people, letter for letter', () => {
    const text = `${V21}\r\n${V3}${V4}`;
    expect(stripContacts(text, [1])).toBe(V3);
    expect(stripContacts(text, [0, 2])).toBe(`${V21}\r\n${V4}`);
    expect(stripContacts(text, [])).toBe('');
    expect(stripContacts(text, [0, 1, 2])).toBe(text);
  });
});

describe('CSV', () => {
  test.each([
    ['en', 'First Name,Last Name,Phone Number\nKwame,Mensah,0244123456\nAma,Owusu,0201987654\n', 2, 'Kwame Mensah'],
    ['zh', '姓名,手机号码,备注\n张三,13800000001,同事\n李四,13800000002,\n', 2, '张三'],
    ['es', 'Nombre;Teléfono;Correo\nAna;5550000001;a@example.test\n', 1, 'Ana'],
    ['pt, tabs', 'Nome\tCelular\nJoão\t11990000001\nMaria\t11990000002\n', 2, 'João'],
    ['id', 'Nama,No HP\nBudi,081200000001\n', 1, 'Budi'],
    ['ru', 'Имя;Телефон\nИван;+7 900 000 00 01\n', 1, 'Иван'],
    ['hi', 'नाम,मोबाइल नंबर\nरवि,9800000001\n', 1, 'रवि'],
    ['vi', 'Họ tên,Số điện thoại\nAn,0900000001\n', 1, 'An'],
    ['th', 'ชื่อ,เบอร์โทร\nสมชาย,0810000001\n', 1, 'สมชาย'],
    ['bn', 'নাম,মোবাইল\nরহিম,01700000001\n', 1, 'রহিম'],
    ['ur', 'نام,موبائل نمبر\nعلی,03000000001\n', 1, 'علی'],
    ['sw', 'Jina,Namba ya simu\nJuma,0712000001\n', 1, 'Juma'],
    ['Excel hint', 'sep=;\nName;Phone\nX;0712000001\n', 1, 'X'],
    ['no heading', 'Ana,5550000001\nLuis,5550000002\n', 2, 'Ana'],
  ])('%s', (_, text, people, first) => {
    expect(counted(text, 'csv')).toMatchObject({ people, withPhone: people });
    expect(listContacts(text, 'csv')[0]!.name).toBe(first);
    expect(contactFormatOf(text)).toBe('csv');
  });

  test('quotes, doubled quotes, line breaks and separators inside a field', () => {
    const text = 'Name,Phone,Notes\r\n"Otieno, ""Jim""",0712000001,"two\r\nlines"\r\n\r\n,,\r\nAmina,0712000002,\r\n';
    expect(listContacts(text)).toEqual([
      { index: 0, name: 'Otieno, "Jim"', phones: 1, emails: 0 },
      { index: 1, name: 'Amina', phones: 1, emails: 0 },
    ]);
    expect(stripContacts(text, [0])).toBe('Name,Phone,Notes\r\n"Otieno, ""Jim""",0712000001,"two\r\nlines"\r\n');
    expect(stripContacts(text, [1])).toBe('Name,Phone,Notes\r\nAmina,0712000002,\r\n');
  });

  test('a quote that never closes is told and loses few people', () => {
    const text = `Name,Phone\nA,"0712000001\n${'B,0712000002\n'.repeat(20_000)}`;
    const count = counted(text);
    expect(count.problems).toContain('quotes');
    expect(count.people).toBeGreaterThan(10_000);
  });
});

describe('LDIF and pasted lists', () => {
  test('folded lines, base64 and comments; lists of people are none', () => {
    const text =
      'version: 1\n# book\ndn: cn=A\nobjectclass: person\ncn:: w4TDtg==\ntelephonenumber: 030 0000\n 001\nmail: a@example.test\n\ndn: cn=Team\nobjectclass: groupOfNames\ncn: Team\n\ndn: cn=B\ncn: B\nmobile: 0170 0000002\n';
    expect(contactFormatOf(text)).toBe('ldif');
    expect(listContacts(text)).toEqual([
      { index: 0, name: 'Äö', phones: 1, emails: 1 },
      { index: 1, name: 'B', phones: 1, emails: 0 },
    ]);
    expect(countContacts(stripContacts(text, [1]))).toMatchObject({ people: 1, phones: 1 });
    expect(stripContacts(text, [1])).not.toContain('Team');
  });

  test('one person a line', () => {
    const text = 'Mama 0712 000 001\nDavid: +254 700 000 002, david@example.test\nthanks!\n\nJoy <joy@example.test>\n';
    expect(contactFormatOf(text)).toBe('lines');
    expect(listContacts(text)).toEqual([
      { index: 0, name: 'Mama', phones: 1, emails: 0 },
      { index: 1, name: 'David', phones: 1, emails: 1 },
      { index: 2, name: 'Joy', phones: 0, emails: 1 },
    ]);
    expect(stripContacts(text, [0])).toBe('Mama 0712 000 001\n');
  });

  test('prose is no list', () => {
    expect(
      countContacts('Dear lender,\nI would like to borrow 500 for school fees, and pay it back in May.\n'),
    ).toEqual({ ok: false, reason: 'no-people' });
  });
});

describe('files as they come', () => {
  test('charsets: marks, UTF-16, GBK, western', () => {
    const csv = '姓名,电话\n张三,13800000001\n';
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...csv].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ]);
    expect(counted(utf16).people).toBe(1);
    // 姓名,电话 / 张三 in GBK
    const gbk = new Uint8Array([
      0xd0,
      0xd5,
      0xc3,
      0xfb,
      0x2c,
      0xb5,
      0xe7,
      0xbb,
      0xb0,
      0x0a,
      0xd5,
      0xc5,
      0xc8,
      0xfd,
      0x2c,
      ...bytes('13800000001\n'),
    ]);
    expect(counted(gbk)).toMatchObject({ people: 1, withPhone: 1 });
    expect(listContacts(gbk)[0]!.name).toBe('张三');
    expect(stripContacts(gbk, [0])).toBe('姓名,电话\n张三,13800000001\n');
    const western = new Uint8Array([...bytes('Nombre;Tel\nJos'), 0xe9, ...bytes(';5550000001\n')]);
    expect(counted(western)).toMatchObject({ people: 1, withPhone: 1 });
    expect(counted(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('Name,Phone\nA,0712000001\n')])).people).toBe(1);
  });

  test('each failure has its reason', async () => {
    expect(countContacts('')).toEqual({ ok: false, reason: 'empty' });
    expect(countContacts(new Uint8Array())).toEqual({ ok: false, reason: 'empty' });
    expect(countContacts(bytes('PK\u0003\u0004rest of a workbook'))).toEqual({ ok: false, reason: 'spreadsheet' });
    expect(countContacts(new Uint8Array(2000).map((_, n) => n % 7))).toEqual({ ok: false, reason: 'binary' });
    expect(countContacts(bytes('hello'))).toEqual({ ok: false, reason: 'no-people' });
    const huge = { size: FILE_LIMIT + 1 } as Blob;
    expect(await countContactsSliced(huge, pause)).toEqual({ ok: false, reason: 'too-large' });
  });

  test('in slices it counts what it counts at once, and stops when told to', async () => {
    const one = (n: number) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person ${n} 张\r\nTEL:+86 138${String(n).padStart(8, '0')}\r\nPHOTO;ENCODING=b:${'QUJD'.repeat(200)}\r\nEND:VCARD\r\n`;
    const text = Array.from({ length: 4_000 }, (_, n) => one(n)).join('');
    const file = new Blob([text]);
    expect(file.size).toBeGreaterThan(3_000_000);
    let pauses = 0;
    const sliced = await countContactsSliced(file, async () => void pauses++);
    expect(sliced).toEqual(countContacts(text));
    expect(sliced).toMatchObject({ people: 4_000, withPhone: 4_000 });
    expect(pauses).toBeGreaterThan(2);
    const stop = new AbortController();
    const counting = countContactsSliced(file, async () => stop.abort(new Error('stopped')), { signal: stop.signal });
    await expect(counting).rejects.toThrow('stopped');
  });
});

describe('a file of 50 MB', () => {
  const SIZE = 50 * 1024 * 1024;
  const endless = (block: string) => {
    const pattern = bytes(block.repeat(Math.ceil(70_000 / block.length)));
    const slice = (from: number, to: number) => ({
      arrayBuffer: async () => {
        const part = new Uint8Array(to - from);
        for (let at = 0; at < part.length; ) {
          const start = (from + at) % pattern.length;
          const run = pattern.subarray(start, start + part.length - at);
          part.set(run, at);
          at += run.length;
        }
        return part.buffer;
      },
    });
    return { size: SIZE, slice };
  };

  // The work done here, in milliseconds, whatever else the machine does meanwhile.
  const busy = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };

  test.each([
    ['of cards', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Reyes\r\nTEL:+63 917 555 0101\r\nEND:VCARD\r\n', true],
    ['that is one card without an end', 'BEGIN:VCARD\r\nNOTE:x\r\n folded\r\n', null],
    ['that is one line', 'a', null],
  ])(
    '%s is read in short steps and ends in an answer',
    async (_name, block, ok) => {
      let longest = 0;
      let from = busy();
      const count = await countContactsSliced(endless(block), async () => {
        longest = Math.max(longest, busy() - from);
        from = busy();
      });
      if (ok !== null) expect(count.ok).toBe(ok);
      if (count.ok && ok) expect(count.people).toBeGreaterThan(500_000);
      // A page stands still for no longer than this.
      expect(longest).toBeLessThan(100);
    },
    40_000,
  );
});

describe('whatever comes in', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      'BEGIN:VCARD\n',
      'END:VCARD\r',
      'TEL:1234567\r\n',
      'AGENT:\n',
      'N;ENCODING=QUOTED-PRINTABLE:=E5=\n',
      'FN;CHARSET=no-such:=FF\n',
      '"',
      '""',
      ',',
      ';',
      '\n',
      '\r',
      '\t',
      'dn: x\n',
      'cn:: %%%\n',
      'objectclass: person\n',
      ' ',
      '=',
      '\u0000',
      'a@b.cc',
      '+254700000001',
    ),
  );
  const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
  const format = fc.constantFrom<ContactFormat>('vcard', 'csv', 'ldif', 'lines');

  test('the count is that of the list, in one piece or in many', async () => {
    await fc.assert(
      fc.asyncProperty(text, format, async (sample, kind) => {
        const list = listContacts(sample, kind);
        const count = countContacts(sample, kind);
        expect(count.ok ? count.people : 0).toBe(sample.trim() === '' ? 0 : list.length);
        expect(list.map(({ index }) => index)).toEqual(list.map((_, n) => n));
      }),
      { seed: 20_263, numRuns: 500 },
    );
  });

  test('keeping everybody and counting again gives the same people', () => {
    fc.assert(
      fc.property(text, format, (sample, kind) => {
        const list = listContacts(sample, kind);
        const kept = stripContacts(
          sample,
          list.map(({ index }) => index),
          kind,
        );
        expect(listContacts(kept, kind).length).toBe(list.length);
      }),
      { seed: 20_264, numRuns: 500 },
    );
  });

  test('well-formed lists lose nobody when cut down', () => {
    const person = fc.record({
      name: fc.stringMatching(/^[A-Za-z,"; ]{1,20}$/),
      phone: fc.integer({ min: 1_000_000, max: 999_999_999 }),
    });
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.boolean()),
        (people, choice) => {
          const csv = `Name,Phone\r\n${people.map(({ name, phone }) => `"${name.replaceAll('"', '""')}",${phone}\r\n`).join('')}`;
          const keep = people.map((_, n) => n).filter(() => choice.next().value);
          expect(listContacts(csv, 'csv').length).toBe(people.length);
          expect(listContacts(stripContacts(csv, keep, 'csv'), 'csv').length).toBe(keep.length);
        },
      ),
      { seed: 20_265, numRuns: 200 },
    );
  });
});
