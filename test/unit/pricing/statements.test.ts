// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findPrices } from '../../../lib/pricing/index.ts';
import { pageOf } from './page.ts';

type Case = [text: string, expected: string[]];

/** A statement in one line: kind, percent, time, and what else was said. */
function shorten(text: string, lang: string): string[] {
  return findPrices(pageOf(text.split(' | '), lang))
    .filter(({ kind }) => kind !== 'term' && kind !== 'rollover' && kind !== 'example')
    .map((price) => {
      const percent = (value: number | null) => Number(((value ?? Number.NaN) * 100).toPrecision(6));
      const low = percent(price.low);
      const high = percent(price.high);
      const notes = [price.method, price.deducted && 'kept', price.teaser && 'teaser', price.bound].filter(Boolean);
      const what = price.kind === 'rate' ? price.measure : price.kind;
      return [what, low === high ? low : `${low}-${high}`, price.per ?? '?', ...notes].join(' ');
    });
}

const LANGUAGES: Record<string, Case[]> = {
  en: [
    ['Our interest is 0.8% per day.', ['interest 0.8 day']],
    ['Interest rate: 3% pm', ['interest 3 month']],
    ['Interest 2.5% p.m. on reducing balance', ['interest 2.5 month reducing']],
    ['Flat rate of 1.75% a month', ['interest 1.75 month flat']],
    ['APR from 9.9% to 35.99%', ['all-in 9.9-35.99 year']],
    ['Representative 49.9% APR', ['all-in 49.9 year']],
    ['Rates start at 18% p.a.', ['interest 18 year from']],
    ['A processing fee of 5% is deducted upfront.', ['fee 5 loan kept']],
    ['Pay 0% interest on your first loan', ['interest 0 ? teaser']],
    ['Interest-free for new customers', ['interest 0 ? teaser']],
    ['Monthly interest: 4%, service fee: 2% of the loan amount', ['interest 4 month', 'fee 2 loan']],
    ['£24 per £100 borrowed for 30 days in interest', ['interest 24 ?']],
    ['We charge 15 per 100 borrowed as a fee', ['fee 15 loan']],
    ['Maximum APR is 1,250%', ['all-in 1250 year up-to']],
    ['Effective interest rate (EIR) of 7.9% p.a.', ['effective 7.9 year']],
    ['Late payments cost 2% per day.', ['contingent 2 day']],
    ['A 5% penalty applies to overdue amounts', ['contingent 5 loan']],
    ['98% approval and 100% online, 24/7 support', []],
    ['Borrow up to 80% of your salary', []],
    ['Get 20% off your next order', []],
    ['Savings accounts earn 6% interest per year', []],
    ['Interest Rate | 12% p.a.', ['interest 12 year']],
    ['Interest between 1% and 3% per week', ['interest 1-3 week']],
    ['Interest as low as 1.25 percent per month', ['interest 1.25 month from']],
    ['Loans at 10% for 30 days', ['interest 10 ?']],
    ['Mark-up of 30% per annum', ['interest 30 year']],
    ['12½% interest a year', ['interest 12.5 year']],
    ['Our price list is at /files/rates%20list.pdf', []],
    ['Version 1.2.3 is 40% faster', []],
  ],
  zh: [
    ['日利率0.05%', ['interest 0.05 day']],
    ['日息万五', ['interest 0.05 day']],
    ['日息万分之五', ['interest 0.05 day']],
    ['利息低至万2.5/天', ['interest 0.025 day from']],
    ['月息2分', ['interest 2 month']],
    ['月息两分五', ['interest 2.5 month']],
    ['月息8厘', ['interest 0.8 month']],
    ['年息一分', ['interest 10 year']],
    ['年化利率（单利）7.2%-24%', ['all-in 7.2-24 year']],
    ['年利率最高百分之三十六', ['interest 36 year up-to']],
    ['综合年化成本不超过24％', ['all-in 24 year up-to']],
    ['放款时一次性扣除手续费15%', ['fee 15 loan kept']],
    ['砍头息30%', ['fee 30 loan kept']],
    ['每月手续费0.8%', ['fee 0.8 month']],
    ['首借免息', ['interest 0 ? teaser']],
    ['每万元每天利息5元', ['interest 0.05 day']],
    ['逾期按日收取1%的违约金', ['contingent 1 day']],
    ['通过率98%，下款率99%', []],
    ['理财年化收益8%', []],
    ['月利率 | 1.5%', ['interest 1.5 month']],
    ['日利率０．０５％', ['interest 0.05 day']],
    ['月費率1.2%，年利率14.4%', ['interest 1.2 month', 'interest 14.4 year']],
  ],
  id: [
    ['Bunga 0,8% per hari', ['interest 0.8 day']],
    ['bunga mulai 0.1%/hari', ['interest 0.1 day from']],
    ['Suku bunga flat 2% per bulan', ['interest 2 month flat']],
    ['Biaya admin 10% dipotong di muka', ['fee 10 loan kept']],
    ['Tanpa bunga untuk pinjaman pertama', ['interest 0 ? teaser']],
    ['APR maksimal 24% per tahun', ['all-in 24 year up-to']],
    ['Denda keterlambatan 0,5% per hari', ['contingent 0.5 day']],
    ['Tingkat keberhasilan 99%', []],
    ['Bunga antara 1% dan 3% sebulan', ['interest 1-3 month']],
    ['Bunga deposito 5% per tahun', []],
    ['bunga 12 persen setahun', ['interest 12 year']],
  ],
  ms: [
    ['Kadar faedah 1.5% sebulan', ['interest 1.5 month']],
    ['Kadar rata 4.99% setahun', ['interest 4.99 year flat']],
    ['Caj pemprosesan 2% ditolak daripada pinjaman', ['fee 2 loan kept']],
    ['Penalti lewat bayar 8% setahun', ['contingent 8 year']],
  ],
  vi: [
    ['Lãi suất 1,5%/tháng', ['interest 1.5 month']],
    ['Lãi suất từ 12% đến 18.25%/năm', ['interest 12-18.25 year']],
    ['Lãi 0,05% mỗi ngày', ['interest 0.05 day']],
    ['Phí dịch vụ 8% trừ trước khi giải ngân', ['fee 8 loan kept']],
    ['Miễn lãi cho khoản vay đầu tiên', ['interest 0 ? teaser']],
    ['Phí phạt trả chậm 3%/ngày', ['contingent 3 day']],
    ['Tỷ lệ duyệt 95%', []],
    ['Lãi suất | 20%', ['interest 20 ?']],
  ],
  fil: [
    ['Interes na 5% kada buwan', ['interest 5 month']],
    ['6% tubo bawat linggo', ['interest 6 week']],
    ['Walang interes sa unang loan', ['interest 0 ? teaser']],
    ['Multa na 5% sa huli sa bayad', ['contingent 5 loan']],
  ],
  es: [
    ['Tasa de interés del 1,5% diario', ['interest 1.5 day']],
    ['CAT promedio 95.7% sin IVA', ['effective 95.7 year']],
    ['TEA desde 45% hasta 98%', ['effective 45-98 year']],
    ['Tasa mensual: 4.5 %', ['interest 4.5 month']],
    ['Interés del 2% quincenal', ['interest 2 fortnight']],
    ['28% E.A.', ['effective 28 year']],
    ['Comisión por apertura del 10% descontada del monto', ['fee 10 loan kept']],
    ['Tu primer préstamo sin intereses', ['interest 0 ? teaser']],
    ['Interés moratorio del 3% mensual', ['contingent 3 month']],
    ['100% en línea, 95% de aprobación', []],
    ['TNA 120% | CFT 215%', ['interest 120 ?', 'all-in 215 year']],
    ['interés del 10 por ciento al mes', ['interest 10 month']],
  ],
  pt: [
    ['Juros de 2,99% ao mês', ['interest 2.99 month']],
    ['Taxa de 1,99% a.m. e CET de 35,5% a.a.', ['interest 1.99 month', 'all-in 35.5 year']],
    ['TAEG 15,6%', ['effective 15.6 year']],
    ['Juros de 1% ao dia', ['interest 1 day']],
    ['Taxa de abertura de 3% descontada no ato', ['fee 3 loan kept']],
    ['Multa por atraso de 2%', ['contingent 2 loan']],
    ['100% digital e seguro', []],
    ['Primeiro empréstimo sem juros', ['interest 0 ? teaser']],
  ],
  ru: [
    ['Ставка 0,8% в день', ['interest 0.8 day']],
    ['Процентная ставка от 0 до 292% годовых', ['all-in 0-292 year']],
    ['ПСК 292,000% годовых', ['all-in 292 year']],
    ['Первый займ под 0%', ['interest 0 ? teaser']],
    ['Комиссия 5% удерживается из суммы займа', ['fee 5 loan kept']],
    ['Неустойка 20% годовых при просрочке', ['contingent 20 year']],
    ['Одобряем 95% заявок', []],
    ['Займы без процентов новым клиентам', ['interest 0 ? teaser']],
    ['Вклад под 10% годовых', []],
    ['1,5 процента в день по займу', ['interest 1.5 day']],
  ],
  hi: [
    ['ब्याज दर २% प्रति माह', ['interest 2 month']],
    ['ब्याज 1.5 प्रतिशत मासिक', ['interest 1.5 month']],
    ['सालाना 36% ब्याज', ['interest 36 year']],
    ['प्रोसेसिंग फीस 5% पहले ही काट ली जाती है', ['fee 5 loan kept']],
    ['देरी पर 2% जुर्माना प्रतिदिन', ['contingent 2 day']],
    ['बिना ब्याज पहला लोन', ['interest 0 ? teaser']],
  ],
  'hi-Latn': [
    ['byaj 3% har mahine', ['interest 3 month']],
    ['sirf 1% byaj roz', ['interest 1 day']],
  ],
  bn: [
    ['মাসিক সুদ ২%', ['interest 2 month']],
    ['সুদের হার বার্ষিক ৯ শতাংশ', ['interest 9 year']],
    ['বিলম্বে ৫% জরিমানা', ['contingent 5 loan']],
  ],
  ur: [
    ['شرح سود ۲٪ ماہانہ', ['interest 2 month']],
    ['مارک اپ ٪36 سالانہ', ['interest 36 year']],
    ['پروسیسنگ فیس 8 فیصد پیشگی', ['fee 8 loan kept']],
  ],
  th: [
    ['ดอกเบี้ย 1.25% ต่อเดือน', ['interest 1.25 month']],
    ['ดอกเบี้ยร้อยละ 15 ต่อปี', ['interest 15 year']],
    ['ดอกเบี้ย ๒๐% ต่อวัน', ['interest 20 day']],
    ['ค่าธรรมเนียม 5% หักล่วงหน้า', ['fee 5 loan kept']],
    ['เบี้ยปรับกรณีผิดนัด 3% ต่อปี', ['contingent 3 year']],
  ],
  sw: [
    ['Riba ya 10% kwa mwezi', ['interest 10 month']],
    ['Riba asilimia 8 kwa mkopo', ['interest 8 ?']],
    ['Adhabu ya kuchelewa 5% kwa siku', ['contingent 5 day']],
    ['Bila riba kwa mkopo wa kwanza', ['interest 0 ? teaser']],
  ],
};

describe.each(Object.entries(LANGUAGES))('prices in %s', (lang, cases) => {
  it.each(cases)('%s', (text, expected) => {
    expect(shorten(text, lang)).toEqual(expected);
  });
});
