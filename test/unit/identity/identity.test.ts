// @vitest-environment node
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { agreesWithBrand, PageIdentitySchema, whatPageSays } from '../../../lib/identity/index.ts';
import { blankSnapshot, type Snapshot, type TextBlock } from '../../../lib/page/index.ts';

const block = (text: string, more: Partial<TextBlock> = {}): TextBlock => ({ text, tag: 'p', where: 'p', ...more });
const page = (change: Partial<Snapshot>): Snapshot => blankSnapshot(change);

describe('what a page says it is', () => {
  it('takes names from title and metadata, and the imprint from the footer', () => {
    const said = whatPageSays(
      page({
        title: 'Heron Cash',
        metas: { 'og:site_name': 'Heron', description: 'left out' },
        blocks: [block('Welcome'), block('PT Bangau Kilat, KEP-12/D.05/2021', { zone: 'footer' })],
      }),
    );
    expect(said.name).toBe('Heron Cash | Heron');
    expect(said.imprint).toBe('PT Bangau Kilat, KEP-12/D.05/2021');
    expect(said.claims.map((claim) => claim.number)).toEqual(['KEP-12/D.05/2021']);
  });

  it('takes the last lines where there is no footer, and finds numbers anywhere', () => {
    const lines = Array.from({ length: 40 }, (_, at) => block(`line ${at}`));
    const said = whatPageSays(page({ blocks: [block('KEP-7/D.05/2020'), ...lines] }));
    expect(said.imprint).toContain('line 39');
    expect(said.imprint).not.toContain('line 20\n');
    expect(said.claims).toHaveLength(1);
  });

  it('always fits the schema', () => {
    const text = fc.oneof(fc.string({ maxLength: 6000 }), fc.constant('CIN U65990MH2017PTC123456 '.repeat(200)));
    const any = fc.record({
      title: text,
      blocks: fc.array(
        text.map((one) => block(one, { zone: 'footer' })),
        { maxLength: 30 },
      ),
    });
    fc.assert(
      fc.property(any, (change) => {
        expect(v.safeParse(PageIdentitySchema, whatPageSays(page(change))).success).toBe(true);
      }),
      { seed: 20261124, numRuns: 60 },
    );
  });
});

describe('the second key of a weak likeness', () => {
  const said = { name: 'Tala — cash', imprint: '' };
  const evidence = { text: 'ID number', where: 'input' };

  it('is the brand’s name on the page, or a demand', () => {
    expect(agreesWithBrand('Tala', said, [])).toBe(true);
    expect(agreesWithBrand('Branch', said, [])).toBe(false);
    expect(agreesWithBrand('Branch', said, [{ id: 'identity', evidence }])).toBe(true);
    expect(agreesWithBrand('Branch', null, [{ id: 'phone', evidence }])).toBe(false);
  });
});
