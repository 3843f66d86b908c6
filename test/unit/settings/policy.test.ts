import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeSettings, managedSettings, readSettings, SettingsSchema } from '../../../lib/settings/index.ts';
import schema from '../../../public/managed-schema.json' with { type: 'json' };

beforeEach(() => fakeBrowser.reset());

it('puts the policy above the choice, and names what it decides', async () => {
  await changeSettings({ recording: true, theme: 'dark' });
  await fakeBrowser.storage.managed.set({ recording: false, jurisdiction: 'KE' });
  expect(await readSettings()).toMatchObject({ recording: false, jurisdiction: 'KE', theme: 'dark' });
  expect(await managedSettings()).toEqual(new Set(['recording', 'jurisdiction']));
});

it('passes over what does not fit, and leaves the choice of the user', async () => {
  await changeSettings({ theme: 'dark', warnFrom: 'danger', retentionDays: 30 });
  const policy = { theme: 'purple', warnFrom: 7, retentionDays: 31, jurisdiction: 'Kenya', nonsense: true };
  await fakeBrowser.storage.managed.set(policy);
  expect(await readSettings()).toMatchObject({ theme: 'dark', warnFrom: 'danger', retentionDays: 30 });
  expect(await managedSettings()).toEqual(new Set());
});

it('keeps a policy out of the stored choice', async () => {
  await fakeBrowser.storage.managed.set({ recording: false });
  await changeSettings({ theme: 'light' });
  await fakeBrowser.storage.managed.clear();
  expect(await readSettings()).toMatchObject({ recording: true, theme: 'light' });
});

it('describes in the schema exactly the settings that there are', () => {
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(SettingsSchema.entries).sort());
});
