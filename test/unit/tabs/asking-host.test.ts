// @vitest-environment node
import { expect, it } from 'vitest';
import { LENDER, openDesk } from './desk.ts';

const held = { type: 'contacts-call', properties: ['name', 'tel'], multiple: true, call: 'dsBridge.call', held: true };

it.each([
  ['https://forms.test', 'forms.test'],
  ['null', 'lender.test'],
  [undefined, 'lender.test'],
])('a question has the name of the site that made a frame without an address: %s', async (origin, host) => {
  const desk = openDesk();
  const tab = { id: 7, url: LENDER, incognito: false };
  for (const url of ['about:srcdoc', 'about:blank']) {
    await desk.receive(held, { id: desk.own.id, url, origin, frameId: 3, tab });
    expect(JSON.stringify(desk.told.at(-1))).toContain(`${host} asks`);
  }
});
