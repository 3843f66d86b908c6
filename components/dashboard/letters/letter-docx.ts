import type { Letter } from '../../../lib/rights/index.ts';

/** The letter as a word-processor file. The library is loaded only when somebody wants one. */
export async function letterDocx(letter: Letter): Promise<Blob> {
  const { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } = await import('docx');
  const lines = (text: string) =>
    text.split('\n').map((line) => new Paragraph({ children: [new TextRun(line)], spacing: { after: 120 } }));
  const children = letter.blocks.flatMap((block) => {
    if (block.type === 'paragraph') return lines(block.text);
    if (block.type === 'list') {
      return [...lines(block.text), ...block.items.map((text) => new Paragraph({ text, bullet: { level: 0 } }))];
    }
    const rows = [block.head, ...block.rows].map(
      (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    );
    return [...lines(block.text), new Table({ rows })];
  });
  const subject = new Paragraph({
    children: [new TextRun({ text: letter.subject, bold: true })],
    spacing: { after: 240 },
  });
  return Packer.toBlob(new Document({ sections: [{ children: [subject, ...children] }] }));
}
