import { readFile } from 'node:fs/promises';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { Caps } from '../../../components/dashboard/calculator/caps.tsx';
import type { PageContext } from '../../../components/page/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { threeMonths } from './three-months.ts';

const fetchJson = async (path: string) => JSON.parse(await readFile(`data/${path}`, 'utf8'));
const rights = openRights(fetchJson);

async function show(place: string, language = 'en') {
  const pack = (await rights.pack(place, language))!;
  const translator = await openTranslator([language], NAMESPACES, fetchJson);
  const loan = threeMonths(0.08, '2026-11-24');
  const context = { translator } as PageContext;
  const root = document.createElement('div');
  const held = { loan, principal: 800_000, currency: pack.currency, today: '2026-11-24', context };
  await act(() => render(<Caps pack={pack} home={place} held={held} />, root));
  const choose = async (text: string) => {
    const select = root.querySelector('select')!;
    const option = [...select.options].find((one) => one.textContent === text)!;
    select.value = option.value;
    await act(() => {
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
  };
  return { root, choose, options: [...root.querySelectorAll('option')].map((one) => one.textContent) };
}

describe('the limits of the law in the calculator', () => {
  it('say that none is for a lender of another kind, and not that the price is lawful', async () => {
    const { root, choose } = await show('PH');
    expect(root.textContent).not.toMatch(/for such a lender/);
    await choose('None of these');
    expect(root.textContent).toMatch(
      /None of the limits that we know in the Philippines is for such a lender\. That does not mean that the price is lawful, or that it may lend\./,
    );
    expect(root.textContent).not.toMatch(/We know of no limit in/);
    expect(root.querySelector('.rf-danger')).toBeNull();
    await choose('a lending or financing company, with nothing pledged');
    expect(root.textContent).not.toMatch(/for such a lender/);
  });

  it('say of each limit what it counts, and the rule of several once', async () => {
    const { root, choose } = await show('PH');
    await choose('a lending or financing company, with nothing pledged');
    const lines = [...root.querySelectorAll('.rf-notice')].map((line) => line.textContent);
    expect(lines).toEqual([
      'The limit is 73% (simple yearly rate, interest alone). This loan is at 96%: above this limit.',
      expect.stringMatching(/^The limit is 146% \(simple yearly rate\)\. This loan is at 96%: not above this limit\./),
      expect.stringMatching(/^The limit is 100% \(all costs as a share of the loan\)\./),
    ]);
    expect(root.textContent?.split('interest up to 6 % a month').length).toBe(2);
  });

  it('ask in the words of the reader', async () => {
    expect((await show('TH', 'th')).options).toContain('ผู้ให้กู้ส่วนบุคคลที่ไม่มีใบอนุญาต');
  });
});
