// @vitest-environment node
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../../../lib/i18n/index.ts';
import { citationIn, openRights, type PackFile, parsePackTexts } from '../../../lib/rights/index.ts';
import { readPackFiles } from '../../../scripts/lib/rights-index.ts';
import { checkPackTexts, type PackTextsFile, readPackTexts, stampsOf } from '../../../scripts/lib/rights-texts.ts';
import { fetchJson } from './files.ts';

/** One right, its law, a help line and the rule on contacts, in words that nothing else holds. */
const TEXTS = {
  $schema: '../../texts.schema.json',
  language: 'fil',
  jurisdiction: 'KE',
  reviewed: false,
  rights: {},
  contactsRule: 'Tuntunin',
} satisfies PackTextsFile & { $schema: string; reviewed: boolean };

function rightsWith(path: string, texts: unknown) {
  const fetch = vi.fn(async (asked: string) => (asked === path ? texts : fetchJson(asked)));
  return { rights: openRights(fetch), fetch };
}

describe('a pack in the language of the reader', () => {
  it('shows each sentence in that language where somebody translated it, and in English elsewhere', async () => {
    const english = (await openRights(fetchJson).pack('KE'))!;
    const [first, second] = english.rights;
    const law = first!.cites[0]!.law;
    const help = english.help[0]!;
    const { rights } = rightsWith('rights/texts/fil/KE.json', {
      ...TEXTS,
      rights: { [first!.id]: { text: 'Pangungusap', whatYouCanDo: 'Gawin', caveat: 'Paalala' } },
      laws: { [law.id]: { title: 'Batas' } },
      help: { [help.id]: { name: 'Tulong', whatFor: 'Para saan' } },
    });
    const pack = (await rights.pack('KE', 'fil'))!;
    expect(pack.rights[0]).toMatchObject({
      id: first!.id,
      text: 'Pangungusap',
      whatYouCanDo: 'Gawin',
      caveat: 'Paalala',
      language: 'fil',
      confidence: first!.confidence,
      source: first!.source,
    });
    expect(pack.rights[0]!.citation).toMatch(/^Batas/);
    expect(pack.rights[1]).toMatchObject({ id: second!.id, text: second!.text, language: 'en' });
    expect(pack.help[0]).toMatchObject({ name: 'Tulong', whatFor: 'Para saan', language: 'fil', phone: help.phone });
    expect(pack.help[1]).toMatchObject({ name: english.help[1]!.name, language: 'en' });
    expect(pack.contactsRule).toMatchObject({ text: 'Tuntunin', language: 'fil', stance: english.contactsRule.stance });
    expect(pack.priceNote).toEqual({ text: english.priceNote.text, language: 'en' });
    expect((await rights.pack('KE'))!.rights[0]!.text).toBe(first!.text);
  });

  it('is in English, each sentence marked so, where there is no translation', async () => {
    const rights = openRights(async (path) => {
      if (path.startsWith('rights/texts/')) throw new Error(`${path}: not in the package`);
      return fetchJson(path);
    });
    const pack = (await rights.pack('KE', 'ur'))!;
    expect(new Set(pack.rights.map(({ language }) => language))).toEqual(new Set(['en']));
    expect(new Set([...pack.help, ...pack.registers, ...pack.creditReports].map(({ language }) => language))).toEqual(
      new Set(['en']),
    );
  });

  it('reads pack and translation once each, and no translation for English', async () => {
    const { rights, fetch } = rightsWith('rights/texts/fil/KE.json', TEXTS);
    await Promise.all([rights.pack('KE', 'fil'), rights.pack('KE', 'fil'), rights.pack('KE'), rights.pack('KE', 'en')]);
    expect(fetch.mock.calls.map(([path]) => path).sort()).toEqual([
      'rights/KE.json',
      'rights/index.json',
      'rights/texts/fil/KE.json',
    ]);
  });

  it('leaves hours, caps and standing alone', async () => {
    const rights = openRights(fetchJson);
    const [english, own] = [(await rights.pack('CN'))!, (await rights.pack('CN', 'zh-CN'))!];
    expect(own.priceCaps).toEqual(english.priceCaps);
    expect(own.firstHelp).toEqual(english.firstHelp);
    expect(own.rights.map(({ id, shown, force, status }) => [id, shown, force, status])).toEqual(
      english.rights.map(({ id, shown, force, status }) => [id, shown, force, status]),
    );
  });

  it('cites a law by its own title to those who read it, and says in which language the rest is', async () => {
    const rights = openRights(fetchJson);
    const own = (await rights.pack('CN', 'zh-CN'))!.rights.find(({ id }) => id === 'cn-third-party-contact-nifa')!;
    expect(own.citation).toBe('互联网金融逾期债务催收自律公约（试行）第十三条、第十四条');
    expect(own.citationLanguage).toBe('zh-CN');
    const foreign = (await rights.pack('KE', 'zh-CN'))!.rights[0]!;
    expect(foreign.citationLanguage).toBe('en');
    expect(citationIn(foreign, 'zh-CN')).toBe(citationIn((await rights.pack('KE'))!.rights[0]!, 'zh-CN'));
  });
});

