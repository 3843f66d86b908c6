// @vitest-environment node
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { blankSnapshot, type Control, type Snapshot } from '../../../lib/page/index.ts';
import {
  carryVisit,
  judgeReading,
  type Model,
  mergeReadings,
  PageReadingSchema,
  readPage,
  VISIT_HALF_LIFE,
  VisitPriorSchema,
} from '../../../lib/recognise/index.ts';

const SEED = 20_261_124;
const block = (text: string, tag = 'p') => ({ text, tag, where: tag });
const control = (label: string, type = 'text'): Control => ({
  type,
  label,
  key: '',
  autocomplete: '',
  accept: '',
  form: 0,
  options: [],
  where: `input[name="${label}"]`,
});
const button = (text: string) => ({ text, href: '', kind: 'button' as const, where: 'button' });
const read = (part: Partial<Snapshot>) => readPage(blankSnapshot(part));
const judge = (part: Partial<Snapshot>) => judgeReading(read(part), null, 0);

const APPLICATION: Partial<Snapshot> = {
  title: 'Loan application',
  blocks: [
    block('Apply for a personal loan', 'h1'),
    block('Loan amount', 'label'),
    block('National ID number', 'label'),
  ],
  controls: ['Loan amount', 'Loan term', 'National ID number', 'Mobile number', 'Monthly income'].map((label) =>
    control(label),
  ),
  actions: [button('Submit loan application')],
};
const STEP: Partial<Snapshot> = {
  blocks: [block('姓名', 'label'), block('身份证号', 'label'), block('银行卡号', 'label')],
  controls: ['姓名', '身份证号', '银行卡号', '手机号'].map((label) => control(label)),
  actions: [button('提交')],
};
const HOME: Partial<Snapshot> = {
  title: '极速贷款',
  blocks: [block('借款额度最高五万，三分钟到账', 'h1'), block('日利率低至0.05%')],
  actions: [button('立即申请')],
};

