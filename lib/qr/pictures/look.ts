import { type Bitmap, bitmapOf } from '../bitmap.ts';
import { drawPicture, drawSvg, drawTable } from './draw.ts';

/** Shortest and longest side of a picture that may be a code, in pixels of its own. */
const SIDE = { least: 60, most: 1_600 };
/** Elements of one kind in one document that are considered at a look, pictures of it that are drawn in all, and of one of them. */
const MOST_CONSIDERED = 3_000;
const MOST_DRAWN = 40;
const MOST_OF_ONE = 3;
const MOST_AT_A_LOOK = 12;
/** Elements between two pauses. */
const AT_ONCE = 250;

const NAMED = /qr|barcode|scan|\bcode\b|二维码|二維碼|扫码|掃碼/i;

const byTag = Function.prototype.call.bind(Document.prototype.getElementsByTagName) as (
  document: Document,
  tag: string,
) => HTMLCollectionOf<Element>;

/** What was seen at one look. */
export interface SeenPictures {
  /** Pictures that may be codes and were not seen before. */
  bitmaps: Bitmap[];
  /** One that may be, by its name, but lies elsewhere, so that it cannot be read from here. */
  unreadable: boolean;
}

const named = (element: Element): boolean =>
  ['alt', 'id', 'class', 'title', 'aria-label', 'src'].some((name) => {
    const value = element.getAttribute(name);
    return value !== null && !value.startsWith('data:') && NAMED.test(value.slice(0, 300));
  });

const square = (width: number, height: number): boolean =>
  Math.min(width, height) >= SIDE.least &&
  Math.max(width, height) <= SIDE.most &&
  Math.abs(width - height) <= Math.max(width, height) / 5;

/** Whether a picture is of this page, and not of another site. */
function isOwn({ currentSrc, src }: HTMLImageElement): boolean {
  const address = currentSrc || src;
  if (/^(?:data|blob):/i.test(address)) return true;
  return URL.canParse(address) && new URL(address).origin === location.origin;
}

/** What tells whether an element shows something else than before. */
const printOf = (element: Element): string =>
  element instanceof HTMLImageElement
    ? `${element.naturalWidth} ${(element.currentSrc || element.src).slice(0, 500)}`
    : `${element.childElementCount} ${element.getAttribute('viewBox')}`;

type Kind = 'img' | 'canvas' | 'svg' | 'table';

/** The kind of an element that may be a code, or null. Asks for no style and no layout. */
function kindOf(element: Element): Kind | null {
  if (element instanceof HTMLImageElement)
    return element.complete && square(element.naturalWidth, element.naturalHeight) ? 'img' : null;
  if (element instanceof HTMLCanvasElement) return square(element.width, element.height) ? 'canvas' : null;
  if (element instanceof HTMLTableElement) return element.rows.length >= 21 ? 'table' : null;
  return element.localName === 'svg' && element.parentElement?.closest('svg') == null ? 'svg' : null;
}

/** Looks for codes among the pictures of one document; what was read once is not read again unless it is told to forget. */
export class PictureLooker {
  private looked = new WeakMap<Element, { as: string; times: number }>();
  private readonly known = new Set<string>();
  private drawn = 0;

  private readonly document: Document;
  private readonly pause: () => Promise<void>;

  /** `pause` resolves in a later task, when the page has nothing better to do. */
  constructor(document: Document, pause: () => Promise<void>) {
    this.document = document;
    this.pause = pause;
  }

  /** Has pictures that were seen before count as new ones, for the next page of a load. What may be drawn in all stays. */
  forgetSeen(): void {
    this.looked = new WeakMap();
    this.known.clear();
  }

  /** Pictures that are there now and may be codes, those first whose name says so. Asks nothing of the network. */
  async look(): Promise<SeenPictures> {
    const found: { element: Element; kind: Kind; named: boolean }[] = [];
    let unreadable = false;
    let considered = 0;
    for (const element of await this.candidates()) {
      considered += 1;
      if (considered % AT_ONCE === 0) await this.pause();
      const kind = kindOf(element);
      if (kind === null) continue;
      const before = this.looked.get(element);
      // Only a canvas changes unseen; it is read anew a few times.
      if (before && (before.times >= MOST_OF_ONE || (kind !== 'canvas' && before.as === printOf(element)))) continue;
      const isNamed = named(element);
      if (kind === 'img' && !isOwn(element as HTMLImageElement)) unreadable ||= isNamed;
      else found.push({ element, kind, named: isNamed });
    }
    const rank: Record<Kind, number> = { canvas: 0, svg: 1, table: 1, img: 2 };
    found.sort((a, b) => Number(b.named) - Number(a.named) || rank[a.kind] - rank[b.kind]);
    const bitmaps: Bitmap[] = [];
    for (const { element, kind, named: isNamed } of found.slice(0, MOST_AT_A_LOOK)) {
      if (this.drawn >= MOST_DRAWN) break;
      await this.pause();
      this.looked.set(element, { as: printOf(element), times: (this.looked.get(element)?.times ?? 0) + 1 });
      this.drawn += 1;
      const bitmap = await this.read(element, kind).catch(() => {
        // A canvas with a picture from elsewhere on it, or one that broke off.
        unreadable ||= isNamed;
        return null;
      });
      if (!bitmap || this.known.has(bitmap.bits)) continue;
      this.known.add(bitmap.bits);
      bitmaps.push(bitmap);
    }
    return { bitmaps, unreadable };
  }

  /** The first elements of the document that may be pictures of codes. One kind at a time: pages can have a million nodes. */
  private async candidates(): Promise<Element[]> {
    const some: Element[] = [];
    for (const tag of ['img', 'canvas', 'svg', 'table']) {
      const all = byTag(this.document, tag);
      for (let at = 0; at < MOST_CONSIDERED; at += 1) {
        const element = all[at];
        if (!element) break;
        some.push(element);
      }
      await this.pause();
    }
    return some;
  }

  private async read(element: Element, kind: Kind): Promise<Bitmap | null> {
    const draw = () => {
      if (element instanceof HTMLImageElement)
        return drawPicture(element, element.naturalWidth, element.naturalHeight, this.pause);
      if (element instanceof HTMLCanvasElement) return drawPicture(element, element.width, element.height, this.pause);
      return kind === 'table' ? drawTable(element as HTMLTableElement, this.pause) : drawSvg(element, this.pause);
    };
    const pixels = await draw();
    if (!pixels) return null;
    await this.pause();
    return bitmapOf(pixels, this.pause);
  }
}
