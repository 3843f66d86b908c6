import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertingDoors } from '../../lib/contacts/guard/doors.ts';
import { type Attack, HELD, WITHHELD } from './contacts-guard/attacks.ts';
import { HOSTILE } from './contacts-guard/hostile.ts';
import { type Lab, makeLab } from './contacts-guard/lab.ts';
import { looks } from './contacts-guard/looks.ts';
import {
  answerWith,
  attack,
  FLAGS,
  fresh,
  guarded,
  inClick,
  PAGE,
  PEOPLE,
  questions,
  SITES,
} from './contacts-guard/setup.ts';
import {
  type BrowserDriver,
  browsersUnderTest,
  type ExtensionApi,
  launch,
  type PageDriver,
  poll,
  type Sites,
  serveSites,
} from './driver/index.ts';
import { cutOff } from './support.ts';

declare const browser: ExtensionApi;

const CALL = `navigator.contacts.select(['name', 'tel'], { multiple: true })`;
const NO_PICKER = 'rejected TypeError: Unable to open a contact selector';
const NO_GESTURE =
  "SecurityError: Failed to execute 'select' on 'ContactsManager': A user gesture is required to call this method";
const IN_USE =
  "rejected InvalidStateError: Failed to execute 'select' on 'ContactsManager': Contacts Picker is already in use.";
const NAME_AND_PHONES = 1 + 2 + 8;

/** Named like functions that put in nodes, but for text, table parts of their own making, or values. */
const HARMLESS = [
  ...['CharacterData.appendData', 'CharacterData.insertData', 'CharacterData.replaceData'],
  ...['Element.insertAdjacentText', 'HTMLDetailsElement.open', 'HTMLDialogElement.open', 'HTMLUserMediaElement.stream'],
  ...['HTMLTableElement.insertRow', 'HTMLTableSectionElement.insertRow', 'HTMLTableRowElement.insertCell'],
];

const named = (attacks: Record<string, Attack>) => Object.entries(attacks).map(([name, take]) => ({ name, take }));