describe('a reading', () => {
  it('fits its schema, with evidence for every feature', () => {
    const reading = read(APPLICATION);
    expect(v.is(PageReadingSchema, reading)).toBe(true);
    expect(Object.keys(reading.evidence).sort()).toEqual(Object.keys(reading.features).sort());
  });

  it('fits its schema whatever the page holds', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const page = fc.record({
      title: text,
      lang: text,
      metas: fc.dictionary(text, text, { maxKeys: 3 }),
      blocks: fc.array(fc.record({ text, tag: fc.constantFrom('p', 'h1', 'td'), where: text }), { maxLength: 5 }),
      controls: fc.array(
        fc.record({ label: text, type: text }).map(({ label, type }) => control(label, type)),
        { maxLength: 5 },
      ),
      actions: fc.array(text.map(button), { maxLength: 5 }),
      schemaTypes: fc.array(text, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(page, (part) => {
        const reading = read(part);
        v.parse(PageReadingSchema, reading);
        const verdict = judgeReading(reading, null, 0);
        return verdict.score >= 0 && verdict.score <= 1 && verdict.lending >= 0 && verdict.lending <= 1;
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it.each([
    [
      'more features than there are',
      { features: Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`x${at}`, 1])) },
    ],
    ['a value beyond 1', { features: { 'any:product': 50 } }],
    ['no number', { features: { 'any:product': Number.NaN } }],
    ['evidence too long', { evidence: { x: { text: 'x'.repeat(161), where: '' } } }],
    ['unknown keys', { extra: 1 }],
    [
      'too many signals',
      { signals: Array.from({ length: 100 }, () => ({ id: 'x', evidence: { text: '', where: '' } })) },
    ],
  ])('is refused with %s', (_, part) => {
    expect(v.is(PageReadingSchema, { ...read({}), ...part })).toBe(false);
  });

  it('stays small for a page of a hundred thousand words', () => {
    const words = 'loan apply borrow repay interest rate emergency contact insurance article '.repeat(40);
    const reading = read({ blocks: Array.from({ length: 300 }, () => block(words)) });
    expect(JSON.stringify(reading).length).toBeLessThan(60_000);
  });

  it('takes demands for signals only where a field or a button asks', () => {
    const ids = (part: Partial<Snapshot>) => read(part).signals.map((signal) => signal.id);
    expect(ids({ blocks: [block('Never tell anyone your bank account number')] })).not.toContain('bank-card');
    expect(ids({ controls: [control('Bank account number')] })).toContain('bank-card');
  });

  it('takes a denied claim for none', () => {
    const ids = (text: string) => read({ blocks: [block(text)] }).signals.map((signal) => signal.id);
    expect(ids('You must pay an advance fee first')).toContain('upfront-fee');
    expect(ids('You will never pay an advance fee with us')).not.toContain('upfront-fee');
  });

  it('lets hidden words neither make nor unmake a lender', () => {
    const plain = judge({ blocks: [block('Fresh lamps for your home')], actions: [button('Add to cart')] });
    const stuffed = judge({
      blocks: [
        block('Fresh lamps for your home'),
        { ...block('payday loan apply now instant cash borrow no credit check'), hidden: true },
      ],
      actions: [button('Add to cart')],
    });
    expect([plain.kind, stuffed.kind]).toEqual(['none', 'none']);
    const masked = judge({
      ...APPLICATION,
      blocks: [
        ...(APPLICATION.blocks ?? []),
        {
          ...block('student loan library ISBN job application mortgage insurance published by journalist'),
          hidden: true,
        },
      ],
    });
    expect(masked.kind).toBe('application');
  });
});

describe('a verdict', () => {
  it('is the sum of its contributions', () => {
    const model: Model = {
      lending: { bias: -1, threshold: 0.5, weights: { 'form:some': 2, 'any:product': 3 } },
      kinds: { application: { bias: 0, weights: { 'form:some': 1 } }, marketing: { bias: 0, weights: {} } },
    };
    const verdict = judgeReading(read(APPLICATION), null, 0, model);
    const sum = verdict.contributions
      .filter(({ to }) => to === 'lending')
      .reduce((all, { value, weight }) => all + value * weight, 0);
    expect(verdict.lending).toBeCloseTo(1 / (1 + Math.exp(-sum)), 3);
    expect(verdict.kind).toBe('application');
  });

  it('is the sum of its contributions however many there are', () => {
    const words = 'loan apply borrow repay interest rate emergency contact insurance article mortgage car student job';
    const reading = read({ ...APPLICATION, blocks: [...(APPLICATION.blocks ?? []), block(words), block(words, 'h2')] });
    const weights = Object.fromEntries(Object.keys(reading.features).map((name, at) => [name, 0.3 - (at % 7) / 10]));
    const model: Model = {
      lending: { bias: -0.4, threshold: 0.5, weights },
      kinds: { application: { bias: 0, weights: {} } },
    };
    expect(Object.keys(weights).length).toBeGreaterThan(45);
    const { contributions, lending } = judgeReading(reading, null, 0, model);
    const sum = contributions
      .filter(({ to }) => to === 'lending')
      .reduce((all, { value, weight }) => all + value * weight, 0);
    expect(lending).toBeCloseTo(1 / (1 + Math.exp(-sum)), 3);
    expect(contributions.map(({ name }) => name)).toEqual(expect.arrayContaining(['bias', 'others']));
  });

  it('says none below the threshold of the kind, with the certainty of that', () => {
    const model: Model = {
      lending: { bias: 0.1, threshold: 0.6, weights: {} },
      kinds: { application: { bias: 0, weights: {} } },
    };
    const verdict = judgeReading(read({}), null, 0, model);
    expect(verdict.kind).toBe('none');
    expect(verdict.score).toBeCloseTo(1 - verdict.lending, 3);
  });

  it('knows an application form, and a sign-up without a word of lending as none', () => {
    expect(judge(APPLICATION).kind).toBe('application');
    expect(
      judge({ controls: [control('E-mail'), control('Password', 'password')], actions: [button('Sign up')] }).kind,
    ).toBe('none');
  });
});

describe('a listing in an app store', () => {
  const kind = (part: Partial<Snapshot>) => judgeReading(readPage(blankSnapshot(part), { store: true }), null, 0).kind;
  const lender: Partial<Snapshot> = {
    title: 'Sunny Cash Loan – Apps on a store',
    blocks: [
      block('Sunny Cash Loan', 'h1'),
      block('Borrow up to 20,000, repay in 91 days. Interest rate 0.05 % a day.'),
    ],
    actions: [button('Install')],
  };

  it('is a lender’s where it names loans and speaks of lending', () => {
    expect(kind(lender)).toBe('store-listing');
    expect(judgeReading(readPage(blankSnapshot(lender)), null, 0).kind).not.toBe('store-listing');
  });

  it('is none where a game or a calculator only mentions a loan', () => {
    expect(
      kind({ title: 'Heron Farm', blocks: [block('Build a farm. Take a loan from the bank to buy seeds.')] }),
    ).toBe('none');
    expect(kind({ title: 'Loan calculator', blocks: [block('Work out instalments')] })).toBe('none');
  });
});

describe('a visit', () => {
  const home = () => carryVisit(null, read(HOME), 0);

  it('makes a bare step of an application known, and says why', () => {
    const alone = judgeReading(read(STEP), null, 0);
    const visited = judgeReading(read(STEP), home(), 1000);
    expect(alone.kind).toBe('none');
    expect(visited.kind).toBe('application');
    const signal = visited.signals.find(({ id }) => id === 'visit');
    expect(signal?.evidence.text).toMatch(/贷款|借款|申请/);
    expect(
      visited.contributions.some(({ name, value, weight }) => name.startsWith('visit:') && value * weight > 0),
    ).toBe(true);
  });

  it('is forgotten with time', () => {
    const { lending: soon } = judgeReading(read(STEP), home(), 1000);
    const { lending: later } = judgeReading(read(STEP), home(), VISIT_HALF_LIFE);
    const { lending: late } = judgeReading(read(STEP), home(), VISIT_HALF_LIFE * 20);
    expect(soon).toBeGreaterThan(later);
    expect(late).toBe(judgeReading(read(STEP), null, 0).lending);
  });

  it('keeps the strongest of what pages showed, half of it after a half-life, and fits its schema', () => {
    const first = home();
    const next = carryVisit(first, read({ blocks: [block('About us')] }), VISIT_HALF_LIFE);
    expect(v.is(VisitPriorSchema, next)).toBe(true);
    for (const [name, value] of Object.entries(first.features)) expect(next.features[name]).toBeCloseTo(value / 2, 2);
    expect(carryVisit(next, read(HOME), VISIT_HALF_LIFE).features).toEqual(first.features);
  });

  it('does not turn other pages of a lender into applications', () => {
    expect(judgeReading(read({ blocks: [block('我们的办公室在上海')] }), home(), 1000).kind).toBe('none');
  });
});

describe('frames', () => {
  it('add a form to the page around them', () => {
    const top = read({ title: 'Welcome', blocks: [block('Please fill in')] });
    const merged = mergeReadings(top, [read(APPLICATION)]);
    expect(v.is(PageReadingSchema, merged)).toBe(true);
    expect(judgeReading(merged, null, 0).kind).toBe('application');
    expect(merged.evidence['any:product']?.where).toMatch(/^frame 1/);
  });

  it('do not make a news page a lender’s by an advertisement', () => {
    const news = read({ title: 'Herons return', blocks: [block('The heron stood in the reeds. '.repeat(60))] });
    const advertisement = read({ blocks: [block('Personal loans, apply now')], actions: [button('Apply now')] });
    expect(mergeReadings(news, [advertisement])).toEqual(news);
  });

  it('give an empty page for one that was not read yet, whose place none of them takes', () => {
    const advertisement = read({ blocks: [block('Personal loans, apply now')], actions: [button('Apply now')] });
    for (const frames of [[], [advertisement]]) {
      const empty = mergeReadings(null, frames);
      expect(v.is(PageReadingSchema, empty)).toBe(true);
      expect(judgeReading(empty, null, 0).kind).toBe('none');
    }
    expect(mergeReadings(null, []).features).toEqual(read({}).features);
  });
});
