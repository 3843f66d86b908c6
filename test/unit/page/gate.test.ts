import { afterEach, describe, expect, it, vi } from 'vitest';
import packed from '../../../data/model/gate.json' with { type: 'json' };
import { looksLending } from '../../../lib/page/gate-scan.ts';
import { gateStems } from '../../../scripts/lib/gate-stems.ts';

const parse = (html: string) => new DOMParser().parseFromString(`<!doctype html>${html}`, 'text/html');
const suspects = (html: string) => looksLending(parse(html));
const filler = (letters: number) =>
  '<p>The heron stood in the reeds until the light had gone.</p>'.repeat(Math.ceil(letters / 55));
const spans = (text: string) => [...text].map((letter) => `<span>${letter}</span>`).join('');

afterEach(() => vi.restoreAllMocks());

describe('what the gate suspects', () => {
  it.each([
    ['en', 'Borrow up to $500 today. Repay in four weeks. Personal loans without paperwork.'],
    ['zh', '小额贷款，最快三分钟到账，按时还款可提高额度'],
    ['zh-Hant', '信用貸款 快速撥款 線上還款'],
    ['id', 'Ajukan pinjaman tunai, pencairan cepat, cicilan ringan'],
    ['hi', 'तुरंत लोन पाएं, आसान किस्त, कम ब्याज दर'],
    ['fil', 'Kailangan mo ng pautang? Mag-loan na at humiram hanggang 20,000'],
    ['es', 'Pide tu préstamo hoy, desembolso inmediato, préstamos sin papeleo'],
    ['pt', 'Empréstimo para negativado, juros baixos, simule seu empréstimo'],
    ['vi', 'Vay tiền nhanh, giải ngân trong ngày, lãi suất thấp'],
    ['th', 'สินเชื่อเงินด่วน วงเงินสูง ดอกเบี้ยต่ำ'],
    ['sw', 'Pata mkopo haraka, mikopo kwa simu, rejesha mkopo baadaye'],
    ['bn', 'সহজ কিস্তিতে লোন নিন, দ্রুত ঋণ পরিশোধ'],
    ['ur', 'آسان قسط پر قرض حاصل کریں، فوری قرض'],
    ['ru', 'Займ на карту, микрозаймы до зарплаты, быстрое погашение'],
    ['ms', 'Pinjaman peribadi pantas, bayar balik ansuran bulanan'],
  ])('talk of lending in %s, in the middle of other text', (_, text) => {
    expect(suspects(`<body>${filler(500)}<p>${text}</p></body>`)).toBe(true);
  });

  it.each([
    [
      'a small step with identity and bank card',
      '<title>认证</title><body>姓名<input>身份证号<input>银行卡号<input></body>',
    ],
    ['reference contacts', '<body><p>紧急联系人</p><input name="a"><input name="b"></body>'],
    ['an import of contacts', '<body><h1>Import contacts</h1><button>Select</button></body>'],
    ['a file field for vCards', `<body>${filler(3000)}<input type="file" accept=".vcf,text/vcard"></body>`],
    [
      'a file field for tables, whatever language stands beside it',
      `<body><h1>Importer des contacts</h1>${filler(3000)}<input type="file" accept=".csv,.txt"></body>`,
    ],
    ['a file field for LDIF', `<body>${filler(3000)}<input type="file" accept=".ldif"></body>`],
    ['words in pictures', '<body><img alt="Instant loan"><div role="button" aria-label="Borrow"></div></body>'],
    ['letters in spans', `<body><h1>${spans('Payday')} ${spans('loans')}</h1></body>`],
    ['letters with gaps', '<body><h1>P a y d a y</h1></body>'],
    ['letters with invisible ones between', '<body><h1>Pay\u200bday lo\u200dans</h1></body>'],
    ['letters that look like others', '<body><h1>Pаydаy lоаns</h1></body>'],
    ['text that is shown backwards', `<body>${filler(500)}<p>\u202esnaol yadyaP\u202c</p></body>`],
    ['text in an element that turns it round', `<body>${filler(500)}<bdo dir="rtl">snaol yadyaP</bdo></body>`],
    ['full-width letters', '<body><h1>ｐａｙｄａｙ ｌｏａｎｓ</h1></body>'],
    [
      'placeholders',
      `<body>${filler(2000)}<input placeholder="Loan amount"><input placeholder="Repayment period"></body>`,
    ],
  ])('%s', (_, html) => {
    expect(suspects(html)).toBe(true);
  });

  it('text in an open shadow tree of a page that has no other', () => {
    const page = parse('<body><x-app></x-app></body>');
    page.querySelector('x-app')!.attachShadow({ mode: 'open' }).innerHTML = '<p>Personal loan</p>';
    expect(looksLending(page)).toBe(true);
  });

  it('text in a template of a page that has no other, whatever its metadata say', () => {
    const page = parse(
      '<head><meta name="description" content="Heron"></head><body><template><p>Personal loan</p></template></body>',
    );
    expect(looksLending(page)).toBe(true);
  });

  it.each([
    ['body', 'form'],
    ['title', 'img'],
    ['querySelectorAll', 'img'],
    ['createTreeWalker', 'form'],
  ])('a page whose %s cannot be reached, since an element is called so', (name, tag) => {
    const page = parse(`<body><h1>Payday loans</h1>${filler(700)}<p>Borrow. Repay. Loan.</p></body>`);
    Object.defineProperty(page, name, { value: page.createElement(tag) });
    expect(looksLending(page)).toBe(true);
  });

  it('a page that breaks it', () => {
    const page = parse('<body>Heron</body>');
    vi.spyOn(page, 'querySelectorAll').mockImplementation(() => {
      throw new Error('a trap of the page');
    });
    expect(looksLending(page)).toBe(true);
  });
});

