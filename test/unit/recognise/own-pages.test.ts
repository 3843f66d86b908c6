// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../../lib/page/index.ts';
import { judgeReading, readPage } from '../../../lib/recognise/index.ts';
import { decodePage } from '../../../scripts/lib/evaluate/corpus.ts';
import { readFixtures } from '../../../scripts/lib/evaluate/fixtures.ts';
import { disturbs, isQuiet, isRight, type Outcome } from '../../../scripts/lib/evaluate/outcome.ts';
import { parseDocument } from '../../../scripts/lib/evaluate/parsed-document.ts';
import { evaluatePure } from '../../../scripts/lib/evaluate/pure.ts';
import { goals } from '../../../scripts/lib/evaluate/report.ts';

const outcomes = await evaluatePure(readFixtures());
const kindOf = (html: string) =>
  judgeReading(readPage(takeSnapshot(parseDocument(html, 'https://x.test/'))), null, 0).kind;
// zh-Hans and zh-Hant are two languages to us; en-KE and en-IN are one.
const languageOf = ({ page }: Outcome) => (page.lang.startsWith('zh') ? page.lang : page.lang.split('-')[0]!);

describe('our own pages', () => {
  it.each(goals(outcomes))('$name: $goal', ({ ok, measured }) => {
    expect(ok, `${measured.hits} of ${measured.of}`).toBe(true);
  });

  it.each([...new Set(outcomes.map(languageOf))].sort())('are read in %s', (language) => {
    const these = outcomes.filter((outcome) => languageOf(outcome) === language);
    expect(these.length).toBeGreaterThanOrEqual(6);
    const wrong = these.filter((outcome) => !isRight(outcome)).map(({ page, kind }) => `${page.id} as ${kind}`);
    expect(wrong.length / these.length, wrong.join(', ')).toBeLessThanOrEqual(0.05);
  });

  it('wake nobody where they are ordinary', () => {
    const woken = outcomes.filter(({ page, lending }) => isQuiet(page) && !page.hard && lending !== null);
    expect(woken.map(({ page }) => page.id)).toEqual([]);
  });

  it('never bring danger to a quiet page', () => {
    const alarmed = outcomes.filter((outcome) => isQuiet(outcome.page) && outcome.severity === 'danger');
    expect(alarmed.map(({ page }) => page.id)).toEqual([]);
    expect(outcomes.filter((outcome) => isQuiet(outcome.page) && disturbs(outcome)).length).toBeLessThanOrEqual(1);
  });
});

