// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/assessment/index.ts';
import { explain } from '../../../lib/explain/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { findPrices, judgePrices } from '../../../lib/pricing/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { pageOf } from './page.ts';

const DATA = new URL('../../../data/', import.meta.url).pathname;
const fetchJson = async (path: string) => JSON.parse(readFileSync(`${DATA}${path}`, 'utf8'));
const rights = openRights(fetchJson);
const translator = await openTranslator(['en'], NAMESPACES, fetchJson);

async function told(lines: string[], lang: string, page: string | null, signals: Assessment['signals'] = []) {
  const jurisdiction = { home: null, page };
  const price = await judgePrices(findPrices(pageOf(lines, lang)), {
    jurisdiction,
    capsFor: rights.capsFor,
    on: '2026-11-24',
  });
  const assessment: Assessment = {
    version: 1,
    url: 'https://lender.example/',
    host: 'lender.example',
    at: 0,
    kind: 'marketing',
    score: 0.9,
    signals,
    contacts: [],
    price,
    platform: null,
    severity: 'info',
    reasons: [],
    jurisdiction,
  };
  const pack = page ? await rights.pack(page) : null;
  return explain(assessment, translator, pack ? [pack] : []).price;
}

describe('a price in words', () => {
  it('quotes, works out, and names the law with its source', async () => {
    const price = await told(['月息2分', '借款期限30天'], 'zh-tw', 'TW');
    expect(price?.lines).toEqual([
      'The page says: “月息2分”',
      'That comes to 24% a year, or 26.82% with interest on interest.',
      'Only interest is counted. Ask which fees come on top.',
      'All of it is due within 60 days.',
    ]);
    expect(price?.working).toEqual(['2% × 12 = 24% a year', 'interest on interest 12 times a year']);
    expect(price?.law?.text).toBe('The limit in Taiwan is 16% (simple yearly rate). The stated price is above it.');
    expect(price?.law?.cited?.citation).toMatch(/Civil Code/);
    expect(price?.law?.cited?.url).toMatch(/^https:/);
  });

  it('tells what is kept back, and shows amounts in their currency', async () => {
    const price = await told(['Borrow KSh 1,000 and receive KSh 700, pay KSh 1,000 after 7 days'], 'en', 'KE');
    expect(price?.lines).toContain('30% of the loan is kept back. You owe all of it.');
    expect(price?.lines.join(' ')).toContain('2,234.69% a year, or more than 100,000% with interest on interest');
    expect(price?.lines.at(-1)).toMatch(/no limit/);
    expect(price?.working[0]).toMatch(/You get KES\s700.00 and pay KES\s1,000.00 after 7 days\./);
    expect(price?.law).toBeNull();
  });

  it('lists prices that differ', async () => {
    const price = await told(['Interest 1% per month', 'Interest 5% per month'], 'en', null);
    expect(price?.others).toEqual(['12% a year: “Interest 1% per month”']);
  });

  it('says what cannot be told, what is free, what is silent', async () => {
    expect((await told(['Loans at 8% interest'], 'en', null))?.lines.join(' ')).toMatch(
      /nobody can tell.*day, a month or a year/,
    );
    expect((await told(['0% interest on your first loan'], 'en', null))?.lines.join(' ')).toMatch(
      /without interest.*for some people only/,
    );
    const silent = { id: 'price-not-stated', evidence: { text: 'Apply now', where: 'button' } };
    expect((await told(['Apply for a loan now'], 'en', null, [silent]))?.lines).toEqual([
      'The page does not say what the loan costs. Ask for the whole price in writing first.',
    ]);
    expect(await told(['Apply for a loan now'], 'en', null)).toBeNull();
  });

  it('never shows NaN, undefined or a key', async () => {
    const pages = [
      ['Interest 100,000% per day'],
      ['Flat interest of 2% per month', 'Loan term 12 months', 'Processing fee 5%, deducted upfront'],
      ['APR 9.9% to 35.99%', 'You can roll over your loan for a fee'],
      ['Late payments cost 2% per day'],
      ['Loan of $1,000, 12 payments of $100'],
      ['0.8% per day', 'Loan term 30 days'],
      ['EIR 40% p.a.'],
      ['Service charge of 10% of the loan', 'Loan term 6 months'],
      ['A 14-day loan'],
    ];
    for (const lines of pages) {
      const price = await told(lines, 'en', 'PH');
      const text = JSON.stringify(price);
      expect(price, lines.join()).not.toBeNull();
      expect(text).not.toMatch(/NaN|undefined|Infinity|\{\{|price:[a-z]|step\.[a-z]|flag\.[a-z]/);
    }
  });
});