describe('what it lets pass', () => {
  it.each([
    ['a file field for pictures', `<body>${filler(500)}<input type="file" accept="image/svg+xml,.png"></body>`],
    ['an empty page', '<body></body>'],
    ['prose', `<title>Herons</title><body>${filler(8000)}</body>`],
    [
      'one word on loan in a long article',
      `<body>${filler(4000)}<p>The museum has the painting on loan.</p>${filler(4000)}</body>`,
    ],
    [
      'a sign-up',
      '<title>Join</title><body><form><input name="email"><input type="password"><input name="phone"></form></body>',
    ],
    [
      'a contact page',
      `<title>Contacts</title><body><h1>Contacts</h1>${filler(900)}<form><input name="name"><textarea></textarea></form></body>`,
    ],
    [
      'a shop',
      `<body>${filler(700)}<form><input name="card-number"><input name="cvc"><input name="zip"></form></body>`,
    ],
  ])('%s', (_, html) => {
    expect(suspects(html)).toBe(false);
  });

  it('does not read past its bounds', () => {
    expect(suspects(`<body>${filler(20_000)}<p>loan loan loan borrow repay lender payday</p></body>`)).toBe(false);
  });

  it('does not take words in scripts for words of the page', () => {
    const script = `<script>${'const loan = borrow(repay, payday, lender);'.repeat(20)}</script>`;
    expect(suspects(`<body>${script}${filler(600)}</body>`)).toBe(false);
  });
});

describe('how it looks', () => {
  it('asks for no style and no layout', () => {
    const asked = vi.spyOn(window, 'getComputedStyle');
    const rect = vi.spyOn(Element.prototype, 'getBoundingClientRect');
    const inner = vi.spyOn(HTMLElement.prototype, 'innerText', 'get');
    suspects(`<body>${filler(3000)}<form><input name="loan"></form></body>`);
    expect([asked, rect, inner].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0]);
  });

  it('carries the stems of the lexicons as they are now', () => {
    expect(packed).toEqual(gateStems());
  });
});