describe('the check of translated packs', () => {
  let packs: Record<string, PackFile>;
  let files: Record<string, PackTextsFile>;
  beforeAll(async () => {
    packs = await readPackFiles();
    files = await readPackTexts();
  });

  /** What the check says after one change to a copy of the file for China in Simplified Chinese. */
  function afterChange(change: (file: PackTextsFile) => void): string {
    const copy = structuredClone(files['zh-CN/CN']!);
    change(copy);
    return checkPackTexts(packs, { 'zh-CN/CN': copy })
      .map(({ level, message }) => `${level}: ${message}`)
      .join('\n');
  }

  it('finds nothing wrong in what is shipped', () => {
    expect(checkPackTexts(packs, files).filter(({ level }) => level === 'error')).toEqual([]);
    for (const file of Object.values(files)) expect(() => parsePackTexts(file)).not.toThrow();
  });

  const ID = 'cn-third-party-contact-cba';
  it.each<[string, (file: PackTextsFile) => void, RegExp]>([
    [
      'a right that is gone',
      (file) => {
        file.rights['cn-no-such-right'] = file.rights[ID]!;
      },
      /error: rights\/cn-no/,
    ],
    ['a missing caveat', (file) => void delete file.rights[ID]!.caveat, /error: .*caveat is missing/],
    [
      'a caveat of nobody',
      (file) => {
        file.rights['cn-privacy-civil-code'] = { text: '一', whatYouCanDo: '二', caveat: '三', parts: {} };
      },
      /error: .*cn-privacy-civil-code: caveat stands here/,
    ],
    [
      'articles that are not cited',
      (file) => {
        file.rights[ID]!.parts = { 'art 99': '第九十九条' };
      },
      /does not cite/,
    ],
    [
      'a language that is none',
      (file) => {
        file.language = 'xx';
      },
      /error: xx is no language/,
    ],
    [
      'a sentence left in English',
      (file) => {
        file.rights[ID]!.text = packs['CN.json']!.rights[0]!.text;
      },
      /is English/,
    ],
    [
      'English that changed since',
      (file) => {
        file.stamps![`rights/${ID}`] = '00000000';
      },
      /warning: .*have changed/,
    ],
    [
      'entries without a stamp',
      (file) => {
        file.stamps = {};
      },
      /warning: \d+ entries have no stamp/,
    ],
  ])('finds %s', (_what, change, message) => {
    expect(afterChange(change)).toMatch(message);
  });

  it('stamps new entries only, unless the file was read again', () => {
    const file = structuredClone(files['zh-CN/CN']!);
    const old = { ...file.stamps, [`rights/${ID}`]: '00000000' };
    const { [`rights/${ID}`]: right, ...others } = stampsOf({ ...file, stamps: old }, packs['CN.json']!, false);
    expect(right).toBe('00000000');
    expect(others).toEqual(Object.fromEntries(Object.entries(file.stamps!).filter(([key]) => key !== `rights/${ID}`)));
    expect(stampsOf({ ...file, stamps: old }, packs['CN.json']!, true)).toEqual(file.stamps);
  });

  it('knows only languages of the interface', () => {
    const tags = LANGUAGES.map(({ tag }) => tag);
    for (const { language } of Object.values(files)) expect(tags).toContain(language);
  });
});
