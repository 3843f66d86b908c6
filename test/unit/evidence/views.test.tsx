import { readFile } from 'node:fs/promises';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { EventList } from '../../../components/dashboard/evidence/event-list.tsx';
import { HoursMap } from '../../../components/dashboard/evidence/hours-map.tsx';
import type { PageContext } from '../../../components/page/index.ts';
import type { EvidenceStore } from '../../../lib/evidence/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { chain } from './fixtures.ts';

const fetchJson = async (path: string) => JSON.parse(await readFile(`data/${path}`, 'utf8'));
const context = { translator: await openTranslator(['en'], NAMESPACES, fetchJson) } as PageContext;
const india = await openRights(fetchJson).pack('IN', 'en');
const root = document.createElement('div');

afterEach(() => act(() => render(null, root)));

/** A list of two entries, as far as it is the same in every test. */
const list = { total: 2, platforms: [], about: '', check: null, goal: null, store: {} as EvidenceStore, context };

it('the list puts a call above the picture that was taken in the same minute before it was written', async () => {
  const minute = Date.UTC(2026, 10, 1, 3, 18);
  const entries = await chain(2, (n) => (n === 1 ? { at: minute + 18_000, channel: 'page' } : { at: minute }));
  const props = { ...list, entries };
  await act(() => render(<EventList {...props} onCorrect={() => undefined} />, root));
  expect([...root.querySelectorAll('article')].map(({ id }) => id)).toEqual(['evidence-entry-2', 'evidence-entry-1']);
});

it('the map says of no calls that there are none, and not how many of them were outside the hours', async () => {
  await act(() => render(<HoursMap entries={[]} pack={india} context={context} />, root));
  expect(root.textContent).toContain('No calls, messages or visits are written down yet.');
  expect(root.textContent).not.toMatch(/outside/);
  const entries = await chain(1);
  await act(() => render(<HoursMap entries={entries} pack={india} context={context} />, root));
  expect(root.textContent).toContain('1 of them fell outside the hours below.');
  expect(root.textContent).not.toContain('No calls');
});

it('the list names the platform of an entry, also one that is no longer among the visits', async () => {
  const entries = await chain(2, (n) => ({ visit: n === 1 ? 'h:cash.example' : 'h:gone.example' }));
  const platforms = [{ key: 'h:cash.example', text: 'Cash Now' }];
  const props = { ...list, entries, platforms };
  await act(() => render(<EventList {...props} onCorrect={() => undefined} />, root));
  const named = [...root.querySelectorAll('article')].map((entry) => entry.textContent);
  expect(named[1]).toContain('Cash Now');
  expect(named[0]).toContain('gone.example');
  await act(() => render(<EventList {...props} about="h:cash.example" onCorrect={() => undefined} />, root));
  expect([...root.querySelectorAll('article')].map(({ id }) => id)).toEqual(['evidence-entry-1']);
  expect(root.textContent).toContain('Entries: 1, newest first.');
});
