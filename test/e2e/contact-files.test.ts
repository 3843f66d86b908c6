import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { type ClosedUi, type PageDriver, poll, waitForAssessment } from './driver/index.ts';
import { answer, cutOff, describeInBrowsers, type Stage, tellsWhy } from './support.ts';

const IMPORT = `<!doctype html><html lang="en"><title>Quick Cash Loan – add contacts</title>
<h1>Apply for your cash loan</h1><p>Borrow 500 today. Repay in 14 days. Upload your contacts to raise your loan amount.</p>
<form action="/received" method="post" enctype="multipart/form-data">
<label>Loan amount <input name="loan_amount"></label>
<label>Import contacts from a vCard or CSV file <input type="file" id="file" name="contacts" accept=".vcf,.csv"></label>
<label>Or paste your contact list <textarea id="list" name="list"></textarea></label>
<div id="zone" style="height:60px">Drop your contacts file here</div>
<button>Apply now</button></form>
<button id="closed">Upload</button><div id="host"></div><button id="detached">Import</button>
<iframe srcdoc="<input type=file>"></iframe>
<pre id="log"></pre>
<script>
const log = (text) => { document.getElementById('log').textContent += text + '\\n'; };
const file = document.getElementById('file');
for (const type of ['input', 'change']) file.addEventListener(type, () => log(type + ' ' + file.files.length));
file.addEventListener('change', async () => { for (const one of file.files) log('read ' + one.name + ' ' + await one.text()); });
document.getElementById('list').addEventListener('input', (event) => log('typed ' + event.target.value));
const zone = document.getElementById('zone');
zone.addEventListener('dragover', (event) => event.preventDefault());
zone.addEventListener('drop', async (event) => { event.preventDefault(); log('dropped ' + await event.dataTransfer.files[0].text()); });
const open = (id, field) => {
  field.type = 'file';
  field.onchange = async () => { for (const one of field.files) log('read ' + await one.text()); };
  document.getElementById(id).onclick = () => field.click();
};
open('closed', document.getElementById('host').attachShadow({ mode: 'closed' }).appendChild(document.createElement('input')));
open('detached', document.createElement('input'));
</script>`;

const GARDEN = IMPORT.replace(/<h1>[\s\S]*?<\/p>/, '<h1>Seed swap</h1><p>Upload a table of your seeds.</p>')
  .replaceAll(/Quick Cash Loan – add contacts|Loan amount|Apply now/g, 'Seeds')
  .replace('loan_amount', 'garden')
  .replaceAll(/Import contacts from a vCard or CSV file|Or paste your contact list|your contacts file/g, 'Seeds')
  .replace('.vcf,.csv', '');

