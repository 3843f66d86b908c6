// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findPrices } from '../../../lib/pricing/index.ts';
import { pageOf } from './page.ts';

/** Language, sentence, and the shares that are prices in it, with their time where the sentence tells it. */
const SENTENCES: [lang: string, text: string, prices: string[]][] = [
  ['en', 'Enjoy interest rates starting from just 1.6% per month with flexible EMIs', ['1.6/month']],
  ['en', 'Flat 2% processing fee (+GST) and 16%-39.95% p.a. interest', ['2/loan', '16-39.95/year']],
  ['en', 'Late payment: penal interest of 3% p.m. over and above the rate', ['3/month']],
  ['en', 'Annual percentage rates range from 18.25 to 36 percent', ['18.25-36/year']],
  ['en', 'You keep 100% of your documents private', []],
  ['en', 'Over 70% of Kenyans use mobile money; loans reach them in minutes', []],
  ['en', 'Interest: 0.03% to 1.0% per day for a 21 days loan', ['0.03-1/day']],
  ['en', 'A one-off service fee of 10% of the loan amount applies', ['10/loan']],
  ['en', 'We lend up to 90% of your invoice value', []],
  ['en', 'Interest 20 percent monthly, no collateral', ['20/month']],
  ['en', 'Cost: 15% for 15 days, 25% for 30 days interest', ['15', '25']],
  ['en', 'GH¢100 at 11.9% monthly interest', ['11.9/month']],
  ['en', 'Repay on time and get 5% cashback', []],
  ['en', 'The CBN raised its policy rate to 27.5%', []],
  ['en', 'Loan disbursed in 5 mins. Interest @ 4% pm', ['4/month']],
  ['en', 'Refer friends and earn 10% commission on their first loan', []],
  ['en', 'Your limit grows by 20% after each repaid loan', []],
  ['en', 'Rate of interest (p.a.): 28% - 42%', ['28-42/year']],
  ['zh', '借款日费率0.1%，逾期费率0.15%/日', ['0.1/day', '0.15/day']],
  ['zh', '最低年化3.96%起，最高额度30万', ['3.96/year']],
  ['zh', '服务费按借款金额的8%一次性收取', ['8/loan']],
  ['zh', '放款成功率提升50%', []],
  ['zh', '月利率0.5%-2%，具体以合同为准', ['0.5-2/month']],
  ['zh', '利率低至万分之二每日', ['0.02/day']],
  ['zh', '年利率不超过LPR的4倍即14.8%', ['14.8/year']],
  ['zh', '首付30%，余款分期，0手续费', []],
  ['zh', '综合费率每期1.5%', ['1.5']],
  ['zh', '推荐好友借款，奖励借款金额的1%', []],
  ['zh', '贷款利息：每月千分之八', ['0.8/month']],
  ['id', 'Bunga rendah 1,59% per bulan flat', ['1.59/month']],
  ['id', 'Denda 5% dari jumlah tagihan untuk keterlambatan', ['5']],
  ['id', 'Biaya provisi sebesar 3,5% dari plafon', ['3.5/loan']],
  ['id', 'Pertumbuhan kredit mencapai 12%', []],
  ['id', 'Bunga 0,067%/hari atau 2% sebulan', ['0.067/day', '2/month']],
  ['id', 'Cukup bayar uang muka 20%', []],
  ['id', 'Imbal hasil pendana hingga 18% per tahun', []],
  ['vi', 'Lãi suất ưu đãi chỉ 0.5%/tháng cho khách hàng mới', ['0.5/month']],
  ['vi', 'Lãi 2 nghìn/1 triệu/ngày', ['0.2/day']],
  ['vi', 'Phí trả chậm: 150% lãi suất trong hạn', ['150']],
  ['vi', 'Hỗ trợ vay đến 80% giá trị xe', []],
  ['vi', 'Lãi suất cho vay từ 1.67% đến 2.95% mỗi tháng tính trên dư nợ giảm dần', ['1.67-2.95/month']],
  ['es', 'Tasa nominal mensual vencida del 1,9% (25,34% E.A.)', ['1.9/month', '25.34/year']],
  ['es', 'Cobramos una comisión del 5% + IVA sobre el monto', ['5/loan']],
  ['es', 'Te prestamos hasta el 70% de tu sueldo', []],
  ['es', 'Interés simple del 0.99% diario durante 30 días', ['0.99/day']],
  ['es', 'TCEA máx. 125.5% para un préstamo de S/ 1,000 a 12 meses', ['125.5/year']],
  ['es', 'Ahorra 20% en tu próxima compra', []],
  ['pt', 'Juros a partir de 1,8% ao mês e parcelas em até 24x', ['1.8/month']],
  ['pt', 'CET médio de 89,4% ao ano', ['89.4/year']],
  ['pt', 'Aprovação de 95% dos pedidos', []],
  ['pt', 'Taxa fixa de 25% sobre o valor do empréstimo', ['25/loan']],
  ['ru', 'Проценты по займу: 0.95% в сутки', ['0.95/day']],
  ['ru', 'Диапазон ПСК 0,000-292,800% годовых', ['0-292.8/year']],
  ['ru', 'Комиссия за выдачу 3%, далее 12% годовых', ['3/loan', '12/year']],
  ['ru', 'Скидка 50% на первый займ', []],
  ['ru', 'Пени 0,05% за каждый день просрочки', ['0.05/day']],
  ['hi', 'केवल 12% सालाना ब्याज पर लोन', ['12/year']],
  ['hi', '98% ग्राहक संतुष्ट', []],
  ['hi', 'प्रोसेसिंग शुल्क: लोन राशि का 2%', ['2/loan']],
  ['bn', 'বার্ষিক ১৮% সুদে ঋণ', ['18/year']],
  ['bn', '৯৫% আবেদন অনুমোদন হয়', []],
  ['th', 'ดอกเบี้ยไม่เกิน 33% ต่อปี', ['33/year']],
  ['th', 'ดอกร้อยละ 10 ต่อสัปดาห์', ['10/week']],
  ['th', 'อนุมัติ 99%', []],
  ['sw', 'Mkopo wenye riba nafuu ya asilimia 3 kwa mwezi', ['3/month']],
  ['sw', 'Ada ya huduma asilimia 5 ya mkopo', ['5/loan']],
  ['ms', 'Kadar faedah serendah 0.66% sebulan', ['0.66/month']],
  ['ms', 'Pinjaman sehingga 90% nilai hartanah', []],
  ['fil', '5% interes kada linggo, walang collateral', ['5/week']],
  ['ur', 'سود 3% ماہانہ، فوری قرض', ['3/month']],
  ['hi-Latn', 'Loan par sirf 2% mahine ka byaj', ['2/month']],
];

describe('what is a price in a sentence, and what is not', () => {
  it.each(SENTENCES)('%s: %s', (lang, text, expected) => {
    const percent = (value: number | null) => Number(((value ?? Number.NaN) * 100).toPrecision(6));
    const found = findPrices(pageOf([text], lang))
      .filter(({ low }) => low !== null)
      .map(({ low, high, per }) => {
        const share = low === high ? `${percent(low)}` : `${percent(low)}-${percent(high)}`;
        return per === null ? share : `${share}/${per}`;
      });
    const timed = found.map((price, at) => (expected[at]?.includes('/') ? price : price.split('/')[0]));
    expect(timed).toEqual(expected);
  });
});
