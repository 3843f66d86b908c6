import { BITMAP_SIDE, type Pixels } from '../bitmap.ts';

/** Shapes of one drawing, cells of one table and characters of all its paths that are drawn; codes have far fewer. */
const MOST_SHAPES = 12_000;
const MOST_PATH = 80_000;
const PATH_AT_ONCE = 20_000;
/** How many elements up from a shape are looked at. */
const MOST_ABOVE = 16;

type Context = OffscreenCanvasRenderingContext2D;

/** A white ground of a size, to draw on; nothing is shown, and nothing is asked of the network. */
function ground(width: number, height: number): Context | null {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return context;
}

const pixelsOf = ({ canvas, ...rest }: { canvas: OffscreenCanvas } & { context: Context }): Pixels =>
  rest.context.getImageData(0, 0, canvas.width, canvas.height);

/**
 * The pixels of an image or canvas of the page, made small. Throws a SecurityError where it is from elsewhere and so
 * not for reading. `pause` is awaited between the parts of the work.
 */
export async function drawPicture(
  picture: HTMLImageElement | HTMLCanvasElement,
  width: number,
  height: number,
  pause: () => Promise<void>,
): Promise<Pixels | null> {
  const scale = Math.min(1, BITMAP_SIDE / Math.max(width, height));
  const context = ground(Math.round(width * scale), Math.round(height * scale));
  if (!context) return null;
  // Not in this task: a large picture takes its time to be decoded.
  const bitmap = await createImageBitmap(picture);
  try {
    await pause();
    context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
  } finally {
    bitmap.close();
  }
  return pixelsOf({ canvas: context.canvas, context });
}

const number = (text: string | null, otherwise = 0): number => {
  const found = Number.parseFloat(text ?? '');
  return Number.isFinite(found) ? found : otherwise;
};

/** A shape and what it stands in, up to the drawing, the innermost first; null where it is a definition and not drawn. */
function chainOf(shape: Element, root: Element): Element[] | null {
  const chain: Element[] = [];
  for (let at: Element | null = shape; at && at !== root; at = at.parentElement) {
    if (chain.length >= MOST_ABOVE || /^(?:defs|clipPath|mask|symbol|pattern)$/.test(at.localName)) return null;
    chain.push(at);
  }
  return chain;
}

/** What the first of a chain is filled with: its own or the nearest `fill` above, black where nothing says. */
function fillOf(chain: readonly Element[]): string {
  for (const at of chain) {
    const style = (at.getAttribute('style') ?? '').slice(0, 500);
    const fill = /(?:^|;)\s?fill\s?:([^;]{1,40})/.exec(style)?.[1]?.trim() ?? at.getAttribute('fill');
    if (fill && fill !== 'currentColor' && fill !== 'inherit') return fill;
  }
  return '#000';
}

/** Moves the ground as the `transform` of a shape and of what it stands in says; only shifts and scales. */
function transform(context: Context, chain: readonly Element[]): void {
  const all = chain.map((at) => at.getAttribute('transform')?.slice(0, 200) ?? '').reverse();
  for (const [, what, args = ''] of all.join(' ').matchAll(/(translate|scale|matrix)\(([^)]{1,100})\)/g)) {
    const numbers = args
      .split(/[\s,]/)
      .filter((part) => part !== '')
      .map((part) => number(part));
    const [a = 0, b, c = 0, d = 1, e = 0, f = 0] = numbers;
    if (what === 'translate') context.translate(a, b ?? 0);
    else if (what === 'scale') context.scale(a, b ?? a);
    else context.transform(a, b ?? 0, c, d, e, f);
  }
}

/**
 * The pixels of an inline drawing of rectangles, paths and uses of a rectangle, as pages draw codes; null for a drawing
 * that is no square or of another kind. `pause` is awaited between parts of a large one.
 */
export async function drawSvg(svg: Element, pause: () => Promise<void>): Promise<Pixels | null> {
  const box = (svg.getAttribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map((part) => number(part));
  const [left = 0, top = 0] = box.length === 4 ? box : [];
  const width = box.length === 4 ? (box[2] ?? 0) : number(svg.getAttribute('width'));
  const height = box.length === 4 ? (box[3] ?? 0) : number(svg.getAttribute('height'));
  if (!(width > 0 && height > 0) || Math.abs(width - height) > Math.max(width, height) / 4) return null;
  const shapes = svg.querySelectorAll('rect,path,use');
  if (shapes.length === 0 || shapes.length > MOST_SHAPES) return null;
  const scale = BITMAP_SIDE / Math.max(width, height);
  const context = ground(Math.round(width * scale), Math.round(height * scale));
  if (!context) return null;
  const patterns = new Map([...svg.querySelectorAll('rect[id]')].map((rect) => [rect.id, rect]));
  let spent = 0;
  let pathLeft = MOST_PATH;
  for (const shape of shapes) {
    const chain = chainOf(shape, svg);
    if (!chain) continue;
    const fill = fillOf([...chain, svg]);
    if (fill === 'none' || fill === 'transparent') continue;
    context.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
    transform(context, chain);
    context.fillStyle = '#000';
    context.fillStyle = fill;
    if (shape.localName === 'path') {
      const path = shape.getAttribute('d') ?? '';
      pathLeft -= path.length;
      if (pathLeft < 0) return null;
      context.fill(new Path2D(path));
      spent += path.length;
    } else {
      const id =
        shape.localName === 'use' ? (shape.getAttribute('href') ?? shape.getAttribute('xlink:href') ?? '') : '';
      const pattern = id === '' ? shape : patterns.get(id.slice(1));
      if (!pattern) return null;
      const size = (name: string, whole: number) => {
        const text = pattern.getAttribute(name);
        return text?.endsWith('%') ? (number(text) / 100) * whole : number(text);
      };
      context.fillRect(
        number(shape.getAttribute('x')),
        number(shape.getAttribute('y')),
        size('width', width),
        size('height', height),
      );
      spent += 100;
    }
    if (spent > PATH_AT_ONCE) {
      spent = 0;
      await pause();
    }
  }
  return pixelsOf({ canvas: context.canvas, context });
}

/** Modules along a side: of the smallest code, and of the largest with its border. */
const SIDES = { least: 21, most: 185 };

/** The pixels of a table whose cells are the modules of a code, told by their background; null for any other table. */
export async function drawTable(table: HTMLTableElement, pause: () => Promise<void>): Promise<Pixels | null> {
  const { rows } = table;
  const count = rows.length;
  if (count < SIDES.least || count > SIDES.most || rows[0]?.cells.length !== count) return null;
  const dot = Math.max(2, Math.floor(BITMAP_SIDE / count));
  const side = count * dot;
  if (side > BITMAP_SIDE) return null;
  const context = ground(side, side);
  if (!context) return null;
  for (let y = 0; y < count; y += 1) {
    const cells = rows[y]?.cells;
    if (cells?.length !== count) return null;
    for (let x = 0; x < count; x += 1) {
      const cell = cells[x];
      const style = cell?.getAttribute('style') ?? '';
      const color = /background(?:-color)?\s*:\s*([^;]{1,40})/.exec(style)?.[1] ?? cell?.getAttribute('bgcolor');
      if (!color) continue;
      context.fillStyle = '#fff';
      context.fillStyle = color;
      context.fillRect(x * dot, y * dot, dot, dot);
    }
    if (y % 24 === 23) await pause();
  }
  return pixelsOf({ canvas: context.canvas, context });
}
