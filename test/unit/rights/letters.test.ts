// @vitest-environment node
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildTemplate,
  LETTER_KINDS,
  type Letter,
  type LetterFile,
  type LetterTemplate,
  type LetterTexts,
  type LetterValue,
  letterAnswer,
  letterDefaults,
  openLetters,
  openRights,
  renderLetter,
} from '../../../lib/rights/index.ts';
import { fetchJson, packOf } from './files.ts';

const NOW = Date.parse('2026-11-24T20:00:00Z');
const OPTIONS = { locale: 'en-GB', timeZone: 'Europe/London', now: NOW };
const letters = openLetters(fetchJson, openRights(fetchJson));
let all: LetterTemplate[];

beforeAll(async () => {
  all = [];
  for (const kind of LETTER_KINDS) {
    const file = (await fetchJson(`letters/${kind}.json`)) as LetterFile;
    for (const place of [...Object.keys(file.places), 'JP']) {
      for (const language of await letters.languages(kind, place))
        all.push(await letters.template(kind, place, language));
    }
  }
});

const texts = (letter: Letter): string => [letter.subject, ...letter.paragraphs].join('\n');

function filled(template: LetterTemplate, value: (type: string) => LetterValue): Record<string, LetterValue> {
  return Object.fromEntries(
    template.fields.map((field) => [field.id, field.type === 'choice' ? field.initial : value(field.type)]),
  );
}