const card = (name: string, phone: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTEL:${phone}\r\nEND:VCARD\r\n`;
const PEOPLE = [
  ['Ana Reyes', '+63 917 555 0101'],
  ['Budi Santoso', '+62 812 555 0102'],
  ['Chidi Okafor', '+234 803 555 0103'],
] as const;
const VCARD = PEOPLE.map(([name, phone]) => card(name, phone)).join('');

const options = {
  sites: {
    'import-lender.test': { pages: { '/': IMPORT, '/received': '<!doctype html><p id="received">Received' } },
    'seed-swap.test': { pages: { '/': GARDEN } },
  },
  settings: { jurisdiction: 'DE' },
};

const log = (page: PageDriver): Promise<string> =>
  page.evaluate(() => document.querySelector('#log')?.textContent ?? '');
const chosen = (page: PageDriver): Promise<number> =>
  page.evaluate(() => document.querySelector<HTMLInputElement>('#file')?.files?.length ?? -1);

/** The question, once it stands over the warning that the page has anyway. */
async function question(page: PageDriver): Promise<ClosedUi> {
  const found = await poll('the question', 10_000, async () => {
    for (const ui of await page.closedUis()) if ((await ui.controls()).includes('Do not hand it over')) return ui;
    return null;
  });
  return found as ClosedUi;
}

const asked = async (page: PageDriver): Promise<boolean> => {
  for (const ui of await page.closedUis()) if ((await ui.controls()).includes('Do not hand it over')) return true;
  return false;
};

/** Buttons of the page that open a field which no event of a choice leaves. */
const WAYS = ['closed', 'detached'];

let folder = '';
beforeAll(async () => {
  folder = await tempFolder();
  for (const [name, text] of Object.entries(LISTS)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'seeds.csv'), 'plant,month\nbean,5\npea,4\n');
});

function testFile(stage: Stage): void {
  const open = async (): Promise<PageDriver> => {
    const page = await stage.open('https://import-lender.test/');
    await waitForAssessment(stage.driver, page, ({ kind }) => kind !== 'none');
    const warning = await page.waitForWarning();
    await answer(warning, 'Close', async () => (await page.warning()) === null);
    return page;
  };
  const choose = async (file = 'people.vcf'): Promise<PageDriver> => {
    const page = await open();
    await page.setFiles('#file', join(folder, file));
    return page;
  };

  it('is held, counted, and not in the field meanwhile', async () => {
    const page = await choose();
    const ui = await question(page);
    expect(await ui.text()).toContain('This file holds the data of 3 people');
    expect(await ui.text()).toContain('import-lender.test');
    expect(await chosen(page)).toBe(0);
    expect(await log(page)).toBe('');
  });

  it('does not reach the page when the user says no', async () => {
    const page = await choose();
    await answer(await question(page), 'Do not hand it over', async () => !(await asked(page)));
    expect(await chosen(page)).toBe(0);
    expect(await log(page)).toBe('');
  });

  it('takes Escape for a no', async () => {
    const page = await choose();
    await question(page);
    await page.press('Escape');
    await poll('the end of the question', 5_000, async () => !(await asked(page)));
    expect(await log(page)).toBe('');
  });

  it('reaches the page whole when the user wants it', async () => {
    const page = await choose();
    await answer(await question(page), 'Hand over everything', async () =>
      (await log(page)).includes('read people.vcf'),
    );
    const text = await log(page);
    expect(text).toContain('input 1\nchange 1');
    for (const said of PEOPLE.flat()) expect(text).toContain(said);
    expect(await chosen(page)).toBe(1);
  });

  it('is cut down to the people that the user chooses', async () => {
    const page = await choose();
    const ui = await question(page);
    await ui.click('Choose people');
    await poll('the people', 5_000, async () => (await ui.text()).includes('Budi Santoso'));
    await ui.click(/Budi Santoso/);
    await answer(ui, 'Hand over one person', async () => (await log(page)).includes('read people.vcf'));
    const text = await log(page);
    expect(text).toContain('Budi Santoso');
    expect(text).not.toContain('Ana Reyes');
    expect(text).not.toContain('Chidi Okafor');
  });

  it.each(WAYS)('is held in a field out of the window’s sight: %s', async (way) => {
    const page = await open();
    const [chooser] = await Promise.all([page.raw.waitForFileChooser(), page.click(`#${way}`)]);
    await chooser.accept([join(folder, 'people.vcf')]);
    const ui = await question(page);
    expect(await log(page)).toBe('');
    await answer(ui, 'Hand over everything', async () => (await log(page)).includes('Ana Reyes'));
  });

  it('is held in a frame without an address and without a word of lending', async () => {
    const page = await open();
    const field = await page.raw.frames().at(-1)?.$('input');
    // It is read by itself, after the page.
    await poll('the frame', 10_000, async () => {
      await field?.uploadFile(join(folder, 'people.vcf'));
      return (await field?.evaluate(({ files }) => files?.length)) === 0;
    });
  });

  it('is let through where it holds nobody', async () => {
    const page = await choose('seeds.csv');
    await poll('the file', 5_000, async () => (await log(page)).includes('read seeds.csv'));
    expect(await asked(page)).toBe(false);
  });

  it('goes with the form once the user has chosen', async () => {
    const page = await choose();
    await answer(await question(page), 'Hand over everything', async () => (await chosen(page)) === 1);
    await page.click('form button');
    await page.waitFor(() => document.querySelector('#received') !== null);
  });

  it('is none of our business on a page that does not lend', async () => {
    const page = await stage.open('https://seed-swap.test/');
    await page.setFiles('#file', join(folder, 'people.vcf'));
    await poll('the file', 5_000, async () => (await log(page)).includes('Ana Reyes'));
    expect(await asked(page)).toBe(false);
  });
}

const LISTS: Record<string, string> = {
  'people.vcf': VCARD,
  'people.csv': `Name,Phone\n${PEOPLE.map(([name, phone]) => `${name},${phone}`).join('\n')}\n`,
  'people.ldif': PEOPLE.map(
    ([name, phone], at) =>
      `dn: cn=${name},o=people\nobjectclass: person\ncn: ${name}\ntelephoneNumber: ${phone}\nuid: ${at}\n`,
  ).join('\n'),
};

