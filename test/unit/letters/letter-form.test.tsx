import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { NOTHING } from '../../../components/dashboard/letters/letter-context.ts';
import { LetterForm } from '../../../components/dashboard/letters/letter-form.tsx';
import type { PageContext } from '../../../components/page/index.ts';
import { appendEvent } from '../../../lib/evidence/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openLetters, openRights } from '../../../lib/rights/index.ts';
import { openVisits } from '../../../lib/visits/index.ts';
import { draft } from '../evidence/fixtures.ts';

const { fetchJson } = vi.hoisted(() => ({
  fetchJson: async (path: string): Promise<unknown> => JSON.parse(await readFile(`data/${path}`, 'utf8')),
}));
vi.mock('../../../lib/package/index.ts', () => ({ fetchPackagedJson: fetchJson }));

const root = document.body.appendChild(document.createElement('div'));
const letter = () => root.querySelector('.rf-letter')?.textContent ?? '';

async function openComplaint(place: string, lender: string | null): Promise<void> {
  const rights = openRights(fetchJson);
  const context = { translator: await openTranslator(['en-GB'], NAMESPACES, fetchJson) } as PageContext;
  const template = await openLetters(fetchJson, rights).template('complaint', place, 'en');
  const pack = await rights.pack(place, 'en');
  const about = { template, pack, lender, subject: lender ? [lender] : [], known: NOTHING, currency: 'USD', context };
  await act(() => render(<LetterForm {...about} />, root));
}

afterEach(() => act(() => render(null, root)));

it('a complaint takes what the evidence log says of its lender, at the click and never before', async () => {
  const store = await openVisits();
  const files = [{ name: 'chat.txt', blob: new Blob(['hello']) }];
  await appendEvent(store, draft({ visit: 'h:a.example' }), files);
  await appendEvent(store, draft({ visit: 'h:b.example', party: '+99' }));
  await openComplaint('IN', 'h:a.example');
  expect(letter()).not.toContain('Pay tonight');
  const button = [...root.querySelectorAll('button')].find((one) => one.textContent === 'Take from my evidence log');
  await act(() => button?.click());
  await vi.waitFor(() => expect(letter()).toContain('Pay tonight'));
  expect(letter()).toContain('1 November 2026 at 21:30 (UTC+07:00) · Telephone call · From: +62 21 000');
  expect(letter()).toMatch(/chat\.txt \(SHA-256 2cf24dba5fb0a30e/);
  expect(letter()).not.toContain('+99');
  expect([...root.querySelectorAll('textarea')].some(({ value }) => value.includes('Pay tonight'))).toBe(true);
});

it('a complaint cites a rule once it is ticked, and no more once it is not', async () => {
  await openComplaint('ID', null);
  const boxes = () => [...root.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  expect(boxes().length).toBeGreaterThan(0);
  expect(boxes().some(({ checked }) => checked)).toBe(false);
  expect(letter()).not.toContain('I believe that these rules apply');
  await act(() => boxes()[0]?.click());
  expect(letter()).toContain('I believe that these rules apply');
  await act(() => boxes()[0]?.click());
  expect(letter()).not.toContain('I believe that these rules apply');
  await act(() => boxes()[0]?.click());
  const again = [...root.querySelectorAll('button')].find((one) => one.textContent === 'Start again');
  await act(() => again?.click());
  expect(letter()).not.toContain('I believe that these rules apply');
});
