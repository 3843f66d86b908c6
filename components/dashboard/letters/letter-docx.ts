import type { Letter } from '../../../lib/rights/index.ts';

// A word processor takes the direction from the paragraph, not from the letters in it.
const fromRight = (text: string) => /\p{Script=Arabic}/u.test(text);

/** The letter as a word-processor file. The library is loaded only when somebody wants one. */
export async function letterDocx(letter: Letter): Promise<Blob> {
  const { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } = await import('docx');
  const run = (text: string, bold = false) => new TextRun({ text, bold, rightToLeft: fromRight(text) });
  const lines = (text: string, bulleted = false) =>
    text.split('\n').map(
      (line, at) =>
        new Paragraph({
          children: [run(line)],
          bidirectional: fromRight(line),
          ...(bulleted ? at === 0 && { bullet: { level: 0 } } : { spacing: { after: 120 } }),
        }),
    );
  const children = letter.blocks.flatMap((block) => {
    if (block.type === 'paragraph') return lines(block.text);
    if (block.type === 'list') {
      return [...lines(block.text), ...block.items.flatMap((text) => lines(text, true))];
    }
    const rows = [block.head, ...block.rows].map(
      (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: lines(text) })) }),
    );
    return [...lines(block.text), new Table({ rows, visuallyRightToLeft: block.head.some(fromRight) })];
  });
  const subject = new Paragraph({
    children: [run(letter.subject, true)],
    bidirectional: fromRight(letter.subject),
    spacing: { after: 240 },
  });
  return Packer.toBlob(new Document({ sections: [{ children: [subject, ...children] }] }));
}
