// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { makeSecrets } from '../../../lib/contacts/held-calls/index.ts';
import { APPLICATION, FRONT, LENDER, openDesk, pageRead } from './desk.ts';

const ORIGIN = 'https://lender.test';
const call = { type: 'contacts-call', properties: ['name', 'tel'], multiple: true };

describe('one page of a lender', () => {
  it('has one assessment, which badge, warning, list and storage share', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    const kept = await desk.session.tabs.readAssessment(7);
    expect(kept).toMatchObject({ url: LENDER, kind: 'application', severity: 'caution' });
    expect(desk.badges.get(7)).toBe('caution');
    expect(desk.told).toMatchObject([{ type: 'show', document: 'a', face: 'card' }]);
    expect(desk.recorded).toEqual([kept]);
    expect(desk.done).toEqual(['watch lender.test']);
  });

  it('says nothing where the user closed the warning, until the next graver one', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    await desk.say({ type: 'close-warning' });
    await desk.say(pageRead('a', `${APPLICATION}<p>New</p>`));
    expect(desk.told.at(-1)).toEqual({ type: 'hide', document: 'a' });
    expect(desk.badges.get(7)).toBe('caution');
    await desk.session.tabs.writeClosed(7, { host: 'lender.test', severity: 'info' });
    await desk.tabs.reassessAll();
    expect(desk.told.at(-1)).toMatchObject({ type: 'show' });
  });

  it('is trusted by the rules that matched, and no longer once that is taken back', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    await desk.say({ type: 'trust-site' });
    await desk.tabs.reassessAll();
    expect(await desk.session.tabs.readAssessment(7)).toMatchObject({ severity: 'info' });
    expect(desk.told.at(-1)).toEqual({ type: 'hide', document: 'a' });
    await desk.say({ type: 'untrust-site' });
    await desk.tabs.reassessAll();
    expect(await desk.session.tabs.readAssessment(7)).toMatchObject({ severity: 'caution' });
  });

  it('leaves nothing in the list from a private window, or where the user keeps none', async () => {
    const desk = openDesk();
    desk.open.set(8, { url: LENDER, incognito: true, active: true });
    await desk.say(pageRead('a', APPLICATION), { tab: 8 });
    desk.change({ recording: false });
    await desk.say(pageRead('b', APPLICATION));
    expect(desk.recorded).toEqual([]);
    expect(desk.badges.get(8)).toBe('caution');
  });

  it('keeps its score only for the debug panel', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    expect([...desk.area.kept.keys()]).not.toContain('debug:7');
    desk.change({ debug: true });
    await desk.tabs.reassessAll();
    expect([...desk.area.kept.keys()]).toContain('debug:7');
  });
});

describe('two frames', () => {
  it('that report at once are both kept', async () => {
    const desk = openDesk();
    await Promise.all([
      desk.say(pageRead('top', FRONT)),
      desk.say(pageRead('inner', APPLICATION), { frame: 3, url: 'https://forms.test/' }),
      desk.say(pageRead('other', FRONT), { frame: 4, url: 'https://ads.test/' }),
    ]);
    expect(Object.keys((await desk.session.tabs.readFrames(7))?.frames ?? {})).toEqual(['0', '3', '4']);
    expect(await desk.session.tabs.readAssessment(7)).toMatchObject({ host: 'lender.test', kind: 'application' });
  });

  it('of which the inner one reports first are one page, and the top is asked to show the warning', async () => {
    const desk = openDesk();
    await desk.say(pageRead('inner', APPLICATION), { frame: 3, url: 'https://forms.test/' });
    expect(desk.done).toContain('inspect 7 0');
    expect(desk.told).toEqual([]);
    await desk.say(pageRead('top', FRONT));
    expect(Object.keys((await desk.session.tabs.readFrames(7))?.frames ?? {})).toEqual(['0', '3']);
    expect(desk.told).toMatchObject([{ type: 'show', document: 'top' }]);
  });

  it('of which one only advertises loans do not make the page a lender’s, and arm neither', async () => {
    const desk = openDesk();
    const advert = APPLICATION.replace(/<form>.*<\/form>/s, '<p>Loan amount, loan term, interest, repayment.</p>');
    expect(await desk.say(pageRead('top', FRONT))).toEqual({ lends: false });
    const from = { frame: 3, url: 'https://ads.test/' };
    expect(await desk.say(pageRead('inner', advert), from)).toEqual({ lends: false });
    expect(await desk.say({ type: 'hold-calls', secrets: makeSecrets(), began: 5 }, from)).toBe(false);
    expect(await desk.say({ type: 'hold-calls', secrets: makeSecrets(), began: 5 })).toBe(false);
    expect(desk.done.filter((one) => one.startsWith('watch'))).toEqual([]);
  });

  it('are no longer two when the inner one goes, but the visit remembers it', async () => {
    const desk = openDesk();
    await desk.say(pageRead('top', FRONT));
    await desk.say(pageRead('inner', APPLICATION), { frame: 3, url: 'https://forms.test/' });
    await desk.say({ type: 'page-gone', document: 'inner' }, { frame: 3, url: 'https://forms.test/' });
    const frames = await desk.session.tabs.readFrames(7);
    expect(Object.keys(frames?.frames ?? {})).toEqual(['0']);
    expect(Object.keys(frames?.prior?.features ?? {})).toContain('visit:product');
  });
});