describe('letters', () => {
  it('exist in English for every full jurisdiction, and in its own language', async () => {
    const wanted = Object.fromEntries(
      'CN:zh IN:hi ID:id PH:fil KE:sw MX:es US:es NG:en GB:en BR:pt CO:es PE:es'
        .split(' ')
        .map((pair) => pair.split(':')),
    ) as Record<string, string>;
    for (const [place, language] of Object.entries(wanted)) {
      for (const kind of LETTER_KINDS) {
        expect(await letters.languages(kind, place), `${kind} ${place}`).toEqual(
          expect.arrayContaining(['en', language]),
        );
        expect((await letters.template(kind, place, language)).reviewed).toBe(language === 'en');
      }
    }
  });

  it('do not say for the user, who has not been asked yet, that nobody was named as a contact person', async () => {
    for (const template of all.filter(({ kind }) => kind === 'stop-third-party')) {
      const before = texts(
        renderLetter(
          template,
          filled(template, () => 'X'),
          OPTIONS,
        ),
      );
      const answers = { ...filled(template, () => 'X'), agreed: 'none' };
      const said = texts(renderLetter(template, answers, OPTIONS));
      expect(said.length, `${template.jurisdiction} ${template.language}`).toBeGreaterThan(before.length);
    }
  });

  it('speak to a reader of traditional Chinese in that script, else in the simplified one', async () => {
    const language = async (place: string, wanted: string) =>
      (await letters.template('stop-third-party', place, wanted)).language;
    expect(await language('TW', 'zh-TW')).toBe('zh-TW');
    expect(await language('HK', 'zh-HK')).toBe('zh-TW');
    expect(await language('HK', 'fil')).toBe('en');
    expect(await language('CN', 'zh-TW')).toBe('zh');
    expect(await language('TW', 'zh-CN')).toBe('zh-TW');
    const complaint = await letters.template('complaint', 'HK', 'zh-HK');
    expect(complaint.routes?.licensed?.name).toBe('放債人註冊處');
  });

  it('keep a telephone number in one piece where the script runs from right to left, and as typed elsewhere', async () => {
    const said = async (language: string) => {
      const template = await letters.template('prepare-relatives', 'PK', language);
      return texts(renderLetter(template, { ...filled(template, () => 'X'), channel: '0300 123 4567' }, OPTIONS));
    };
    // Between digits a common separator (UAX #9, W4) keeps them one number; a space would turn their groups around.
    expect(await said('ur')).toContain('0300\u00a0123\u00a04567');
    expect(await said('en')).toContain('0300 123 4567');
  });

  it('cite only rights in force that are not recalled', () => {
    for (const { kind, jurisdiction, hooks } of all) {
      for (const { right } of hooks) {
        expect([right.status, right.confidence], `${kind} ${jurisdiction} ${right.id}`).toEqual([
          'in-force',
          expect.not.stringMatching('recalled'),
        ]);
      }
    }
  });

  it('claim nothing in a complaint that the user did not choose, and offer the lines to choose from', () => {
    for (const template of all.filter(({ kind }) => kind === 'complaint')) {
      const field = template.fields.find(({ id }) => id === 'remedies')!;
      const at = `${template.jurisdiction} ${template.language}`;
      expect(field.initial.split('\n'), at).toHaveLength(1);
      expect(field.suggestions.length, at).toBe(3);
      const fresh = texts(renderLetter(template, { remedies: field.initial }, OPTIONS));
      for (const line of field.suggestions) expect(fresh, at).not.toContain(line);
    }
  });

  it('say nothing of the user that only the user can say', () => {
    for (const template of all) {
      const fresh = renderLetter(template, {}, OPTIONS);
      const asked = template.fields.filter(({ ask }) => ask);
      const at = `${template.kind} ${template.jurisdiction} ${template.language}`;
      expect(
        asked.map(({ id }) => id),
        at,
      ).toEqual({ complaint: ['about', 'who'], deletion: ['who'] }[template.kind as string] ?? []);
      for (const field of asked) {
        for (const { id } of field.options) {
          const said = renderLetter(template, { [field.id]: id }, OPTIONS);
          if (field.id === 'who') expect(said.blocks.length, at).toBeGreaterThan(fresh.blocks.length);
          expect(said.missing, at).not.toContain(field.id);
        }
      }
      // What a lender did is for the user to say: only where to complain stands in a complaint by itself.
      if (template.kind !== 'complaint') continue;
      for (const about of ['', 'licensed', 'unlicensed', 'data']) {
        const cited = renderLetter(template, { about }, OPTIONS).citations.map(({ rightId }) => rightId);
        const topics = template.hooks.filter(({ right }) => cited.includes(right.id)).map(({ right }) => right.topic);
        expect(
          topics.filter((topic) => topic !== 'complaint'),
          at,
        ).toEqual([]);
      }
    }
  });

  it('cite each rule that fits, or not, as the user chooses', () => {
    for (const template of all) {
      for (const about of ['', 'licensed', 'unlicensed', 'data']) {
        const written = (options: { confirmed?: string[]; dropped?: string[] }) =>
          renderLetter(template, { about, collector: 'C', scope: 'all' }, { ...OPTIONS, ...options });
        const ids = written({}).rules.map(({ right }) => right.id);
        expect(ids).toEqual(expect.arrayContaining(template.confirmHooks.map(({ id }) => id)));
        expect(written({ confirmed: ids }).citations.map(({ rightId }) => rightId)).toEqual(ids);
        expect(written({ dropped: ids }).citations).toEqual([]);
        expect(written({ dropped: ids }).rules.every(({ cited }) => !cited)).toBe(true);
      }
    }
  });

  it('warn of the time limit and of court papers where they offer to pay, in every language', () => {
    const about = new Map(
      all.filter(({ kind }) => kind === 'hardship-schedule').map((one) => [one.language, one.about]),
    );
    const court = {
      bn: 'আদালতের কাগজ',
      en: 'court paper',
      es: 'papel del juzgado',
      fil: 'papel ng hukuman',
      hi: 'अदालती काग़ज़',
      id: 'surat pengadilan',
      pt: 'papel da justiça',
      sw: 'hati ya mahakama',
      th: 'เอกสารจากศาล',
      ur: 'عدالتی کاغذ',
      vi: 'giấy của tòa',
      zh: '法院文书',
      'zh-TW': '法院文件',
    };
    expect([...about.keys()].sort()).toEqual(Object.keys(court).sort());
    for (const [language, words] of Object.entries(court)) expect(about.get(language), language).toContain(words);
  });

  it('say beside a citation what a rule is worth that is no law', () => {
    const laws = new Set(['law', 'regulation', 'judicial-interpretation']);
    let weaker = 0;
    for (const template of all) {
      const confirmed = template.confirmHooks.map(({ id }) => id);
      const rights = [...template.hooks.map(({ right }) => right), ...template.confirmHooks];
      for (const { rightId, citation } of renderLetter(template, {}, { ...OPTIONS, confirmed }).citations) {
        const { force } = rights.find(({ id }) => id === rightId)!;
        if (laws.has(force)) continue;
        expect(citation, `${template.kind} ${rightId} ${template.language}`).toContain(template.force[force]);
        weaker++;
      }
    }
    expect(weaker).toBeGreaterThan(0);
  });

  it('cite what the user has confirmed, and nothing else that is unverified', async () => {
    const template = await letters.template('stop-third-party', 'KE', 'en');
    const cited = (confirmed: string[]) =>
      renderLetter(template, {}, { ...OPTIONS, confirmed }).citations.map(({ rightId }) => rightId);
    expect(cited([])).toEqual(['ke-indirect-collection', 'ke-erasure']);
    expect(cited(['ke-third-party', 'ke-made-up'])).toEqual(['ke-indirect-collection', 'ke-erasure', 'ke-third-party']);
  });

  it('refuse a hook that is no rule in force', async () => {
    const file = (await fetchJson('letters/stop-third-party.json')) as LetterFile;
    const words = (await fetchJson('letters/texts/en.json')) as LetterTexts;
    const build = (right: string) => () =>
      buildTemplate({ ...file, places: { ID: { ...file.anywhere, hooks: [{ right }] } } }, words, 'ID', idPack);
    const idPack = await packOf('ID');
    expect(build('id-emergency-contact')).toThrow(/id-emergency-contact, which is background/);
    expect(build('id-threats')).toThrow(/unverified/);
    expect(build('id-nothing')).toThrow(/not in the pack/);
    expect(build('id-only-consumer')).not.toThrow();
  });

  it('can be written with nothing in any field: blanks, no holes', () => {
    for (const template of all) {
      const letter = renderLetter(template, {}, OPTIONS);
      const text = texts(letter);
      expect(text, template.kind).not.toMatch(/\{\{|undefined|null|NaN|Invalid/);
      expect(letter.blocks.every((block) => block.type !== 'table' || block.rows.length > 0)).toBe(true);
      const required = template.fields
        .filter((field) => field.required && (field.type !== 'choice' || field.ask))
        .map(({ id }) => id);
      expect(letter.missing, `${template.kind} ${template.jurisdiction}`).toEqual(required);
    }
  });

  it('keep HTML, placeholders, emoji and long texts as plain text', () => {
    const nasty = `<img src=x onerror=alert(1)> {{name}} {{todayDate}} 👩‍👩‍👧 ${'長'.repeat(10_000)}`;
    for (const template of all) {
      const letter = renderLetter(
        template,
        filled(template, () => nasty),
        OPTIONS,
      );
      const text = texts(letter);
      expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      const textFields = template.fields.filter(({ type }) => type === 'text' || type === 'lines');
      expect(letter.cut).toEqual(expect.arrayContaining(textFields.map(({ id }) => id)));
      const longest = textFields.reduce((max, { max: limit }) => Math.max(max, limit), 0);
      if (longest >= 80) expect(text).toContain('<img src=x onerror=alert(1)> {{name}}');
    }
  });

  it('never fail and never hold control characters, whatever is typed', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.record({ minor: fc.double(), currency: fc.string({ maxLength: 4 }) }),
      fc.array(
        fc.record({
          date: fc.string({ maxLength: 12 }),
          amount: fc.record({ minor: fc.maxSafeInteger(), currency: fc.constantFrom('INR', 'XXX', '?') }),
          balance: fc.constant(null),
        }),
        { maxLength: 3 },
      ),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(
        fc.nat({ max: all.length - 1 }),
        fc.array(value, { minLength: 16, maxLength: 16 }),
        fc.string({ maxLength: 8 }),
        (index, values, locale) => {
          const template = all[index] as LetterTemplate;
          const given = Object.fromEntries(template.fields.map((field, at) => [field.id, values[at]]));
          const text = texts(renderLetter(template, given, { locale, timeZone: locale, now: NOW }));
          return !/[\p{Cc}\p{Bidi_Control}]|NaN|Infinity|Invalid Date|undefined/u.test(text.replaceAll('\n', ''));
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it('offer no payment on a day that is past, nor one without a day, and promise none without an offer', () => {
    const pay = (date: string) => ({ date, amount: { minor: 5_000, currency: 'USD' }, balance: null });
    for (const template of all.filter(({ kind }) => kind === 'hardship-schedule')) {
      const written = (schedule: LetterValue) => renderLetter(template, { schedule }, OPTIONS);
      const some = written([pay('2026-11-01'), pay(''), pay('2026-12-01')]);
      const rows = some.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
      expect(rows, template.language).toHaveLength(1);
      const none = written([pay('2026-11-23')]);
      expect(none.blocks.some(({ type }) => type === 'table')).toBe(false);
      expect(none.missing).toEqual(written([]).missing);
      // Without the offer; the word on its first payment gives way to a question for the lender's own plan.
      expect(none.paragraphs).toHaveLength(some.paragraphs.length - 1);
      expect(none.paragraphs.filter((line) => !some.paragraphs.includes(line))).toHaveLength(1);
    }
  });

  it("write dates, money and days in the letter's language", async () => {
    const schedule = [
      { date: '2026-12-05', amount: { minor: 50_000, currency: 'CNY' }, balance: { minor: 150_000, currency: 'CNY' } },
      { date: '2027-01-05', amount: { minor: 150_000, currency: 'CNY' }, balance: { minor: 0, currency: 'CNY' } },
    ];
    const values = {
      today: '2026-11-24',
      accepted: { minor: 200_000, currency: 'CNY' },
      schedule,
      review: '2027-02-01',
    };
    const zh = renderLetter(await letters.template('hardship-schedule', 'CN', 'zh'), values, {
      ...OPTIONS,
      locale: 'zh-CN',
    });
    expect(zh.blocks.find(({ type }) => type === 'table')).toEqual({
      type: 'table',
      text: '我提出如下还款安排：',
      head: ['日期', '还款', '剩余'],
      rows: [
        ['2026年12月5日', '¥500', '¥1,500'],
        ['2027年1月5日', '¥1,500', '¥0'],
      ],
    });
    expect(texts(zh)).toContain('请在14天内，即2026年12月8日之前');
    const en = texts(renderLetter(await letters.template('hardship-schedule', 'CN', 'en'), values, OPTIONS));
    expect(en).toContain('within 14 days, that is by 8 December 2026');
    expect(en).toContain('I accept that I owe CN¥2,000.');
    expect(en).toContain('On 1 February 2027');
    const hi = renderLetter(await letters.template('stop-third-party', 'IN', 'hi'), values, OPTIONS);
    expect(texts(hi)).toContain('7 दिन');
  });

  it('offer no payment on a date that does not exist, and leave out the rest where it is not known', async () => {
    const template = await letters.template('hardship-schedule', 'GB', 'en');
    const payment = { date: '2027-02-28', amount: { minor: 1000, currency: 'GBP' }, balance: null };
    const letter = renderLetter(template, { schedule: [{ ...payment, date: '2027-02-31' }, payment] }, OPTIONS);
    expect(letter.blocks.find(({ type }) => type === 'table')).toMatchObject({
      head: ['Date', 'Payment'],
      rows: [['28 February 2027', '£10']],
    });
  });

  it('say one day and many in words', async () => {
    const template = await letters.template('stop-third-party', 'NG', 'en');
    expect(texts(renderLetter(template, {}, OPTIONS))).toContain('within 2 days');
    expect(texts(renderLetter({ ...template, deadlineDays: 1 }, {}, OPTIONS))).toContain('within 1 day,');
  });

  it('follow the choices', async () => {
    const us = await letters.template('stop-third-party', 'US', 'en');
    const others = renderLetter(us, { scope: 'others' }, OPTIONS);
    const everything = renderLetter(us, { scope: 'all' }, OPTIONS);
    expect(others.citations.map(({ rightId }) => rightId)).not.toContain('us-cease');
    expect(everything.citations.map(({ rightId }) => rightId)).toContain('us-cease');
    expect(texts(everything)).toContain('also stop all contact with me');
    expect(texts(others)).toContain('as soon as you have it');
    const card = await letters.template('hardship-schedule', 'CN', 'en');
    expect(renderLetter(card, { debtKind: 'card' }, OPTIONS).citations.map(({ rightId }) => rightId)).toEqual([
      'cn-hardship-creditcard',
    ]);
    // Which rule a disputed sum rests on, only the user can tell.
    expect(renderLetter(card, { disputed: '300' }, OPTIONS).citations).toEqual([]);
    expect(card.confirmHooks.map(({ id }) => id)).toEqual(['cn-rate-cap-facilitated', 'cn-no-upfront-deduction']);
    // A lender that collects its own loan is not bound by the rules for collectors.
    const cited = (collector: string) =>
      renderLetter(us, { collector }, OPTIONS).citations.map(({ rightId }) => rightId);
    expect(cited('')).toEqual([]);
    expect(cited('Quick Collect Inc')).toEqual(['us-third-party', 'us-location', 'us-stop-medium']);
  });

  it('ask for the choice of stopping all contact only where the law has it', async () => {
    expect((await letters.template('stop-third-party', 'GB', 'en')).fields.some(({ id }) => id === 'scope')).toBe(
      false,
    );
  });

  it('say in China that the debtor can be reached', async () => {
    expect(texts(renderLetter(await letters.template('stop-third-party', 'CN', 'en'), {}, OPTIONS))).toContain('失联');
    expect(texts(renderLetter(await letters.template('stop-third-party', 'CN', 'zh'), {}, OPTIONS))).toContain('失联');
  });

  it('turn lines into items', async () => {
    const template = await letters.template('complaint', 'IN', 'en');
    const letter = renderLetter(template, { facts: ' 1 May, call \n\n2 May, message to my aunt\r\n' }, OPTIONS);
    expect(letter.blocks).toContainEqual({
      type: 'list',
      text: 'What happened:',
      items: ['1 May, call', '2 May, message to my aunt'],
    });
  });
});

describe('the form of a letter', () => {
  it('starts with what is known', async () => {
    const template = await letters.template('complaint', 'CN', 'zh');
    const context = {
      platformName: 'FastApp',
      debtName: null,
      debtAmount: null,
      userName: '王芳',
      userChannel: null,
      schedule: null,
      income: null,
      costs: null,
    };
    const values = letterDefaults(template, context, { timeZone: 'Asia/Shanghai', now: NOW });
    expect(values).toMatchObject({
      today: '2026-11-25',
      name: '王芳',
      lender: 'FastApp',
      app: 'FastApp',
      about: '',
      authority: '',
      channel: '',
    });
    expect(values.remedies).toBe('告知处理结果');
    expect(template.routes?.data?.name).toBe('国家互联网信息办公室');
  });

  it('has the office follow what a complaint is about, unless the user wrote another', async () => {
    const template = await letters.template('complaint', 'CN', 'zh');
    const licensed = letterAnswer(template, { authority: '' }, 'about', 'licensed');
    expect(licensed.authority).toBe('国家金融监督管理总局');
    expect(letterAnswer(template, licensed, 'about', 'data').authority).toBe('国家互联网信息办公室');
    expect(letterAnswer(template, licensed, 'about', '').authority).toBe('');
    const own = { ...licensed, authority: '重庆市地方金融管理局' };
    expect(letterAnswer(template, own, 'about', 'data').authority).toBe('重庆市地方金融管理局');
    expect(letterAnswer(template, licensed, 'app', 'X')).toEqual({ ...licensed, app: 'X' });
    const anywhere = await letters.template('complaint', 'JP', 'en');
    expect(letterAnswer(anywhere, {}, 'about', 'data')).toEqual({ about: 'data' });
  });

  it('takes no debt that is known for one that the user admits', async () => {
    const template = await letters.template('hardship-schedule', 'GB', 'en');
    const debt = { minor: 50_000, currency: 'GBP' };
    const payment = { date: '2026-12-05', amount: { minor: 5000, currency: 'GBP' }, balance: debt };
    const context = {
      platformName: null,
      debtName: 'Sunny',
      debtAmount: debt,
      userName: null,
      userChannel: null,
      schedule: [payment],
      income: null,
      costs: null,
    };
    const values = letterDefaults(template, context, OPTIONS);
    const letter = renderLetter(template, values, OPTIONS);
    expect(letter.blocks.find(({ type }) => type === 'table')).toMatchObject({ head: ['Date', 'Payment'] });
    expect(texts(letter)).not.toMatch(/500|I accept that I owe/);
    expect(texts(letter)).toContain('Nothing in this letter accepts a certain sum.');
    const accepted = texts(renderLetter(template, { ...values, accepted: debt }, OPTIONS));
    expect(accepted).toContain('I accept that I owe £500.');
    expect(accepted).toContain('Left to pay');
    expect(accepted).not.toContain('accepts a certain sum');
  });

  it('falls back to the usual language of the place', async () => {
    expect((await letters.template('deletion', 'MX', 'zh-CN')).language).toBe('es');
    expect((await letters.template('deletion', 'CN', 'zh-TW')).language).toBe('zh');
    expect((await letters.template('deletion', 'JP', 'ja')).language).toBe('en');
    expect((await letters.template('complaint', 'AR', 'es-AR')).language).toBe('es');
  });
});
