// @vitest-environment node
import { Ajv } from 'ajv';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  GUIDANCE_LANGUAGES,
  type GuidanceFile,
  HELP_CASES,
  LETTER_KINDS,
  type LetterTexts,
  openGuidance,
} from '../../../lib/rights/index.ts';
import { readPackFiles } from '../../../scripts/lib/rights-index.ts';
import { fetchJson } from './files.ts';

const GRADE_LIMIT = 8;
const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Flesch-Kincaid grade of some English text. */
function grade(text: readonly string[]): number {
  const counts = { sentence: 0, word: 0, syllable: 0 };
  for (const { segment } of text.flatMap((part) => [...sentences.segment(part)])) {
    const found = [...words.segment(segment)].filter((word) => word.isWordLike && /[a-z]/i.test(word.segment));
    if (found.length === 0) continue;
    counts.sentence += 1;
    counts.word += found.length;
    counts.syllable += found.reduce((sum, word) => sum + syllable(word.segment), 0);
  }
  return fleschKincaid(counts);
}

const files = new Map<string, GuidanceFile>();
let english: GuidanceFile;

beforeAll(async () => {
  for (const tag of GUIDANCE_LANGUAGES) files.set(tag, (await fetchJson(`guidance/${tag}.json`)) as GuidanceFile);
  english = files.get('en') as GuidanceFile;
});

describe('guidance', () => {
  it('sends nobody past a court paper, an old debt or a blackmailer', () => {
    const body = (door: 'harassed' | 'cannot-repay', id: string) =>
      english.doors[door].steps.find((step) => step.id === id)?.body.join(' ') ?? '';
    for (const door of ['harassed', 'cannot-repay'] as const)
      expect(body(door, 'court-papers')).toMatch(/date by which you must answer.*in time/);
    expect(body('cannot-repay', 'write-first')).toMatch(/an offer or a payment can start a time limit again/);
    expect(body('cannot-repay', 'list')).toMatch(/only if the lender confirms it/);
    expect(body('harassed', 'stop-letter')).toMatch(/blackmails you, go to the police first/);
  });

  it('fits its schema in every language, and only English counts as reviewed', async () => {
    const validate = new Ajv({ allErrors: true }).compile((await fetchJson('guidance/schema.json')) as object);
    for (const [tag, file] of files) {
      expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
      expect(file.reviewed).toBe(tag === 'en');
    }
  });

  it('has the same steps, lists, letters and tools in every language', () => {
    const shape = (file: GuidanceFile) =>
      HELP_CASES.map((door) =>
        file.doors[door].steps.map(({ id, body, say, doNotSay, writeDown, topics, show, letter, tool }) => [
          id,
          body.length,
          say?.length,
          doNotSay?.length,
          writeDown?.length,
          topics,
          show,
          letter,
          tool,
        ]),
      );
    for (const file of files.values()) expect(shape(file)).toEqual(shape(english));
  });

  it('puts help lines first for the harassed', async () => {
    for (const language of GUIDANCE_LANGUAGES) {
      const door = await openGuidance(fetchJson, 'harassed', language, 'CN');
      expect(door.steps[0]?.show.slice(0, 2)).toEqual(['crisis', 'help']);
    }
  });

  it('leads to every kind of letter', () => {
    const led = HELP_CASES.flatMap((door) => english.doors[door].steps.map(({ letter }) => letter));
    expect(LETTER_KINDS.filter((kind) => !led.includes(kind))).toEqual([]);
  });

  it('teaches the three rules of the convention with its true date, as no law, and what followed', async () => {
    const step = (await openGuidance(fetchJson, 'harassed', 'en', 'CN')).steps.find(({ id }) => id === 'not-allowed');
    const text = step?.place?.body.join(' ') ?? '';
    for (const part of ['28 March 2018', 'never a law', 'February 2025', '30 January 2026', '22:00 to 08:00'])
      expect(text).toContain(part);
    expect(step?.place?.cites).toContain('cn-third-party-contact-nifa');
  });

  it('tells nobody to be silent or to leave a court paper', () => {
    for (const door of ['harassed', 'cannot-repay'] as const) {
      const text = JSON.stringify(english.doors[door]);
      expect(text).toContain('Never ignore a court paper');
      expect(
        text
          .replaceAll('"Just ignore them\\" is bad advice', '')
          .replaceAll('\\"Just ignore them\\" is bad advice', ''),
      ).not.toMatch(/just ignore/i);
    }
    expect(JSON.stringify(english.doors.harassed)).toContain('Stay reachable');
  });

  it('gives the law of the place in English where it is not translated', async () => {
    const step = (await openGuidance(fetchJson, 'harassed', 'zh-CN', 'IN')).steps.find(
      ({ id }) => id === 'not-allowed',
    );
    expect(step?.title).toContain('催收');
    expect(step?.place?.language).toBe('en');
    const own = (await openGuidance(fetchJson, 'harassed', 'zh-CN', 'CN')).steps.find(({ id }) => id === 'not-allowed');
    expect(own?.place?.language).toBe('zh');
    expect((await openGuidance(fetchJson, 'borrow', 'ja', null)).language).toBe('en');
  });
});

describe('the language of the guidance', () => {
  it.each([
    ['zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-MO', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hant-CN', 'zh-TW'],
    ['zh-CN', 'zh'],
    ['zh', 'zh'],
    ['zh-Hans-HK', 'zh'],
    ['zh_broken', 'en'],
    ['zh-not a tag', 'zh'],
    ['id-ID', 'id'],
    ['en-GB', 'en'],
    ['ja', 'en'],
  ])('for a reader of %s is %s', async (wanted, given) => {
    expect((await openGuidance(fetchJson, 'harassed', wanted, null)).language).toBe(given);
  });
});

describe('reading age of the English', () => {
  it('is measured: a statute fails, plain words pass', () => {
    expect(
      grade([
        'Notwithstanding anything contained in the foregoing provisions, the competent supervisory authority may, upon application, authorise derogations.',
      ]),
    ).toBeGreaterThan(15);
    expect(grade(['Keep one number open. Tell the lender which one it is.'])).toBeLessThan(4);
  });

  it('is at or under grade 8 in each step of the guidance and each addition of a place', () => {
    for (const door of HELP_CASES) {
      const { intro, steps } = english.doors[door];
      expect(grade([intro])).toBeLessThanOrEqual(GRADE_LIMIT);
      for (const step of steps) {
        expect(grade(step.body), `${door}/${step.id}`).toBeLessThanOrEqual(GRADE_LIMIT);
        for (const [place, { body }] of Object.entries(step.places ?? {})) {
          expect(grade(body), `${door}/${step.id} ${place}`).toBeLessThanOrEqual(GRADE_LIMIT);
        }
      }
    }
  });

  it('is at or under grade 8 in every pack', async () => {
    for (const [name, pack] of Object.entries(await readPackFiles())) {
      expect(grade(pack.rights.flatMap(({ text, whatYouCanDo }) => [text, whatYouCanDo])), name).toBeLessThanOrEqual(
        GRADE_LIMIT,
      );
      expect(grade([pack.priceNote, pack.contactsRule.text]), name).toBeLessThanOrEqual(GRADE_LIMIT + 2);
    }
  });

  it('is at or under grade 8 in every letter', async () => {
    const { letters } = (await fetchJson('letters/texts/en.json')) as LetterTexts;
    for (const [kind, { about, blocks }] of Object.entries(letters)) {
      expect(grade([about, ...blocks.map(({ text }) => text ?? '')]), kind).toBeLessThanOrEqual(GRADE_LIMIT);
    }
  });
});