describe('the order of messages', () => {
  it('has the last page of a tab win, and its visit begin with what the page before showed', async () => {
    const desk = openDesk();
    await Promise.all([desk.say(pageRead('a', APPLICATION)), desk.say(pageRead('b', FRONT))]);
    const frames = await desk.session.tabs.readFrames(7);
    expect(frames?.document).toBe('b');
    expect(Object.keys(frames?.prior?.features ?? {})).toContain('visit:product');
  });

  it('lets the farewell of a page that came late do nothing to the next one', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    await desk.say(pageRead('b', APPLICATION));
    await desk.say({ type: 'page-gone', document: 'a' });
    expect(await desk.session.tabs.readAssessment(7)).not.toBeNull();
    await desk.say({ type: 'page-gone', document: 'b' });
    expect(await desk.session.tabs.readAssessment(7)).toBeNull();
    expect(desk.badges.get(7)).toBe('none');
  });

  it('keeps a call of the Contact Picker that came before its page was read', async () => {
    const desk = openDesk();
    const question = await desk.say(call);
    expect(question).toMatchObject({ title: expect.any(String) });
    expect(desk.done[0]).toBe('inspect 7 0');
    await desk.say(pageRead('a', APPLICATION));
    const { contacts } = (await desk.session.tabs.readAssessment(7)) ?? { contacts: [] };
    expect(contacts.filter(({ vector }) => vector === 'contact-picker')).toHaveLength(1);
    await desk.say(pageRead('b', FRONT));
    expect((await desk.session.tabs.readAssessment(7))?.contacts).toEqual([]);
  });

  it('keeps the last call of each function of the app around a page, and asks only about those that wait', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    const appCall = { ...call, call: 'plus.contacts.getAddressBook' };
    expect(await desk.say({ ...appCall, held: false })).toBeNull();
    expect(await desk.say({ ...appCall, held: true })).not.toBeNull();
    await desk.say(call);
    await desk.say(pageRead('a', `${APPLICATION}<p>New</p>`));
    const { contacts } = (await desk.session.tabs.readAssessment(7)) ?? { contacts: [] };
    expect(contacts.map(({ vector, evidence }) => `${vector} ${evidence.where}`)).toEqual([
      'hybrid-bridge plus.contacts.getAddressBook()',
      'contact-picker navigator.contacts.select',
    ]);
  });

  it('does not let a task that fails hold up the next one', async () => {
    const desk = openDesk();
    const { get } = desk.area;
    desk.area.get = async () => Promise.reject(new Error('unreadable'));
    await expect(desk.say(pageRead('a', APPLICATION))).rejects.toThrow('unreadable');
    desk.area.get = get;
    await desk.say(pageRead('a', APPLICATION));
    expect(desk.badges.get(7)).toBe('caution');
  });
});

describe('a worker that is killed', () => {
  it('between two pages is followed by one that knows the same', async () => {
    const first = openDesk();
    await first.say(pageRead('a', APPLICATION));
    const second = openDesk(first.area.kept);
    await second.say({ type: 'close-warning' });
    const third = openDesk(first.area.kept);
    await third.say(pageRead('a', `${APPLICATION}<p>New</p>`));
    expect(third.told).toEqual([{ type: 'hide', document: 'a' }]);
    expect((await third.session.tabs.readFrames(7))?.prior).toBeNull();
  });

  it('before it wrote leaves the page before, whole', async () => {
    const first = openDesk();
    await first.say(pageRead('a', FRONT));
    const before = structuredClone([...first.area.kept]);
    const killed = openDesk(first.area.kept);
    const reached = Promise.withResolvers<void>();
    killed.area.set = () => {
      reached.resolve();
      return new Promise(() => undefined);
    };
    void killed.say(pageRead('b', APPLICATION));
    await reached.promise;
    expect([...first.area.kept]).toEqual(before);
    const next = openDesk(first.area.kept);
    await next.say(pageRead('b', APPLICATION));
    expect(await next.session.tabs.readAssessment(7)).toMatchObject({ kind: 'application' });
  });

  it('after it wrote and before it showed anything is made up for by the next reading', async () => {
    const first = openDesk();
    const reached = Promise.withResolvers<void>();
    first.browser.showBadge = () => {
      reached.resolve();
      return new Promise(() => undefined);
    };
    void first.say(pageRead('a', APPLICATION));
    await reached.promise;
    const next = openDesk(first.area.kept);
    await next.tabs.reassessAll();
    expect(next.badges.get(7)).toBe('caution');
    expect(next.told).toMatchObject([{ type: 'show', document: 'a' }]);
  });
});