describe.runIf(browsersUnderTest().includes('chromium'))('the Contact Picker guard', () => {
  let sites: Sites;
  let lab: Lab;

  beforeAll(async () => {
    [sites, lab] = await Promise.all([serveSites(SITES), makeLab()]);
  });
  afterAll(async () => {
    await sites?.close();
    await lab?.remove();
  });

  describe('an untouched browser', () => {
    let driver: BrowserDriver;
    let page: PageDriver;
    beforeAll(async () => {
      driver = await launch('chromium', { sites, extensionDir: null, extraArgs: FLAGS });
      page = await driver.open();
    });
    afterAll(() => driver?.close());

    it.each(named({ ...HELD, ...WITHHELD }))('gives its contacts to: $name', async ({ take }) => {
      const { result, reached } = await attack(page, take);
      expect(reached).toEqual([NAME_AND_PHONES]);
      expect(result).toContain('Ana Reyes');
    });
  });

  describe('a browser in which the guard is not registered yet', () => {
    let driver: BrowserDriver;
    let page: PageDriver;
    beforeAll(async () => {
      driver = await launch('chromium', { sites, extensionDir: lab.unregistered, extraArgs: FLAGS });
      page = await driver.open();
    });
    afterAll(() => driver?.close());

    it('refuses, and tells the background', async () => {
      await fresh(page);
      expect(await inClick(page, CALL)).toEqual({ result: 'resolved []', reached: [] });
      await driver.extension.waitFor(async () => (await browser.storage.local.get('told')).told === 'contacts-refused');
      expect(page.errors).toEqual([]);
    });

    it.each(named({ ...HELD, ...WITHHELD }))('gives nothing to: $name', async ({ take }) => {
      expect((await attack(page, take)).result).toBe('resolved []');
    });

    it.each(HOSTILE)('is not led astray by $name', async ({ before, call, left }) => {
      await fresh(page);
      // One of them fails here as it starts: it has to define `then` for all lists, which is taken.
      await page.raw.evaluate(
        `window.left = []; try { ${before ?? ''} } catch (error) { window.failed = error.message; }`,
      );
      expect((await inClick(page, call ?? CALL)).reached).toEqual([]);
      expect(await page.raw.evaluate('JSON.stringify(window.left)')).toBe(JSON.stringify(left ?? []));
      expect([undefined, 'Cannot redefine property: then']).toContain(await page.raw.evaluate('window.failed'));
    });

    it.each(['', 'first.xhtml', 'first.svg'])('refuses the first script of a page (/%s)', async (path) => {
      await page.goto(`${PAGE}${path}`);
      const text = await page.evaluate(() => (window as { first?: string }).first ?? '');
      expect(text).toBe('function () { [native code] }');
    });

    it('leaves the lists of a page alone that hold no contacts', async () => {
      await fresh(page);
      const lists = `[[], [1], ['name'], [{}], [{ name: 'Ana' }], [{ name: ['Ana'], id: 1 }], [null], [[['a']]]]`;
      const kept = await page.raw.evaluate(`Promise.all(${lists}.map(async (list) => list)).then(JSON.stringify)`);
      expect(kept).toBe(await page.raw.evaluate(`JSON.stringify(${lists})`));
      expect(await page.raw.evaluate(`{ const list = []; list.then = 5; list.then + Object.keys(list).join() }`)).toBe(
        '5then',
      );
    });
  });

  describe('a guarded browser', () => {
    let driver: BrowserDriver;
    let page: PageDriver;
    beforeAll(async () => {
      driver = await launch('chromium', { sites, extensionDir: lab.registering, extraArgs: FLAGS });
      await guarded(driver);
      page = await driver.open();
    });
    afterAll(() => driver?.close());

    it('answers a refused call as the platform does when nobody is picked', async () => {
      await answerWith(driver, 'refuse');
      await fresh(page);
      expect(await inClick(page, CALL)).toEqual({ result: 'resolved []', reached: [] });
      expect(await questions(driver)).toEqual(['ask name+tel true']);
    });

    it('passes an allowed call through, as the page made it', async () => {
      await answerWith(driver, 'allow');
      await fresh(page);
      const { result, reached } = await inClick(page, CALL);
      expect(reached).toEqual([NAME_AND_PHONES]);
      expect(JSON.parse(result.replace('resolved ', ''))).toEqual(PEOPLE);
      await fresh(page);
      expect((await inClick(page, `navigator.contacts.select(new Set(['email']))`)).reached).toEqual([4]);
    });

    it('reaches the real picker with the gesture of the click on Allow, long after the one that asked', async () => {
      await answerWith(driver, 'button');
      await fresh(page, { real: true });
      await page.raw.evaluate(`document.getElementById('call').onclick = () => {
        ${CALL}.then(String, (error) => 'rejected ' + error.name + ': ' + error.message).then((text) => { window.result = text; });
      }`);
      await page.click('#call');
      // Not by the driver's own evaluation, which counts as a gesture.
      const session = await page.raw.createCDPSession();
      await poll('the first gesture to run out', 15_000, async () => {
        const { result } = await session.send('Runtime.evaluate', { expression: 'navigator.userActivation.isActive' });
        return result.value === false;
      });
      const [host] = await page.closedUis();
      await host?.click('Allow');
      expect(await page.waitFor(() => (window as never as { result?: string }).result)).toBe(NO_PICKER);
    });

    it('leaves the lack of a gesture to the platform', async () => {
      await answerWith(driver, 'allow');
      await page.goto(`${PAGE}eager`);
      expect(await page.waitFor(() => document.documentElement.dataset.result)).toBe(NO_GESTURE);
      expect(await questions(driver)).toEqual([]);
    });

    it('rejects a second call while one waits', async () => {
      await answerWith(driver, 'button');
      await fresh(page);
      expect((await inClick(page, `(${CALL}, ${CALL})`)).result).toBe(IN_USE);
    });

    it('refuses and explains where the background does not answer', async () => {
      await answerWith(driver, 'fail');
      await fresh(page);
      expect(await inClick(page, CALL)).toEqual({ result: 'resolved []', reached: [] });
      expect(await page.evaluate(() => document.documentElement.dataset.explained)).toBe('unanswered');
      expect(page.errors).toEqual([]);
    });

    it.each(named(HELD))('holds: $name', async ({ take }) => {
      await answerWith(driver, 'refuse');
      expect(await attack(page, take)).toEqual({ result: 'resolved []', reached: [] });
      expect(await questions(driver)).toEqual(['ask name+tel true']);
    });

    it.each(named(WITHHELD))('withholds what comes to: $name', async ({ take }) => {
      await answerWith(driver, 'refuse');
      expect(await attack(page, take)).toEqual({ result: 'resolved []', reached: [NAME_AND_PHONES] });
      expect(await page.evaluate(() => document.documentElement.dataset.explained)).toBe('withheld');
    });

    it.each(HOSTILE)('is not led astray by $name', async ({ before, call, answer, reached, asked, left }) => {
      await answerWith(driver, answer);
      await fresh(page);
      await page.raw.evaluate(`window.left = []; { ${before ?? ''} }`);
      const outcome = await inClick(page, call ?? CALL);
      expect({ reached: outcome.reached, asked: await questions(driver) }).toEqual({ reached, asked });
      expect(await page.raw.evaluate('JSON.stringify(window.left)')).toBe(JSON.stringify(left ?? []));
    });

    it('shows in nothing that a page can look at', async () => {
      const bare = await launch('chromium', { sites, extensionDir: null, extraArgs: FLAGS });
      try {
        const other = await bare.open();
        await fresh(other, { real: true });
        await fresh(page, { real: true });
        const source = `(${looks})()`;
        expect(await page.raw.evaluate(source)).toEqual(await other.raw.evaluate(source));
      } finally {
        await bare.close();
      }
    });

    it('knows every function of this browser that can put a frame into a document', async () => {
      await fresh(page);
      const found = await page.evaluate(() => {
        const inserts =
          /^(append|prepend|before$|after$|insert|replace|surround|move|setHTML|(inner|outer)HTML|write|stream|open$|execCommand|body$|caption$|tHead$|tFoot$|add$)/;
        return Object.getOwnPropertyNames(window).flatMap((name) => {
          const { prototype } = (window as never as Record<string, { prototype?: unknown } | undefined>)[name] ?? {};
          const holds =
            prototype instanceof Node ||
            [Node, Range, HTMLOptionsCollection].some((one) => (one.prototype as unknown) === prototype);
          if (!holds || name.startsWith('webkit')) return [];
          return Object.getOwnPropertyNames(prototype)
            .filter((key) => inserts.test(key))
            .map((key) => `${name}.${key}`);
        });
      });
      const known = insertingDoors().map(({ interfaceName, key }) => `${interfaceName}.${key}`);
      expect(found.filter((name) => !known.includes(name) && !HARMLESS.includes(name))).toEqual([]);
      expect(found).toEqual(expect.arrayContaining(['Node.appendChild', 'Element.innerHTML']));
    });

    it('refuses and explains once the extension is gone', async () => {
      await answerWith(driver, 'allow');
      await fresh(page);
      await cutOff(driver, page);
      expect(await inClick(page, CALL)).toEqual({ result: 'resolved []', reached: [] });
      expect(await page.evaluate(() => document.documentElement.dataset.explained)).toBe('unanswered');
    });
  });
});

describe.each(browsersUnderTest())('without a Contact Picker, in %s', (name) => {
  it('the guard leaves the page as it is', async () => {
    const sites = await serveSites(SITES);
    const driver = await launch(name, { sites });
    try {
      const page = await driver.open(PAGE);
      const seen = await page.evaluate(() => {
        const { toString: text } = Function.prototype;
        // Asked twice about itself, a stand-in tells the truth.
        const bare = (fn: object) => Reflect.apply(text, fn, [fn]);
        return [bare(text), bare(Node.prototype.appendChild), 'ContactsManager' in window, 'then' in []];
      });
      expect(seen[0]).toMatch(/^function toString\(\)/);
      expect(seen[1]).toMatch(/^function appendChild\(\)/);
      expect(seen.slice(2)).toEqual([false, false]);
      expect(page.errors).toEqual([]);
    } finally {
      await driver.close();
      await sites.close();
    }
  });
});
