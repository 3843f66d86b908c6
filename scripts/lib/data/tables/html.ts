import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type Table, tableFromGrid } from './table.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;
const children = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : []);
const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value ?? '';

/** No table of a register spans more; a hostile page may say so. */
const MAX_SPAN = 100;

/**
 * The tables of an HTML page, nested ones apart, with cells that span rows or columns repeated. A link's address
 * follows its words, since lists of apps often have the package name there alone.
 */
export function readHtml(text: string, wanted: ReadonlySet<string>): Table[] {
  const tables: Table[] = [];
  for (const [at, element] of elementsNamed(parse(text), 'table').entries()) {
    const table = tableFromGrid(grid(element), wanted, `table ${at + 1}`);
    if (table) tables.push(table);
  }
  return tables;
}

function elementsNamed(node: Node, name: string): Element[] {
  return children(node).flatMap((child) => [
    ...(isElement(child) && child.tagName === name ? [child] : []),
    ...elementsNamed(child, name),
  ]);
}

/** Rows that belong to a table itself and not to one inside it. */
function rowsOf(node: Node): Element[] {
  return children(node)
    .filter(isElement)
    .flatMap((child) =>
      child.tagName === 'tr' ? [child] : ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child) : [],
    );
}

function grid(table: Element): string[][] {
  const cells: string[][] = [];
  for (const [at, row] of rowsOf(table).entries()) {
    cells[at] ??= [];
    let column = 0;
    for (const child of children(row).filter(isElement)) {
      if (child.tagName !== 'td' && child.tagName !== 'th') continue;
      while (cells[at]![column] !== undefined) column++;
      const text = textOf(child);
      const wide = span(child, 'colspan');
      for (let down = 0; down < span(child, 'rowspan'); down++) {
        cells[at + down] ??= [];
        for (let right = 0; right < wide; right++) cells[at + down]![column + right] = text;
      }
      column += wide;
    }
  }
  return cells.map((row) => Array.from(row, (cell) => cell ?? ''));
}

function span(cell: Element, name: string): number {
  const value = Number.parseInt(attribute(cell, name), 10);
  return Number.isNaN(value) ? 1 : Math.min(Math.max(value, 1), MAX_SPAN);
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!isElement(node) || ['script', 'style', 'table'].includes(node.tagName)) return '';
  const inner = children(node).map(textOf).join('');
  if (node.tagName === 'br') return ' ';
  const href = node.tagName === 'a' ? attribute(node, 'href') : '';
  if (/^https?:/i.test(href) && !inner.includes(href)) return `${inner} ${href}`;
  return ['p', 'div', 'li'].includes(node.tagName) ? ` ${inner} ` : inner;
}