describe('a tab that is closed', () => {
  it('while its page is judged anew leaves nothing behind', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    desk.browser.showBadge = async () => {
      desk.open.delete(7);
      throw new Error('no tab');
    };
    await desk.tabs.reassessAll();
    expect(await desk.session.tabs.kept()).toEqual([]);
  });

  it('has all that is kept of it removed after its messages, and only that', async () => {
    const desk = openDesk();
    desk.open.set(8, { url: LENDER, incognito: false, active: false });
    await desk.say(pageRead('c', APPLICATION), { tab: 8 });
    const reading = desk.say(pageRead('a', APPLICATION));
    await desk.tabs.forgetTab(7);
    await reading;
    expect(await desk.session.tabs.kept()).toEqual([8]);
    expect(await desk.session.tabs.readVisit(ORIGIN, false)).not.toBeNull();
  });

  it('is swept out when the worker next wakes', async () => {
    const first = openDesk();
    await first.say(pageRead('a', APPLICATION));
    const next = openDesk(first.area.kept);
    next.open.delete(7);
    await next.tabs.sweep();
    expect(await next.session.tabs.kept()).toEqual([]);
  });
});

describe('who may say what', () => {
  it('drops and counts what fits no schema, what others send, and what no page of the web sends', async () => {
    const desk = openDesk();
    const { own } = desk;
    const gone = { type: 'page-gone', document: 'a' };
    const tab = { id: 7, url: LENDER, incognito: false };
    expect(desk.say({ type: 'page-read' })).toBeUndefined();
    expect(desk.say(null)).toBeUndefined();
    expect(desk.receive(gone, { id: 'other', frameId: 0, url: LENDER, tab })).toBeUndefined();
    const file = { id: own.id, frameId: 0, url: 'file:///x', tab: { id: 7, incognito: false } };
    expect(desk.receive(gone, file)).toBeUndefined();
    expect(desk.receive(gone, { id: own.id })).toBeUndefined();
    await desk.tabs.countDropped();
    expect(desk.area.kept.get('dropped-messages')).toBe(6);
  });

  it('takes the choices of the warning from the top frame alone', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    const before = structuredClone(desk.done);
    const types = ['close-warning', 'trust-site', 'untrust-site', 'leave-page', 'open-dashboard', 'read-qr'];
    for (const type of types) expect(desk.say({ type }, { frame: 4 })).toBeUndefined();
    await desk.tabs.countDropped();
    expect(desk.area.kept.get('dropped-messages')).toBe(types.length + 1);
    expect(desk.done).toEqual(before);
    expect(desk.say({ type: 'close-warning' })).toBeInstanceOf(Promise);
  });

  it('lets no page ask as if it were one of ours', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    expect(desk.say({ type: 'ask', tabId: 7, ask: { type: 'read-qr' } })).toBeUndefined();
  });

  it('looks closer at a page that is drawn ahead, and takes nothing else from it', async () => {
    const desk = openDesk();
    const ahead = {
      id: desk.own.id,
      frameId: 0,
      url: LENDER,
      tab: { id: 7, url: 'https://start.test/', incognito: false },
      documentId: 'd1',
      documentLifecycle: 'prerender',
    };
    await desk.receive({ type: 'gate-suspects' }, ahead);
    expect(desk.done).toEqual(['inspect 7 d1']);
    expect(desk.receive(pageRead('a', APPLICATION), ahead)).toBeUndefined();
    expect(await desk.session.tabs.readAssessment(7)).toBeNull();
  });

  it('takes the address that a tab has moved to since its document was loaded', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION), { url: `${ORIGIN}/`, tabUrl: `${ORIGIN}/step/2?x=1#y` });
    expect(await desk.session.tabs.readAssessment(7)).toMatchObject({ url: `${ORIGIN}/step/2?x=1` });
    await desk.say(pageRead('b', APPLICATION), { url: `${ORIGIN}/`, tabUrl: 'https://elsewhere.test/' });
    expect(await desk.session.tabs.readAssessment(7)).toMatchObject({ host: 'lender.test' });
  });

  it('fetches nothing that the page does not offer', async () => {
    const desk = openDesk();
    await desk.say(pageRead('a', APPLICATION));
    expect(await desk.say({ type: 'read-policy', url: 'https://elsewhere.test/p' })).toBeNull();
    expect(await desk.say({ type: 'check-app', url: 'https://elsewhere.test/a.apk' })).toBeNull();
  });
});

