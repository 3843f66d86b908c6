// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelled } from '../../../scripts/lib/evaluate/corpus.ts';
import { readVisits } from '../../../scripts/lib/evaluate/dataset.ts';
import { fitModel, predict } from '../../../scripts/lib/evaluate/fit.ts';
import { readFixtures } from '../../../scripts/lib/evaluate/fixtures.ts';
import { lendingPrior } from '../../../scripts/lib/evaluate/priors.ts';
import { wilson } from '../../../scripts/lib/evaluate/statistics.ts';
import { lendingSign, TRAINING, train } from '../../../scripts/lib/evaluate/train.ts';

const MODEL = JSON.parse(
  readFileSync(new URL('../../../data/model/weights.json', import.meta.url).pathname, 'utf8'),
) as ReturnType<typeof train>;

const free = { prior: () => 0, sign: () => 0, steps: 400 };

describe('the fit', () => {
  it('finds a line between two heaps', () => {
    const rows = [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({
      features: [[0, value]] as const,
      target: [value > 0.5 ? 1 : 0],
      weight: 1,
    }));
    const weights = fitModel(rows, { ...free, features: 1, classes: 1, ridge: 0.001 });
    expect(rows.map((row) => Math.round(predict(weights, row.features)[0]!))).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('keeps to signs, to the prior where nothing is seen, and gives the same twice', () => {
    const rows = [
      { features: [[0, 1]] as const, target: [0], weight: 1 },
      { features: [[1, 1]] as const, target: [1], weight: 1 },
    ];
    const options = {
      ...free,
      features: 3,
      classes: 1,
      ridge: 0.01,
      prior: (at: number) => (at === 2 ? 0.7 : 0),
      sign: (at: number) => (at === 0 ? 1 : 0),
    };
    const [weights] = fitModel(rows, options);
    expect(weights![0]).toBe(0);
    expect(weights![1]).toBeGreaterThan(0);
    expect(weights![2]).toBeCloseTo(0.7, 6);
    expect(fitModel(rows, options)).toEqual(fitModel(rows, options));
  });

  it('gives likelihoods that sum to one', () => {
    const weights = [new Float64Array([1, 0]), new Float64Array([-1, 0.5]), new Float64Array([0, 0])];
    expect(predict(weights, [[0, 2]]).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('the model', () => {
  it('has no weight with the wrong sign', () => {
    for (const [name, weight] of Object.entries(MODEL.lending.weights)) {
      const sign = lendingSign(name);
      expect(Number.isNaN(sign), name).toBe(false);
      expect(weight * sign, name).toBeGreaterThanOrEqual(0);
    }
  });

  it('comes out the same when it is trained twice on the same pages', () => {
    const reads = readVisits(readFixtures().slice(0, 60));
    const training = { ...TRAINING, steps: 20, sites: 2 };
    expect(JSON.stringify(train(reads, training))).toBe(JSON.stringify(train(reads, training)));
  });

  it('begins with every counter-concept against and every concept of lending for', () => {
    expect(lendingPrior('head:warning-list')).toBeLessThan(0);
    expect(lendingPrior('any:product')).toBeGreaterThan(0);
    expect(lendingPrior('any:negation')).toBe(0);
  });
});

describe('labels', () => {
  it('allow what either reader said', () => {
    const row = { id: 'a', repo: 's', lang: 'en', label: 'loan-marketing', hard: false, asksAddressBook: false };
    expect(labelled({ ...row, also: 'loan-application' }, '').kinds).toEqual(['marketing', 'application']);
    expect(labelled({ ...row, also: 'negative' }, '').either).toBe(true);
    expect(() => labelled({ ...row, label: 'loan-sharking' }, '')).toThrow('unknown label');
  });
});

describe('wilson', () => {
  it.each([
    [0, 10, 0, 0.278],
    [5, 10, 0.237, 0.763],
    [10, 10, 0.722, 1],
  ])('gives the interval of %i in %i', (hits, of, low, high) => {
    const share = wilson(hits, of);
    expect(share.low).toBeCloseTo(low, 3);
    expect(share.high).toBeCloseTo(high, 3);
  });
});
