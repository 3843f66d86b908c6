// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findPrices, type StatedPrice } from '../../../lib/pricing/index.ts';
import { pageOf } from './page.ts';

const find = (lines: string[], lang: string, kind: StatedPrice['kind']) =>
  findPrices(pageOf(lines, lang)).filter((price) => price.kind === kind);

/** Sum, what arrives, what goes back, payment × number, days. */
function told({ currency, principal, received, repaid, payment, payments, termMax }: StatedPrice) {
  return [currency, principal, received, repaid, payment, payments, termMax];
}

describe('worked examples', () => {
  it.each<[string, string, unknown[]]>([
    ['en', 'Borrow 1,000 get 850, repay in 7 days', [null, 1000, 850, 1000, null, null, 7]],
    ['en', 'You receive $425 and pay back $500 after 14 days', [null, 425, null, 500, null, null, 14]],
    [
      'en',
      'Example: £200 over 3 months, 3 payments of £88.12, total repayable £264.36',
      ['GBP', 200, null, 264.36, 88.12, 3, 91.3],
    ],
    [
      'en',
      'Loan of ₹1,50,000 for 12 months: total repayment ₹1,68,000',
      ['INR', 150000, null, 168000, null, null, 365],
    ],
    ['en', 'PHP 5,000 loan: receive PHP 4,250, pay PHP 5,600 after 14 days', ['PHP', 5000, 4250, 5600, null, null, 14]],
    ['zh', '借1000元到手700元，7天后还1000元', ['CNY', 1000, 700, 1000, null, null, 7]],
    ['zh', '借款10000元，分12期，每期还款935元', ['CNY', 10000, null, 11220, 935, 12, 365]],
    ['zh', '借款1万元，手续费500元，放款时扣除，30天到期还款1万元', ['CNY', 10000, 9500, 10000, null, null, 30]],
    ['zh-tw', '借10萬實拿8萬5', [null, 100000, 85000, 100000, null, null, null]],
    [
      'id',
      'Pinjaman Rp1.000.000, tenor 91 hari, total pembayaran Rp1.091.000',
      ['IDR', 1000000, null, 1091000, null, null, 91],
    ],
    ['id', 'Pinjam 1 juta cair 800 ribu selama 7 hari', [null, 1000000, 800000, 1000000, null, null, 7]],
    ['vi', 'Vay 2 triệu nhận 1,6 triệu trong 7 ngày', [null, 2000000, 1600000, 2000000, null, null, 7]],
    [
      'es',
      'Préstamo de $2,000 a 30 días, comisión $560, total a pagar $2,560',
      [null, 2000, null, 2560, null, null, 30],
    ],
    ['pt', 'Empréstimo de R$ 1.000,00 em 12 parcelas de R$ 129,90', ['BRL', 1000, null, 1558.8, 129.9, 12, null]],
    ['ru', 'Сумма займа 10 000 ₽, срок 15 дней, к возврату 11 200 ₽', ['RUB', 10000, null, 11200, null, null, 15]],
    ['hi', '₹10,000 का लोन 3 महीने, कुल भुगतान ₹10,910', ['INR', 10000, null, 10910, null, null, 91.3]],
    ['bn', '৳১০,০০০ টাকা ঋণ, মেয়াদ ৩০ দিন, মোট পরিশোধ ৳১০,৩০০', ['BDT', 10000, null, 10300, null, null, 30]],
    ['th', 'กู้ 5,000 บาท ได้รับ 4,000 บาท คืน 5,000 บาท ภายใน 7 วัน', ['THB', 5000, 4000, 5000, null, null, 7]],
    [
      'sw',
      'Kopa KSh 1,000 utapokea KSh 850, lipa KSh 1,000 baada ya siku 14',
      ['KES', 1000, 850, 1000, null, null, 14],
    ],
    [
      'fil',
      'Loan na ₱5,000, matatanggap ₱4,000, babayaran ₱5,500 sa loob ng 14 araw',
      ['PHP', 5000, 4000, 5500, null, null, 14],
    ],
    ['ur', 'قرض کی رقم ۱۰,۰۰۰ روپے، مدت ۳۰ دن، کل ادائیگی ۱۲,۵۰۰ روپے', [null, 10000, null, 12500, null, null, 30]],
  ])('%s: %s', (lang, text, expected) => {
    expect(find([text], lang, 'example').map(told)).toEqual([expected]);
  });

  it('reads lists of labels and values, and takes what is kept back out of the sum', () => {
    const lines = [
      'Loan amount',
      'Ksh 2,000',
      'Service fee',
      'Ksh 400',
      'You will receive',
      'Ksh 1,600',
      'Amount due',
      'Ksh 2,000',
      'Due in',
      '7 days',
    ];
    const [price] = find(lines, 'en', 'example');
    expect(price && told(price)).toEqual(['KES', 2000, 1600, 2000, null, null, 7]);
    expect(price?.deducted).toBe(true);
    expect(price?.evidence.text).toContain('Ksh 1,600');
  });

  it('reads the rows of a table of instalments', () => {
    const head = ['th: Loan amount', 'th: Term', 'th: Monthly payment', 'th: APR'];
    const rows = [
      'td: $1,000',
      'td: 12 months',
      'td: $96.33',
      'td: 27.99%',
      'td: $5,000',
      'td: 36 months',
      'td: $195.00',
      'td: 24%',
    ];
    expect(find([...head, ...rows], 'en', 'example').map(told)).toEqual([
      [null, 1000, null, 1155.96, 96.33, 12, 365],
      [null, 5000, null, 7020, 195, 36, 1095],
    ]);
    expect(find([...head, ...rows], 'en', 'rate').map(({ high }) => high)).toEqual([0.2799, 0.24]);
  });

  it('counts what is taken each month for the whole term', () => {
    const [price] = find(
      ['Khoản vay 2.000.000 VND, trả toàn bộ sau 90 ngày. Phí dịch vụ 800.000 VND/tháng.'],
      'vi',
      'example',
    );
    expect(price?.repaid).toBeCloseTo(2_000_000 + 800_000 * (90 / (365 / 12)), 0);
  });

  it.each<[string, string, unknown[]]>([
    [
      'vi',
      'Khoản vay 4.000.000 đồng trong 30 ngày. Tổng số tiền thanh toán là 5.200.000 đồng. (4.000.000 đồng nợ vay + 12.000.000 đồng lãi)',
      ['VND', 4000000, null, 5200000, null, null, 30],
    ],
    [
      'en',
      'Loan of ₱4,000 for 30 days. Total repayment ₱5,200 (₱4,000 loan + ₱12,000 interest).',
      ['PHP', 4000, null, 5200, null, null, 30],
    ],
    [
      'ru',
      'Сумма займа 4 000 ₽ (на карту), срок 30 дней, к возврату 5 200 ₽',
      ['RUB', 4000, null, 5200, null, null, 30],
    ],
  ])('takes the total that is told, not what is reckoned in brackets behind it (%s)', (lang, line, expected) => {
    expect(find([line], lang, 'example').map(told)).toEqual([expected]);
  });

  it('takes several sums with a fee each for several loans', () => {
    const lines = ['h2: Choose your loan', 'Ksh 5,000', 'Fee: Ksh 100', 'Ksh 7,000', 'Fee: Ksh 130'];
    expect(find(lines, 'en', 'example').map(({ principal, repaid, partial }) => [principal, repaid, partial])).toEqual([
      [5000, 5100, true],
      [7000, 7130, true],
    ]);
  });

  it.each<[string, string]>([
    ['en', 'Loans from $500 up to $5,000, fees apply'],
    ['en', 'Delivery fee $5, subtotal $40, total $45'],
    ['zh', '产品额度500-5000元，手续费以页面为准'],
    ['en', 'If you are late by 10 days on a loan of $100 you pay a late fee of $15'],
    ['id', 'Plafon Rp500.000 - Rp20.000.000'],
  ])('makes no example of limits, shops and late fees: %s: %s', (lang, text) => {
    expect(find([text], lang, 'example')).toEqual([]);
  });
});

