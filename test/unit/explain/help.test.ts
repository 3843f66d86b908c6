// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/assessment/index.ts';
import { explain, packsOf } from '../../../lib/explain/index.ts';
import { NAMESPACES, openTranslator } from '../../../lib/i18n/index.ts';
import { openRights } from '../../../lib/rights/index.ts';
import { assessment, fetchJson } from './fixtures.ts';

const rights = openRights(fetchJson);

async function helpFor(change: Partial<Assessment>, tag = 'en') {
  const translator = await openTranslator([tag], NAMESPACES, fetchJson);
  const found = assessment({ severity: 'danger', jurisdiction: { home: 'CN', page: null }, ...change });
  const packs = await packsOf(rights, found.jurisdiction, translator.language.tag);
  return explain(found, translator, packs).help;
}

describe('the contact card', () => {
  it.each(['info', 'caution', 'danger'] as const)('names one hotline or office at %s', async (severity) => {
    expect(await helpFor({ severity })).toMatchObject({
      text: expect.stringContaining(':'),
      phone: expect.any(String),
    });
  });

  it('fits the case: whoever owes already is told of help with debts', async () => {
    const places = { jurisdiction: { home: 'GB', page: null } };
    const owing = await helpFor({ ...places, kind: 'account' });
    const asking = await helpFor({ ...places, kind: 'application' });
    expect(owing?.phone).toBe((await rights.firstHelp('GB', 'cannot-repay'))?.phone);
    expect(asking?.text).not.toBe(owing?.text);
  });

  it("asks the user's own country first, and the page's where that has none", async () => {
    const own = await helpFor({ jurisdiction: { home: 'KE', page: 'CN' } });
    expect(own?.text).toContain((await rights.firstHelp('KE', 'borrow'))!.name);
    const page = await helpFor({ jurisdiction: { home: 'JP', page: 'CN' } });
    expect(page?.text).toContain((await rights.firstHelp('CN', 'borrow'))!.name);
    expect(await helpFor({ jurisdiction: { home: null, page: null } })).toBeNull();
  });

  it('says in which language its words are', async () => {
    const help = await helpFor({}, 'zh-TW');
    const pack = (await rights.pack('CN', 'zh-TW'))!;
    const entry = pack.help.find(({ id }) => id === pack.firstHelp.borrow[0])!;
    expect(help?.lang).toBe(entry.language);
    expect(help?.noteLang).toBe(entry.checkFirst ? 'zh-TW' : entry.language);
  });
});
