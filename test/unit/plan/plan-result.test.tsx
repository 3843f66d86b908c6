import { readFile } from 'node:fs/promises';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { PlanResult } from '../../../components/dashboard/plan/plan-result.tsx';
import type { PageContext } from '../../../components/page/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import type { PlanInput } from '../../../lib/plan/index.ts';
import { debt } from './fixtures.ts';

const fetchJson = async (path: string) => JSON.parse(await readFile(`data/${path}`, 'utf8'));
const context = { translator: await openTranslator(['en'], NAMESPACES, fetchJson) } as PageContext;
const root = document.createElement('div');

async function draw(change: Partial<PlanInput>): Promise<string> {
  const input: PlanInput = {
    currency: 'INR',
    debts: [debt({ owed: 25_000_00, currency: 'INR', rate: 3_650_000 })],
    income: 500_00,
    essential: 0,
    order: 'own',
    start: '2026-12',
    ...change,
  };
  await act(() => render(<PlanResult input={input} payDay={1} context={context} />, root));
  return root.textContent;
}

afterEach(() => act(() => render(null, root)));

it.each([
  ['grows for ever', {}],
  ['has no money', { essential: 500_00 }],
  ['takes more than fifty years', { income: 25_01, debts: [debt({ owed: 25_000_00, currency: 'INR', rate: 12_000 })] }],
])('a plan that %s is offered to nobody, and leads to advice', async (_name, change) => {
  const text = await draw(change);
  expect(text).not.toContain('Offer this plan in a letter');
  expect(text).not.toContain('Reminders for your calendar');
  expect(text).toContain('free debt adviser');
  expect([...root.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    '#rights/cannot-repay',
    '#letters/hardship-schedule',
  ]);
});

it('debts that grow are not drawn on into the crores', async () => {
  await draw({});
  expect(root.querySelector('svg')).toBeNull();
  expect(root.querySelector('table')?.querySelectorAll('tbody tr')).toHaveLength(3);
});

it('a plan that works is offered and reminded of', async () => {
  const text = await draw({ income: 20_000_00, debts: [debt({ owed: 25_000_00, currency: 'INR' })] });
  expect(text).toContain('Offer this plan in a letter');
  expect(text).toContain('Reminders for your calendar');
});