describe('a frame that can put calls of the app around it to the user', () => {
  it('has them held on a lender’s page alone, which the answer to its reading tells', async () => {
    const desk = openDesk();
    const secrets = makeSecrets();
    expect(await desk.say(pageRead('a', FRONT))).toEqual({ lends: false });
    expect(await desk.say({ type: 'hold-calls', secrets, began: 5 })).toBe(false);
    expect(await desk.say(pageRead('a', APPLICATION))).toEqual({ lends: true });
    expect(await desk.say({ type: 'hold-calls', secrets, began: 5 })).toBe(true);
    expect(await desk.say({ type: 'hold-calls', secrets, began: 5 })).toBe(true);
    // Frames without an address are looked for once, however many frames say so.
    const hold = `hold 7 0 ${secrets.length} 5`;
    expect(desk.done.filter((one) => /^(?:hold|inspect blank) /.test(one)).sort()).toEqual([
      hold,
      hold,
      'inspect blank 7',
    ]);
  });
});

describe('a call for contacts in a frame within the page', () => {
  const inner = { frame: 3, url: 'https://forms.test/' };
  const held = { ...call, call: 'uni.chooseContact', held: true };

  it('is put to the user in the top frame, by the name of the frame’s host, and the answer goes to the frame', async () => {
    const desk = openDesk();
    for (const given of ['allow', 'refuse'] as const) {
      desk.browser.tell = async (_tab, message) => {
        desk.told.push(message);
        return given;
      };
      expect(await desk.say(held, inner)).toBe(given);
    }
    expect(desk.told.at(-1)).toMatchObject({ type: 'ask-contacts' });
    expect(JSON.stringify(desk.told.at(-1))).toContain('forms.test');
    expect(desk.done).toContain('inspect 7 0');
  });

  it.each([
    ['no answer', undefined],
    ['anything else', { is: 'allow' }],
  ])('is refused where the top frame gives %s', async (_what, given) => {
    const desk = openDesk();
    desk.browser.tell = async () => given;
    expect(await desk.say(held, inner)).toBeNull();
  });

  it('is refused where there can be no inspector in the top frame', async () => {
    const desk = openDesk();
    const { inspect } = desk.browser;
    desk.browser.tell = async () => 'allow';
    desk.browser.inspect = async (tab, where) => {
      if ('frameId' in where && where.frameId === 0) throw new Error('forbidden');
      return inspect(tab, where);
    };
    expect(await desk.say(held, inner)).toBeNull();
  });

  it('holds up no other news of the tab', async () => {
    const desk = openDesk();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { tell } = desk.browser;
    desk.browser.tell = (tab, message) => (message.type === 'ask-contacts' ? promise : tell(tab, message));
    const answer = desk.say(held, inner);
    expect(await desk.say(pageRead('a', APPLICATION))).toEqual({ lends: true });
    resolve('refuse');
    expect(await answer).toBe('refuse');
  });

  it('is asked in the top frame itself where it comes from there', async () => {
    expect(await openDesk().say(held)).toMatchObject({ title: expect.stringContaining('lender.test') });
  });
});

describe('what the user does in a warning', () => {
  it('is done by the browser', async () => {
    const desk = openDesk();
    expect(await desk.say({ type: 'leave-page' })).toBe(true);
    await desk.say({ type: 'open-dashboard' });
    await desk.say({ type: 'open-dashboard', letter: 'prepare-relatives' });
    expect(desk.done).toEqual(['leave 7', 'dashboard ', 'dashboard letters/prepare-relatives']);
  });

  it('is asked about a file with people in it only where the page lends or asks for them', async () => {
    const desk = openDesk();
    const given = { type: 'contacts-given', way: 'file', people: 12 };
    await desk.say(pageRead('a', FRONT));
    expect(await desk.say(given)).toBeNull();
    await desk.say(pageRead('a', APPLICATION));
    expect(await desk.say(given)).not.toBeNull();
    await desk.say({ type: 'trust-site' });
    expect(await desk.say(given)).toBeNull();
  });

  it('is asked about such a file where nobody could judge the page', async () => {
    const desk = openDesk();
    expect(await desk.say({ type: 'contacts-given', way: 'file', people: 12 })).not.toBeNull();
  });
});
