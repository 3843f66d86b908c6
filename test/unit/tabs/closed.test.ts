// @vitest-environment node
import { expect, it, vi } from 'vitest';
import { openClosedTabs } from '../../../lib/tabs/index.ts';
import { openDesk } from './desk.ts';

it('closed tabs are listened for from the first turn on, and only while something is kept of any', async () => {
  const { session, tabs } = openDesk();
  const listeners = new Set<(tab: number) => void>();
  const event = {
    addListener: (one: (tab: number) => void) => void listeners.add(one),
    removeListener: (one: (tab: number) => void) => void listeners.delete(one),
  };
  const listen = openClosedTabs(event, session, tabs.forgetTab);
  const listening = listen();
  expect(listeners.size).toBe(1);
  await listening;
  expect(listeners.size).toBe(0);

  await session.tabs.writeClosed(7, { host: 'a.test', severity: 'caution' });
  await session.tabs.writeClosed(8, { host: 'a.test', severity: 'caution' });
  await listen();
  await listen();
  expect(listeners.size).toBe(1);
  for (const close of listeners) close(7);
  await vi.waitFor(async () => expect(await session.tabs.kept()).toEqual([8]));
  await listen();
  expect(listeners.size).toBe(1);
  for (const close of listeners) close(8);
  await vi.waitFor(() => expect(listeners.size).toBe(0));
});
