// @vitest-environment node
import { expect, it } from 'vitest';
import { APPLICATION, openDesk, pageRead } from './desk.ts';

const POLICY = '<h2>Privacy policy</h2><p>We collect your contacts and call logs and upload them to our server.</p>';

/** A desk whose session storage refuses what a test says. */
function deskWith(refuses: (names: string[]) => boolean) {
  const desk = openDesk();
  const { set } = desk.area;
  desk.area.set = async (entries) => {
    if (refuses(Object.keys(entries))) throw new Error('quota exceeded');
    return set(entries);
  };
  return desk;
}

it.each([
  ['what a policy says', (names: string[]) => names.some((name) => name.startsWith('reach:'))],
  ['where its sign-ins lead', (names: string[]) => names.some((name) => name.startsWith('led'))],
  ['anything at all', () => true],
])('a page is judged, marked and warned of where the storage cannot keep %s', async (_what, refuses) => {
  const desk = deskWith(refuses);
  const signIn =
    '<a href="https://accounts.google.com/o/oauth2/v2/auth?client_id=x&redirect_uri=https%3A%2F%2Flender.test%2Fback' +
    '&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcontacts.readonly">Sign in</a>';
  expect(await desk.say(pageRead('a', APPLICATION + POLICY + signIn))).toEqual({ lends: true });
  expect(desk.badges.get(7)).toBe('caution');
  expect(desk.told).toMatchObject([{ type: 'show', document: 'a' }]);
  expect(desk.recorded).toHaveLength(1);
});
