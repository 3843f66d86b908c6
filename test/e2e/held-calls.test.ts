import { expect, it } from 'vitest';
import { type ClosedUi, type ExtensionApi, type PageDriver, poll, readTab, waitForAssessment } from './driver/index.ts';
import { SHIMS } from './held-calls/shims.ts';
import { answer, describeInBrowsers, type Stage } from './support.ts';

declare const browser: ExtensionApi;

const LENDING = `<h1>Cash loans in five minutes</h1>
<p>Borrow up to 500, repay in 14 days. No credit check. Apply for your loan now.</p>
<p>Loan amount, interest and repayment: all on this page. Loan term 14 days, interest rate 1 % a day, late fee 5 %.</p>
<form><label>Loan amount <input name="amount"></label><label>Monthly income <input name="income"></label>
<label>Bank account for the loan <input name="account"></label><button>Apply for a loan</button></form>`;

const page = (body: string, script: string, title = 'Quick Cash Loan') =>
  `<!doctype html><html lang="en"><title>${title}</title>${body}<button id="go" type="button">Go</button><script>${script}</script>`;

const options = {
  sites: {
    'bridge-lender.test': {
      pages: {
        '/': page(LENDING, SHIMS),
        // Calls before anybody has read it.
        '/eager': page(LENDING, `${SHIMS} startPlus(); window.taken = uni.chooseContact; start('plus');`),
        // Frames without an address of their own: one that the parser makes, and one that the page reaches into.
        '/framed': page(
          `${LENDING}<iframe id="written" srcdoc="<script>
            window.dsBridge = { call(name, args, heard) { parent.reached.push('ds'); heard('Ana Reyes'); } };
            parent.heldAtOnce = !/reached/.test(dsBridge.call);
          </script>"></iframe><iframe id="blank"></iframe>`,
          `${SHIMS}
          blank.contentWindow.dsBridge = { call(name, args, heard) { reached.push('blank'); heard('Ana Reyes'); } };
          window.blankHeld = !/reached/.test(blank.contentWindow.dsBridge.call);`,
        ),
        '/forger': page(
          LENDING,
          `${SHIMS}
          // Overhears all that passes in the document, and sends it back.
          window.overheard = [];
          const { dispatchEvent } = EventTarget.prototype;
          EventTarget.prototype.dispatchEvent = function (event) {
            if (event.detail) overheard.push([event.type, event.detail]);
            return dispatchEvent.call(this, event);
          };
          for (const type of ['ringfence-call', 'ringfence-answer'])
            document.addEventListener(type, ({ detail }) => overheard.push([type, detail]), true);
          window.forge = () => {
            for (const [, detail] of [...overheard]) {
              for (const word of String(detail).split(' ')) {
                for (const text of [word, detail, 'allow 0', 'allow 1', 'allow ' + word])
                  dispatchEvent.call(document, new CustomEvent('ringfence-answer', { detail: text }));
              }
            }
          };`,
        ),
      },
    },
    'bridge-host.test': {
      pages: {
        '/': '<!doctype html><title>News</title><h1>News of the day</h1><iframe src="https://bridge-lender.test/" width="900" height="600"></iframe>',
      },
    },
    'bridge-recipes.test': {
      pages: {
        '/': page(
          '<h1>Bread</h1><p>Flour, water, salt. Knead for ten minutes, let it rest, bake it.</p>',
          SHIMS,
          'Bread',
        ),
      },
    },
  },
};

const PERSON = 'Ana Reyes';

interface Globals {
  reached: string[];
  outcome: string;
  start(way: string): void;
  startPlus(): void;
  startCordova(): void;
  forge(): void;
  uni: object;
}

const reached = (opened: PageDriver): Promise<string[]> =>
  opened.evaluate(() => (window as never as Globals).reached.slice());
const outcome = (opened: PageDriver): Promise<string> =>
  opened.waitFor(() => (window as never as Globals).outcome || null, 5_000) as Promise<string>;

