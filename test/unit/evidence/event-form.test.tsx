import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventForm } from '../../../components/dashboard/evidence/event-form.tsx';
import type { PageContext } from '../../../components/page/index.ts';
import { type EventRow, listEvents } from '../../../lib/evidence/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openVisits, type VisitStore } from '../../../lib/visits/index.ts';

const fetchJson = async (path: string) => JSON.parse(await readFile(`data/${path}`, 'utf8'));
let store: VisitStore;
let root: HTMLElement;
const done = vi.fn();

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openVisits();
  root = document.body.appendChild(document.createElement('div'));
  done.mockClear();
});

afterEach(async () => {
  await act(() => render(null, root));
  root.remove();
});

const platforms = [
  { key: 'h:cash.example', text: 'Cash Now (cash.example)' },
  { key: 'h:loan.example', text: 'loan.example' },
];

async function show(corrects: EventRow | null = null): Promise<void> {
  const translator = await openTranslator(['en'], NAMESPACES, fetchJson);
  const context = { translator } as PageContext;
  await act(() => {
    render(<EventForm {...{ store, corrects, platforms, isPrivate: false, context, onDone: done }} />, root);
  });
}

function field<T extends HTMLElement = HTMLInputElement>(label: string): T {
  const labels = [...root.querySelectorAll('label')];
  const id = labels.find((one) => one.textContent?.startsWith(label))?.htmlFor ?? '';
  return document.getElementById(id) as T;
}

async function type(label: string, text: string): Promise<void> {
  const input = field(label);
  input.value = text;
  await act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
}

const submit = () =>
  act(() => void root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));

async function kept() {
  const result = await listEvents(store);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

it('an empty form adds nothing, says what is missing beside the field, and leads there', async () => {
  await show();
  const said = field<HTMLTextAreaElement>('What was said or written');
  await submit();
  await vi.waitFor(() => expect(document.activeElement).toBe(said));
  expect(said.getAttribute('aria-invalid')).toBe('true');
  const described = (said.getAttribute('aria-describedby') ?? '').split(' ');
  expect(described.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain('Nothing is filled in.');
  expect(await kept()).toEqual([]);
  expect(done).not.toHaveBeenCalled();

  await type('Number, account or name', '+62 21 000');
  expect(root.textContent).not.toContain('Nothing is filled in.');
  await submit();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  expect(await kept()).toMatchObject([{ party: '+62 21 000', said: '', visit: null }]);
});

async function choose(label: string, value: string): Promise<void> {
  const select = field<HTMLSelectElement>(label);
  select.value = value;
  await act(() => void select.dispatchEvent(new Event('change', { bubbles: true })));
}

it('an entry can be tied to a visited platform, and its correction keeps or changes that', async () => {
  await show();
  await type('What was said or written', 'Pay tonight');
  await choose('Platform that it is about', 'h:cash.example');
  await submit();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  const [first] = await kept();
  expect(first).toMatchObject({ visit: 'h:cash.example' });
  // The next entry starts without one.
  expect(field<HTMLSelectElement>('Platform that it is about').value).toBe('');

  await act(() => render(null, root));
  await show(first);
  expect(field<HTMLSelectElement>('Platform that it is about').value).toBe('h:cash.example');
  await choose('Platform that it is about', 'h:loan.example');
  await submit();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(2));
  expect((await kept())[1]).toMatchObject({ corrects: 1, visit: 'h:loan.example' });

  // A platform that was deleted from the list of visits is still that of the entry.
  await act(() => render(null, root));
  await show({ ...first!, visit: 'h:gone.example' });
  expect(field<HTMLSelectElement>('Platform that it is about').value).toBe('h:gone.example');
});
