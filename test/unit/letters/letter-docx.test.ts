// @vitest-environment node
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { letterDocx } from '../../../components/dashboard/letters/letter-docx.ts';
import type { Letter } from '../../../lib/rights/index.ts';

const letter = (words: Pick<Letter, 'subject' | 'blocks'>): Letter => ({
  ...words,
  paragraphs: [],
  citations: [],
  rules: [],
  missing: [],
  cut: [],
});

async function paragraphs(of: Letter): Promise<string[]> {
  const files = unzipSync(new Uint8Array(await (await letterDocx(of)).arrayBuffer()));
  const xml = strFromU8(files['word/document.xml'] as Uint8Array);
  return xml.match(/<w:p>.*?<\/w:p>/g) ?? [];
}

it('writes an Urdu letter from the right, and a line that is only a number from the left', async () => {
  const [subject, sentence, number, bullet, reference] = await paragraphs(
    letter({
      subject: 'شکایت',
      blocks: [
        { type: 'paragraph', text: 'مجھ سے یہاں رابطہ ہو سکتا ہے:\n+92 300 1234567' },
        { type: 'list', text: 'معاہدے کا نمبر:', items: ['12-34'] },
      ],
    }),
  );
  for (const part of [subject, sentence, bullet]) expect(part).toMatch(/<w:bidi\/>.*<w:rtl\/>/);
  for (const part of [number, reference]) expect(part).not.toMatch(/<w:bidi\/>|<w:rtl\/>/);
  expect(number).toContain('+92 300 1234567');
  expect(reference).toContain('<w:numPr>');
});

it('writes an English letter from the left', async () => {
  const parts = await paragraphs(
    letter({ subject: 'Complaint', blocks: [{ type: 'paragraph', text: 'Please stop.' }] }),
  );
  expect(parts).toHaveLength(2);
  for (const part of parts) expect(part).not.toMatch(/<w:bidi\/>|<w:rtl\/>/);
});