const FORM = (title: string, fields: readonly string[], button: string, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><title>${title}</title><h1>${title}</h1><form>${fields
    .map((field, at) => `<label for="f${at}">${field}</label><input id="f${at}">`)
    .join('')}<button>${button}</button></form>`;
const ENGLISH = [
  'Apply for a personal loan',
  ['Loan amount', 'Loan term', 'National ID number', 'Mobile number', 'Monthly income'],
  'Submit loan application',
] as const;
const spell = (text: string, change: (letter: string) => string) => [...text].map(change).join('');
const LOOKALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  y: 'у',
  x: 'х',
  i: 'і',
  s: 'ѕ',
};

describe('an application that hides from machines', () => {
  const [title, fields, button] = ENGLISH;
  const drawn = (change: (text: string) => string) => FORM(change(title), fields.map(change), change(button));

  it.each([
    ['plain', (text: string) => text],
    ['letter by letter in spans', (text: string) => spell(text, (letter) => `<span>${letter}</span>`)],
    ['with zero-width characters', (text: string) => spell(text, (letter) => `${letter}\u200b`)],
    ['with soft hyphens', (text: string) => spell(text, (letter) => `${letter}\u00ad`)],
    ['in letters that look alike', (text: string) => spell(text, (letter) => LOOKALIKE[letter] ?? letter)],
    [
      'in full-width letters',
      (text: string) =>
        spell(text, (letter) => (/[a-z]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter)),
    ],
    [
      'in mathematical letters',
      (text: string) =>
        spell(text, (letter) =>
          /[a-z]/.test(letter) ? String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x1d41a) : letter,
        ),
    ],
    ['backwards under a right-to-left override', (text: string) => `\u202e${[...text].reverse().join('')}\u202c`],
    ['backwards in a bdo element', (text: string) => `<bdo dir="rtl">${[...text].reverse().join('')}</bdo>`],
  ])('is seen %s', (_, change) => {
    expect(kindOf(drawn(change))).toBe('application');
  });

  it.each(['', 'zh-CN', 'ar', 'xx-invalid', 'x'.repeat(200)])('is seen whatever it calls its language: %s', (lang) => {
    expect(kindOf(FORM(title, fields, button, lang))).toBe('application');
  });
});

describe('old encodings', () => {
  const GB = [0xbd, 0xe8, 0xbf, 0xee, 0xbd, 0xf0, 0xb6, 0xee]; // 借款金额

  it('are read by what the page declares', () => {
    const head = new TextEncoder().encode('<meta charset="gb2312"><p>');
    expect(decodePage(new Uint8Array([...head, ...GB]))).toContain('借款金额');
  });

  it('do no harm where the page declares another', () => {
    const head = new TextEncoder().encode('<meta charset="windows-1252"><p>');
    const page = decodePage(new Uint8Array([...head, ...GB]));
    expect(kindOf(page)).toBe('none');
    expect(kindOf(decodePage(new Uint8Array([...new TextEncoder().encode('<meta charset="no-such">'), ...GB])))).toBe(
      'none',
    );
  });
});

describe('short policies of lenders', () => {
  const POLICIES = [
    [
      'en',
      'Privacy policy',
      'When you apply for a loan we collect your name, your income and the contacts on your phone.',
    ],
    [
      'es',
      'Política de privacidad',
      'Cuando solicitas un préstamo recopilamos tu nombre, tus ingresos y los contactos de tu teléfono.',
    ],
    [
      'id',
      'Kebijakan privasi',
      'Saat Anda mengajukan pinjaman, kami mengumpulkan nama, penghasilan, dan kontak di ponsel Anda.',
    ],
    ['zh-CN', '隐私政策', '您申请贷款时，我们收集您的姓名、收入和手机通讯录，用于审核借款额度和催收。'],
  ] as const;

  it.each(POLICIES)('are never taken for offers (%s)', (lang, title, words) => {
    const page = `<!doctype html><html lang="${lang}"><title>${title}</title><h1>${title}</h1>${`<p>${words}</p>`.repeat(4)}`;
    expect(['policy', 'none']).toContain(kindOf(page));
  });

  it.each(['en', 'zh', 'id'])('of the demo are policies (%s)', (lang) => {
    const file = new URL(`../../fixtures/demo-site/${lang}/privacy.html`, import.meta.url);
    expect(kindOf(readFileSync(file, 'utf8'))).toBe('policy');
  });
});

describe('screens on which staff chooses the person', () => {
  const SCREENS = [
    ['en', 'Loan entry', 'Member', 'Loan amount', 'Term', 'Guarantor'],
    ['es', 'Registro de crédito', 'Cliente', 'Monto del préstamo', 'Plazo', 'Aval'],
    ['pt', 'Registo de crédito', 'Cliente', 'Valor do empréstimo', 'Prazo', 'Avalista'],
    ['id', 'Input pinjaman', 'Nasabah', 'Jumlah pinjaman', 'Tenor', 'Penjamin'],
    ['vi', 'Lập khoản vay', 'Người vay', 'Số tiền vay', 'Kỳ hạn', 'Người bảo lãnh'],
    ['ru', 'Оформление займа', 'Заёмщик', 'Сумма займа', 'Срок', 'Поручитель'],
    ['zh-CN', '录入借款', '客户', '借款金额', '借款期限', '担保人'],
    ['sw', 'Mkopo', 'Mwanachama', 'Kiasi cha mkopo', 'Muda', 'Mdhamini'],
  ] as const;
  const form = (lang: string, title: string, first: string, fields: readonly string[]) =>
    `<!doctype html><html lang="${lang}"><title>${title}</title><h1>${title}</h1><form>${first}${fields
      .map((field, at) => `<label for="f${at}">${field}</label><input id="f${at}">`)
      .join('')}<button>OK</button></form>`;

  it.each(SCREENS)('disturb nobody (%s)', (lang, title, person, ...fields) => {
    const choice = `<label for="w">${person}</label><select id="w"><option>-</option><option>A. B.</option></select>`;
    const told = (first: string) =>
      judgeReading(readPage(takeSnapshot(parseDocument(form(lang, title, first, fields), 'https://x.test/'))), null, 0);
    const staff = told(choice);
    expect(staff.kind === 'application' && staff.lending >= 0.7).toBe(false);
    expect(staff.lending).toBeLessThan(told('').lending - 0.1);
  });
});

describe('what a site of a lender has that asks for no loan', () => {
  it.each(['/contact', '/password'])('is left alone after its offer (%s)', (path) => {
    const outcome = outcomes.find(({ page }) => page.id === `cnt-en-lender-${path.slice(1)}`)!;
    expect(disturbs(outcome), `${outcome.kind} ${outcome.lending}`).toBe(false);
  });
});
