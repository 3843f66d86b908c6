// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConcepts, normalise } from '../../../lib/recognise/index.ts';
import { LEXICONS, Matcher } from '../../../lib/recognise/lexicon/index.ts';

const FOLDER = new URL('../../../data/lexicon/', import.meta.url).pathname;
const SEED = 20_261_124;
const concepts = (text: string) => [...new Set(findConcepts(text).map((match) => match.concept))].sort();

describe('normalise', () => {
  it.each([
    ['upper case and white space', 'Borrow \n\t NOW', 'borrow now'],
    ['full-width letters', 'Ｌｏａｎ', 'loan'],
    ['ligatures and compatibility signs', 'ﬁnance ⑤', 'finance 5'],
    ['zero-width characters', 'lo\u200ban\u00ad lo\u2060an\ufeff', 'loan loan'],
    ['Cyrillic look-alikes in a Latin word', 'lоаn', 'loan'],
    ['a word of look-alikes only, with letters no Russian has', 'ѕсаӏе', 'scale'],
    ['Greek look-alikes', 'lοαn', 'loan'],
    ['Russian stays Russian', 'Займ на карту', 'займ на карту'],
    ['Greek stays Greek', 'δάνειο', 'δάνειο'],
    ['traditional Chinese', '貸款額度還款', '贷款额度还款'],
    ['gaps between Chinese letters', '借 款 金 额', '借款金额'],
    ['words spelled with gaps', 'get l o a n s now', 'get loans now'],
    ['words spelled with dots', 'L.O.A.N.S', 'loans'],
    ['right-to-left override', 'get a \u202enaol\u202c now', 'get a loan now'],
    ['override to the end', '\u202eyadyap', 'payday'],
  ])('%s', (_, text, plain) => {
    expect(normalise(text)).toBe(plain);
  });

  it('leaves short runs of single letters alone', () => {
    expect(normalise('Plan B or C')).toBe('plan b or c');
  });

  it('is done after once, whatever the text', () => {
    const letters = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(letters, (text) => normalise(normalise(text)) === normalise(text)),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('the matcher', () => {
  const matcher = new Matcher([
    { lang: 'xx', concepts: { a: ['loan', 'loan term'], b: ['rate$', '借款', 'préstamo'], c: ['term'] } },
    { lang: 'es', concepts: { d: ['préstamo'] } },
  ]);
  const find = (text: string) => matcher.find(normalise(text)).map(({ concept, start, end }) => [concept, start, end]);

  it('finds terms at word starts only, whole words where asked, anywhere in Chinese', () => {
    expect(find('loans')).toEqual([['a', 0, 4]]);
    expect(find('xloan')).toEqual([]);
    expect(find('rates rate')).toEqual([['b', 6, 10]]);
    expect(find('我要借款了')).toEqual([['b', 2, 4]]);
  });

  it('gives the longest term of a concept at a place, and all concepts', () => {
    expect(find('loan term')).toEqual([
      ['a', 0, 9],
      ['c', 5, 9],
    ]);
  });

  it('takes Spanish without accents', () => {
    expect(find('prestamo')).toEqual([['d', 0, 8]]);
  });

  it('agrees with a plain search for every term of every lexicon', () => {
    for (const { lang, concepts: lists } of LEXICONS) {
      for (const [concept, terms] of Object.entries(lists)) {
        for (const term of terms) {
          const word = term.replace(/\$$/, '');
          const found = findConcepts(`. ${word} .`).some((match) => match.concept === concept);
          // A counter-concept may hide a shorter term inside it, but never a whole one.
          expect(found, `${lang} ${concept} ${term}`).toBe(true);
        }
      }
    }
  });

  it('gives matches that lie in the text, in order', () => {
    const words = fc.constantFrom(
      ...LEXICONS.flatMap(({ concepts: lists }) => Object.values(lists).flat()).slice(0, 400),
    );
    const text = fc
      .array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 12 })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, (sample) => {
        const { length } = normalise(sample);
        let last = 0;
        return findConcepts(sample).every(({ start, end }) => {
          const ordered = start >= last && end > start && end <= length;
          last = start;
          return ordered;
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('concepts', () => {
  it('lets a longer thing hide what stands inside it', () => {
    expect(concepts('student loan')).not.toContain('product');
    expect(concepts('a student loan, or a personal loan')).toContain('product');
  });

  it('finds several languages in one line', () => {
    expect(concepts('Apply now, sirf Aadhaar se instant loan')).toEqual(
      expect.arrayContaining(['apply', 'identity', 'product']),
    );
    expect(concepts('立即申请 personal loan')).toEqual(expect.arrayContaining(['apply', 'product']));
  });
});

describe('the lexicon files', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && !/^(schema|han-variants)/.test(file));

  it('are all in the matcher, and nothing else is', () => {
    const contents = files.map((file) => JSON.parse(readFileSync(FOLDER + file, 'utf8')) as object);
    expect(LEXICONS).toHaveLength(contents.length);
    for (const content of contents) expect(LEXICONS).toContainEqual(content);
  });

  it.each(files)('%s has terms as they are matched, each once in a concept', (file) => {
    const { concepts: lists } = JSON.parse(readFileSync(FOLDER + file, 'utf8')) as {
      concepts: Record<string, string[]>;
    };
    for (const [concept, terms] of Object.entries(lists)) {
      expect(new Set(terms).size, concept).toBe(terms.length);
      for (const term of terms) expect(term, concept).toBe(term.normalize('NFKC').toLowerCase().trim());
    }
  });

  it('name every concept that the counter-concepts and the recogniser know', () => {
    const known = Object.keys(
      (JSON.parse(readFileSync(`${FOLDER}schema.json`, 'utf8')) as { properties: { concepts: { properties: object } } })
        .properties.concepts.properties,
    );
    const used = new Set(LEXICONS.flatMap(({ concepts: lists }) => Object.keys(lists)));
    expect([...used].filter((concept) => !known.includes(concept))).toEqual([]);
  });
});