/** Drops a file on an element: in Chromium as from the desktop, in Firefox by an event with the file in it. */
async function drop(stage: Stage, page: PageDriver, selector: string, file: string): Promise<void> {
  if (stage.name === 'firefox') {
    await page.evaluate(
      (target, name, text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        const event = new DragEvent('drop', { bubbles: true, cancelable: true, composed: true, dataTransfer });
        document.querySelector(target)?.dispatchEvent(event);
      },
      selector,
      file,
      LISTS[file] ?? '',
    );
    return;
  }
  const box = await (await page.raw.$(selector))?.boundingBox();
  if (!box) throw new Error(`${selector} is not in sight`);
  const session = await page.raw.createCDPSession();
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [join(folder, file)], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}

function testDrop(stage: Stage): void {
  const open = async (): Promise<PageDriver> => {
    const page = await stage.open('https://import-lender.test/');
    const warning = await page.waitForWarning();
    await answer(warning, 'Close', async () => (await page.warning()) === null);
    return page;
  };

  it.each(Object.keys(LISTS))('is held, counted, and handed over only when the user says so: %s', async (file) => {
    const page = await open();
    await drop(stage, page, '#zone', file);
    const ui = await question(page);
    expect(await ui.text()).toContain('This file holds the data of 3 people');
    expect(await log(page)).toBe('');
    await answer(ui, 'Hand over everything', async () => (await log(page)).includes('dropped'));
    for (const said of PEOPLE.flat()) expect(await log(page)).toContain(said);
  });

  it('does not reach the page when the user says no', async () => {
    const page = await open();
    await drop(stage, page, '#zone', 'people.vcf');
    await answer(await question(page), 'Do not hand it over', async () => !(await asked(page)));
    expect(await log(page)).toBe('');
  });

  it('is cut down to the people that the user chooses', async () => {
    const page = await open();
    await drop(stage, page, '#zone', 'people.csv');
    const ui = await question(page);
    await ui.click('Choose people');
    await poll('the people', 5_000, async () => (await ui.text()).includes('Budi Santoso'));
    await ui.click(/Budi Santoso/);
    await answer(ui, 'Hand over one person', async () => (await log(page)).includes('dropped'));
    expect(await log(page)).toContain('Budi Santoso');
    expect(await log(page)).not.toContain('Ana Reyes');
  });
}

function testPaste(stage: Stage): void {
  it('is held, and typed in when the user allows it', async () => {
    const page = await stage.open('https://import-lender.test/');
    const warning = await page.waitForWarning();
    await answer(warning, 'Close', async () => (await page.warning()) === null);
    const list = PEOPLE.map(([name, phone]) => `${name}, ${phone}`).join('\n');
    // Copied from a field of the page's own, pasted by the keyboard.
    await page.evaluate((text) => {
      const source = document.body.appendChild(document.createElement('textarea'));
      source.id = 'source';
      source.value = text;
    }, list);
    const { keyboard } = page.raw;
    const press = async (key: 'a' | 'c' | 'v') => {
      await keyboard.down('Control');
      // Chromium runs what a key stands for only where it is told; Firefox by itself.
      await keyboard.press(key, { commands: [{ a: 'selectAll', c: 'copy', v: 'paste' }[key]] });
      await keyboard.up('Control');
    };
    await page.click('#source');
    await press('a');
    await press('c');
    await page.click('#list');
    await press('v');
    const ui = await question(page);
    expect(await ui.text()).toContain('This text holds the data of 3 people');
    expect(await log(page)).toBe('');
    await answer(ui, 'Hand over everything', async () => (await log(page)).includes('typed'));
    expect(await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#list')?.value)).toBe(list);
  });

  // Firefox takes the listeners of an extension out of a page together with the extension.
  it.runIf(stage.name === 'chromium')('is refused, with the reason, once the extension is gone', async () => {
    const page = await stage.open('https://import-lender.test/');
    const warning = await page.waitForWarning();
    await answer(warning, 'Close', async () => (await page.warning()) === null);
    await cutOff(stage.driver, page);
    await page.setFiles('#file', join(folder, 'people.vcf'));
    await poll('the reason', 10_000, () => tellsWhy(page));
    expect(await chosen(page)).toBe(0);
    expect(await log(page)).toBe('');
  });
}

describeInBrowsers('people that the user gives a page', options, (stage) => {
  describe('a file with people in it', () => testFile(stage));
  describe('a dropped file with people in it', () => testDrop(stage));
  describe('a pasted list of people', () => testPaste(stage));
});