describeInBrowsers('calls for contacts of the app around a page', options, (stage: Stage) => {
  const open = async (path = '/'): Promise<PageDriver> => {
    const opened = await stage.open(`https://bridge-lender.test${path}`);
    await waitForAssessment(stage.driver, opened, ({ kind }) => kind !== 'none');
    // What stands in for a function prints as nobody's own.
    await opened.waitFor(() =>
      Function.prototype.toString
        .call((window as never as { uni: { chooseContact: object } }).uni.chooseContact)
        .includes('native'),
    );
    await opened.evaluate(() => {
      (window as never as Globals).startPlus();
      (window as never as Globals).startCordova();
    });
    return opened;
  };
  /** The question, and not the page's card, which may stand beside it. */
  const questionIn = async (opened: PageDriver): Promise<ClosedUi | null> => {
    for (const ui of await opened.closedUis()) if ((await ui.controls()).includes('Allow once')) return ui;
    return null;
  };
  const asked = (opened: PageDriver) => poll('the question', 10_000, () => questionIn(opened));
  const call = async (opened: PageDriver, way: string): Promise<ClosedUi> => {
    await opened.evaluate((name) => (window as never as Globals).start(name), way);
    return (await asked(opened)) as ClosedUi;
  };
  const gone = (opened: PageDriver) => async () => (await questionIn(opened)) === null;

  const WAYS: [way: string, refused: string, reached: string[]][] = [
    ['uni', 'failure Object {"errCode":601,"errMsg":"chooseContact:fail permission denied"}', ['uni']],
    ['uniPromise', 'failure Object  {"errCode":601,"errMsg":"chooseContact:fail permission denied"}', ['uni']],
    ['capacitor', 'failure Error Permission is required to access contacts. {}', ['capacitor.getContacts']],
    ['capacitorNative', 'failure Error Permission is required to access contacts. {}', ['native.Contacts.getContacts']],
    ['plus', 'failure Object {"message":"The user did not allow access to contacts."}', ['plus']],
    ['cordova', 'failure ContactError {"code":20}', ['cordova']],
    ['cordovaPick', 'failure ContactError {"code":20}', ['cordova.pick']],
    ['cordovaExec', 'failure Object {"code":20}', ['exec.ContactsX.getContacts']],
    ['ds', 'success undefined', ['ds.contacts.getContacts']],
    ['wvjb', 'success undefined', ['wvjb.readContacts']],
    ['webkitMethod', 'failure undefined  undefined', ['webkit.uploadContacts']],
    ['androidList', 'success undefined', ['android-list']],
  ];

  it('are held until the user refuses, each in the shape of its own errors', async () => {
    const opened = await open();
    for (const [way, refused] of WAYS) {
      const question = await call(opened, way);
      expect(await question.text(), way).toContain('bridge-lender.test asks for your contacts');
      expect(await opened.evaluate(() => (window as never as Globals).outcome), way).toBe('');
      await answer(question, 'Refuse', gone(opened));
      expect(await outcome(opened), way).toBe(refused);
    }
    expect(await reached(opened)).toEqual([]);
  });

  it('go through as they were made once the user allows them', async () => {
    const opened = await open();
    for (const [way, , expected] of WAYS) {
      const question = await call(opened, way);
      expect(await reached(opened), way).toEqual([]);
      await answer(question, 'Allow once', gone(opened));
      expect(await outcome(opened), way).toContain(PERSON);
      expect(await reached(opened), way).toEqual(expected);
      await opened.evaluate(() => {
        (window as never as Globals).reached.length = 0;
      });
    }
  });

  it('are told of in the assessment, also where they answer at once and cannot be held', async () => {
    const opened = await open();
    for (const way of ['android', 'dsAtOnce']) {
      await opened.evaluate((name) => (window as never as Globals).start(name), way);
      expect(await outcome(opened)).toContain(PERSON);
    }
    const places = async () =>
      (await readTab(stage.driver, opened)).assessment?.contacts
        .filter(({ vector }) => vector === 'hybrid-bridge')
        .map(({ evidence }) => evidence.text) ?? [];
    await poll('both calls', 10_000, async () => {
      const seen = await places();
      return seen.includes('Android.*') && seen.includes('dsBridge.call');
    });
    const question = await call(opened, 'plus');
    expect(await places()).toContain('plus.contacts.getAddressBook');
    await answer(question, 'Refuse', gone(opened));
  });

  it('of other kinds pass at once', async () => {
    const opened = await open();
    for (const way of ['capacitorOther', 'wvjbOther', 'webkitOther', 'androidOther']) {
      await opened.evaluate((name) => (window as never as Globals).start(name), way);
      expect(await outcome(opened), way).toContain('success');
      expect(await questionIn(opened), way).toBeNull();
    }
  });

  it('are refused while another waits', async () => {
    const opened = await open();
    const question = await call(opened, 'plus');
    await opened.evaluate(() => (window as never as Globals).start('uni'));
    expect(await outcome(opened)).toContain('permission denied');
    await answer(question, 'Refuse', gone(opened));
    expect(await reached(opened)).toEqual([]);
  });

  it('cannot be answered by the page', async () => {
    const opened = await open('/forger');
    // What was overheard of an allowed call is of no use for the next.
    const first = await call(opened, 'uni');
    await opened.evaluate(() => (window as never as Globals).forge());
    expect(await reached(opened)).toEqual([]);
    await answer(first, 'Allow once', gone(opened));
    expect(await outcome(opened)).toContain(PERSON);
    const second = await call(opened, 'cordova');
    await opened.evaluate(() => (window as never as Globals).forge());
    expect(await reached(opened)).toEqual(['uni']);
    await answer(second, 'Refuse', gone(opened));
    expect(await outcome(opened)).toContain('failure');
    await opened.evaluate(() => (window as never as Globals).forge());
    expect(await reached(opened)).toEqual(['uni']);
  });

  it('are held from the start on the further pages of a lender', async () => {
    await open();
    await stage.driver.extension.waitFor(async () =>
      (await browser.scripting.getRegisteredContentScripts()).some(({ id }) => id === 'calls:bridge-lender.test'),
    );
    const opened = await stage.open('https://bridge-lender.test/eager');
    const question = (await asked(opened)) as ClosedUi;
    expect(await reached(opened)).toEqual([]);
    await answer(
      question,
      'Refuse',
      async () => (await opened.evaluate(() => (window as never as Globals).outcome)) !== '',
    );
    expect(await outcome(opened)).toBe('failure Object {"message":"The user did not allow access to contacts."}');
    // What it took at its very beginning is held too.
    await opened.evaluate(() => (window as never as { taken(options: object): void }).taken({ success() {} }));
    await asked(opened);
    expect(await reached(opened)).toEqual([]);
  });

  it('of a frame are put to the user in the page around it, which cannot cover them, by the frame’s own name', async () => {
    const opened = await stage.open('https://bridge-host.test/');
    await waitForAssessment(stage.driver, opened, ({ kind }) => kind !== 'none');
    const frame = opened.raw.frames().find((one) => one.url().startsWith('https://bridge-lender.test/'));
    if (!frame) throw new Error('The frame is not there.');
    await poll('the held function', 10_000, () =>
      frame.evaluate(() =>
        Function.prototype.toString
          .call((window as never as { uni: { chooseContact: object } }).uni.chooseContact)
          .includes('native'),
      ),
    );
    for (const [choice, expected] of [
      ['Allow once', PERSON],
      ['Refuse', 'permission denied'],
    ] as const) {
      await frame.evaluate(() => (window as never as Globals).start('uni'));
      const question = (await asked(opened)) as ClosedUi;
      expect(await question.text()).toContain('bridge-lender.test asks for your contacts');
      await answer(question, choice, gone(opened));
      await poll('the outcome', 5_000, async () =>
        (await frame.evaluate(() => (window as never as Globals).outcome)).includes(expected),
      );
    }
  });

  it('are held from the start in its frames without an address too', async () => {
    await open();
    await stage.driver.extension.waitFor(async () =>
      (await browser.scripting.getRegisteredContentScripts()).some(({ id }) => id === 'calls:bridge-lender.test'),
    );
    const opened = await stage.open('https://bridge-lender.test/framed');
    await opened.waitFor(() => 'heldAtOnce' in window);
    const held = await opened.evaluate(() => {
      const { heldAtOnce, blankHeld } = window as never as Record<string, boolean>;
      return { heldAtOnce, blankHeld };
    });
    expect(held).toEqual({ heldAtOnce: true, blankHeld: true });
    await opened.evaluate(() => {
      const page = window as never as Globals & { 0: { dsBridge: { call(...args: unknown[]): void } } };
      page.outcome = '';
      page[0].dsBridge.call('getContacts', {}, (answer: unknown) => {
        page.outcome = `success ${answer}`;
      });
    });
    const question = (await asked(opened)) as ClosedUi;
    expect(await question.text()).toContain('bridge-lender.test asks for your contacts');
    expect(await reached(opened)).toEqual([]);
    await answer(question, 'Allow once', gone(opened));
    expect(await outcome(opened)).toBe(`success ${PERSON}`);
  });

  it('are left alone on pages that are no lender’s', async () => {
    const opened = await stage.open('https://bridge-recipes.test/');
    await opened.evaluate(() => (window as never as Globals).startPlus());
    await opened.click('#go');
    for (const way of ['uni', 'plus', 'androidList']) {
      await opened.evaluate((name) => (window as never as Globals).start(name), way);
      expect(await outcome(opened)).toContain(PERSON);
    }
    expect(
      await opened.evaluate(() =>
        Function.prototype.toString.call((window as never as { uni: { chooseContact: object } }).uni.chooseContact),
      ),
    ).toContain('note');
  });
});
