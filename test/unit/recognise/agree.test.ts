// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { disagreements } from '../../../scripts/lib/evaluate/agree.ts';
import { labelled } from '../../../scripts/lib/evaluate/corpus.ts';
import type { Outcome } from '../../../scripts/lib/evaluate/outcome.ts';

const row = { repo: 'site', lang: 'en', label: 'loan-application', hard: false, asksAddressBook: false };
const page = labelled({ ...row, id: 'site/1' }, '');
const outcome = (part: Partial<Outcome> = {}): Outcome => ({
  page,
  kind: 'application',
  score: 0.9,
  lending: null,
  severity: 'info',
  contacts: [],
  contributions: [],
  rules: ['lending-form', 'no-price'],
  ...part,
});

describe('two ways of judging', () => {
  it('agree where kind, score, severity, requests and rules are the same, in whatever order', () => {
    const other = outcome({ lending: 0.97, score: 0.9 + 1e-9, rules: ['no-price', 'lending-form'] });
    expect(disagreements([outcome()], [other])).toEqual([]);
  });

  it.each([
    [{ kind: 'marketing' as const }, 'site/1: kind application and marketing'],
    [{ score: 0.900_01 }, 'site/1: score 0.9 and 0.90001'],
    [{ severity: 'caution' as const }, 'site/1: severity info and caution'],
    [{ rules: ['no-price'] }, 'site/1: rules lending-form no-price and no-price'],
    [
      { contacts: [{ vector: 'contact-picker' as const, evidence: { text: '', where: '' } }] },
      'site/1: contacts – and contact-picker',
    ],
  ])('are told apart by %o', (part, said) => {
    expect(disagreements([outcome()], [outcome(part)])).toEqual([{ page, said }]);
  });

  it('cannot be compared over different pages', () => {
    expect(() => disagreements([outcome()], [])).toThrow('1 pages beside 0');
    const other = labelled({ ...row, id: 'site/2' }, '');
    expect(() => disagreements([outcome()], [outcome({ page: other })])).toThrow('site/1 beside site/2');
  });
});