describe('terms', () => {
  it.each<[string, string[], [number, number][]]>([
    ['en', ['Loan tenure: 91 days - 365 days'], [[91, 365]]],
    ['en', ['A 14-day loan'], [[14, 14]]],
    ['en', ['Repay within 30 days'], [[30, 30]]],
    ['en', ['Loan term', '3 months'], [[91.3, 91.3]]],
    ['en', ['Tenure (months)', '24'], [[730, 730]]],
    ['zh', ['借款期限有7天、14天两种'], [[7, 14]]],
    ['id', ['Tenor 3-12 bulan'], [[91.3, 365]]],
    ['ru', ['Срок займа от 5 до 30 дней'], [[5, 30]]],
    ['es', ['Plazo de 61 a 120 días'], [[61, 120]]],
    ['sw', ['Muda wa mkopo siku 14'], [[14, 14]]],
    ['en', ['Applications are answered within 2 days', 'You must be 18 years old', 'Our term sheet'], []],
    ['zh', ['年龄18-35周岁', '3天内审核', '2年贷款记录'], []],
  ])('%s: %j', (lang, lines, expected) => {
    const found = find(lines, lang, 'term').map(({ termMin, termMax }) => [termMin, termMax]);
    expect(found).toEqual(expected);
  });

  it('reads the terms that a list offers, with the unit of its label', () => {
    const page = pageOf(['Get a loan'], 'en');
    page.controls = [
      {
        type: 'select',
        label: 'Loan term (months)',
        key: 'term',
        autocomplete: '',
        accept: '',
        form: 0,
        options: ['Choose', '1', '2', '3'],
        where: 'select#term',
      },
    ];
    const [term] = findPrices(page);
    expect([term?.kind, term?.termMin, term?.termMax]).toEqual(['term', 30.4, 91.3]);
  });

  it.each([
    ['en', 'You can roll over your loan for a fee'],
    ['zh', '到期可申请续期'],
    ['es', 'Solicita una prórroga de tu préstamo'],
    ['vi', 'Khoản vay có thể gia hạn'],
    ['id', 'Perpanjangan pinjaman tersedia'],
  ])('sees that the end can be put off: %s: %s', (lang, text) => {
    expect(find([text], lang, 'rollover')).toHaveLength(1);
  });
});
