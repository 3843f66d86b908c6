import { AddressKeeper, addressOf } from './addresses.ts';
import { blankSnapshot, joinLetters } from './blocks.ts';
import { ControlReader } from './controls.ts';
import { EditorFinder, modeOf } from './editable.ts';
import { LIMITS } from './limits.ts';
import { natives } from './natives.ts';
import { ScriptReader } from './scripts.ts';
import { BUTTON_CLASS, BUTTON_TYPES, HIDING_STYLE, INLINE, SECTIONS, SKIPPED, ZONES } from './tags.ts';
import type { Action, Snapshot, TextBlock } from './types.ts';

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/** Text that is being gathered for a label or an action while its subtree is walked. */
interface Capture {
  text: string;
  limit: number;
}

/** What has to be undone when the walk leaves an element. */
interface Open {
  node: Node;
  block: boolean;
  capture: Capture | null;
  done: ((text: string) => void) | null;
  form: number | null;
  zone: TextBlock['zone'] | null;
  hidden: boolean;
  where: string | null;
  tag: string | null;
}

/** Folds white space; '' for nothing but white space. */
export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Reads a document by steps. Each node is visited once; nothing here asks the browser for style or layout. */
export class PageReader {
  private node: Node | null;
  private root: Node | null;
  private readonly roots: { root: Node; where: string }[] = [];
  /** Templates that the walk is inside of: what one holds has no way back to it by itself. */
  private readonly templates: { content: Node; host: Node }[] = [];
  /** What the template holds that was just entered. */
  private content: Node | null = null;
  private readonly open: Open[] = [];
  private readonly captures: Capture[] = [];
  private buffer = '';
  private visited = 0;
  private kept = 0;
  private readonly controls: ControlReader;
  private readonly scripts: ScriptReader;
  private readonly snapshot: Snapshot;
  private readonly addresses = new AddressKeeper();
  private readonly editors = new EditorFinder();
  private zone: TextBlock['zone'];
  private hidden = false;
  private where = 'html';
  private tag = 'html';

  constructor(document: Document) {
    this.snapshot = blankSnapshot({ url: this.addresses.cut(addressOf(document), LIMITS.ownHref) });
    this.root = natives.documentElement(document);
    this.node = this.root && this.editors.isEditor(this.root as Element, modeOf(document)) ? null : this.root;
    this.controls = new ControlReader(this.snapshot, this.addresses);
    this.scripts = new ScriptReader(this.snapshot);
    if (this.root)
      this.snapshot.lang = (natives.attribute(this.root as Element, 'lang') ?? '').toLowerCase().slice(0, 20);
  }

  /** Visits at most `nodes` nodes. True when the document has been read. */
  step(nodes: number): boolean {
    let left = nodes;
    while (this.node && left > 0) {
      left -= 1;
      this.visited += 1;
      this.node = this.next(this.node);
    }
    return this.node === null;
  }

  /** Nodes visited so far. */
  get progress(): number {
    return this.visited;
  }

  /** Open shadow roots met so far, at most `LIMITS.shadowRoots`. */
  readonly shadowRoots: Node[] = [];

  /** The snapshot of what has been read. Call once, at the end. */
  finish(): Snapshot {
    if (this.node) {
      this.snapshot.truncated = true;
      for (const open of this.open.splice(0).reverse()) this.close(open);
    }
    this.flush();
    this.controls.finish();
    this.snapshot.blocks = joinLetters(this.snapshot.blocks);
    this.snapshot.counts.textLength = this.kept;
    return this.snapshot;
  }

  private next(node: Node): Node | null {
    const type = natives.nodeType(node);
    let descend = false;
    if (type === ELEMENT) descend = this.enter(node as Element);
    else if (type === TEXT || type === CDATA) this.read(node as CharacterData);
    else if (type === 11) descend = true;
    const child = descend ? this.first(node) : null;
    if (child) return child;
    let current: Node | null = node;
    while (current && current !== this.root) {
      this.leave(current);
      const sibling = natives.nextSibling(current);
      if (sibling) return sibling;
      const parent = natives.parentNode(current);
      const template = this.templates.at(-1);
      if (template && parent === template.content) {
        this.templates.pop();
        current = template.host;
      } else current = parent;
    }
    this.templates.length = 0;
    // A page that changes while it is read in slices may have moved elements that were entered.
    for (const open of this.open.splice(0).reverse()) this.close(open);
    const shadow = this.roots.shift();
    this.root = shadow?.root ?? null;
    if (shadow) this.where = shadow.where;
    return this.root;
  }

  /** The first node inside an element that was just entered. */
  private first(node: Node): Node | null {
    const content = this.content;
    if (!content) return natives.firstChild(node);
    this.content = null;
    const child = natives.firstChild(content);
    if (child) this.templates.push({ content, host: node });
    return child;
  }

  private read(node: CharacterData): void {
    const data = natives.data(node, LIMITS.textNode);
    if (data.trim() === '') {
      if (this.buffer !== '' && !this.buffer.endsWith(' ')) this.add(' ');
      return;
    }
    this.add(data);
  }

  private add(text: string): void {
    for (const capture of this.captures) {
      if (capture.text.length < capture.limit) capture.text += text.slice(0, capture.limit * 2);
    }
    if (this.buffer.length < LIMITS.block) this.buffer += text;
  }

  private flush(): void {
    if (this.buffer === '') return;
    const text = fold(this.buffer).slice(0, LIMITS.block);
    this.buffer = '';
    if (text === '') return;
    this.controls.near(text);
    const { blocks, counts } = this.snapshot;
    if (this.tag === 'p' && text.length >= 40) counts.paragraphs += 1;
    const heading = this.tag.length === 2 && this.tag[0] === 'h';
    if (blocks.length >= LIMITS.blocks || (this.kept > LIMITS.text && !heading)) {
      this.snapshot.truncated = true;
      return;
    }
    this.kept += text.length;
    const block: TextBlock = { text, tag: this.tag, where: this.where };
    if (this.zone) block.zone = this.zone;
    if (this.hidden) block.hidden = true;
    blocks.push(block);
  }

  private enter(element: Element): boolean {
    const tag = natives.localName(element).toLowerCase();
    if (tag === 'script') {
      this.scripts.read(element);
      return false;
    }
    if (tag === 'textarea') {
      this.flush();
      this.controls.control(element, 'textarea');
      return false;
    }
    if (SKIPPED.has(tag)) return false;
    if (tag === 'template') {
      // Steps of a form that wait in a template are read as those that a page hides by style.
      this.content = natives.content(element);
      return this.content !== null;
    }
    const attributed = natives.hasAttributes(element);
    const attribute = (name: string) => (attributed ? natives.attribute(element, name) : null);
    if (this.editors.isEditor(element, attribute('contenteditable'))) {
      this.flush();
      return false;
    }
    if (INLINE.has(tag)) return this.enterInline(element, tag, attribute);
    if (this.enterHead(element, tag, attribute)) return false;
    this.count(tag);
    this.flush();
    const open = this.push(element, true);
    open.where = this.where;
    open.tag = this.tag;
    const id = attribute('id');
    this.where = id
      ? `${tag}#${id.slice(0, 60)}`
      : this.where.includes('#')
        ? `${this.where.split(' ', 1)[0]} ${tag}`
        : tag;
    this.tag = tag;
    const zone = ZONES[tag];
    if (zone && !(zone === 'article' && this.zone)) {
      open.zone = this.zone ?? null;
      this.zone = zone;
    }
    if (attributed) this.attributes(element, tag, open, attribute);
    if (tag === 'input' || tag === 'select') {
      if (tag === 'input' && BUTTON_TYPES.has((attribute('type') ?? '').toLowerCase())) this.submit(attribute);
      else this.controls.control(element, tag);
      return false;
    }
    if (tag === 'form') open.form = this.controls.openForm(element, true);
    else if (SECTIONS.has(tag)) open.form = this.controls.openForm(element, false);
    else if (tag === 'label') this.label(open, attribute('for'));
    else if (tag === 'button') this.action(open, '', 'button');
    const shadow = natives.shadowRoot(element);
    if (shadow) {
      this.roots.push({ root: shadow, where: this.where });
      if (this.shadowRoots.length < LIMITS.shadowRoots) this.shadowRoots.push(shadow);
    }
    return true;
  }

  private enterInline(element: Element, tag: string, attribute: (name: string) => string | null): boolean {
    if (tag === 'br') this.add(' ');
    else if (tag === 'img') {
      this.snapshot.counts.images += 1;
      const alt = attribute('alt');
      if (alt) this.add(` ${alt.slice(0, LIMITS.label)} `);
    }
    if (tag === 'br' || tag === 'img' || tag === 'wbr') return false;
    const href = tag === 'a' ? attribute('href') : null;
    const aria = attribute('aria-label');
    if (aria) this.add(` ${aria.slice(0, LIMITS.label)} `);
    const role = attribute('role');
    const style = attribute('style');
    const hides = (style !== null && HIDING_STYLE.test(style)) || attribute('hidden') !== null;
    const button = role === 'button' || (tag !== 'a' && BUTTON_CLASS.test(attribute('class') ?? ''));
    if (tag === 'a' || button || hides) {
      if (hides) this.flush();
      const open = this.push(element, hides);
      if (tag === 'a' && href !== null && !href.startsWith('#')) this.action(open, this.absolute(href), 'link');
      else if (tag === 'a' || button) this.action(open, '', 'button');
      if (hides) this.hide(open);
    }
    if (tag === 'bdo' && attribute('dir')?.toLowerCase() === 'rtl') this.add('\u202e');
    const click = attribute('onclick');
    if (click) this.scripts.hint(click, this.where);
    return true;
  }

  /** Title and metadata; true where the element has been dealt with. */
  private enterHead(element: Element, tag: string, attribute: (name: string) => string | null): boolean {
    if (tag === 'title') {
      for (let child = natives.firstChild(element); child; child = natives.nextSibling(child)) {
        if (natives.nodeType(child) === TEXT && this.snapshot.title === '') {
          this.snapshot.title = fold(natives.data(child as CharacterData, LIMITS.meta));
        }
      }
      return true;
    }
    if (tag === 'meta') {
      const name = (attribute('name') ?? attribute('property') ?? attribute('itemprop') ?? '').toLowerCase();
      const content = attribute('content');
      const { metas } = this.snapshot;
      if (
        /^(?:description|keywords|og:|article:|application-name|author|twitter:(?:title|description))/.test(name) &&
        content
      ) {
        if (Object.keys(metas).length < LIMITS.metas) metas[name.slice(0, 40)] = fold(content.slice(0, LIMITS.meta));
      }
      return true;
    }
    return tag === 'link' || tag === 'base';
  }

  private attributes(element: Element, tag: string, open: Open, attribute: (name: string) => string | null): void {
    const style = attribute('style');
    if ((style !== null && HIDING_STYLE.test(style)) || attribute('hidden') !== null) this.hide(open);
    const aria = attribute('aria-label');
    if (aria && tag !== 'input' && tag !== 'select') this.add(` ${aria.slice(0, LIMITS.label)} `);
    const click = attribute('onclick');
    if (click) this.scripts.hint(click, this.where);
    const type = attribute('itemtype');
    if (type) this.scripts.schema(type);
    const role = attribute('role');
    if (role === 'slider') this.controls.control(element, 'slider');
    if (tag === 'button' || tag === 'input' || tag === 'form') return;
    if (role === 'button' || click !== null || BUTTON_CLASS.test(attribute('class') ?? ''))
      this.action(open, '', 'button');
  }

  private count(tag: string): void {
    const { counts } = this.snapshot;
    if (tag === 'table') counts.tables += 1;
    else if (tag === 'tr') counts.rows += 1;
    else if (tag === 'th') counts.headerCells += 1;
    else if (tag === 'article') counts.articles += 1;
    else if (tag === 'iframe') counts.iframes += 1;
    else if (tag === 'pre') counts.codeBlocks += 1;
  }

  private push(node: Node, block: boolean): Open {
    const open: Open = {
      node,
      block,
      capture: null,
      done: null,
      form: null,
      zone: null,
      hidden: this.hidden,
      where: null,
      tag: null,
    };
    this.open.push(open);
    return open;
  }

  private hide(open: Open): void {
    open.hidden = this.hidden;
    this.hidden = true;
  }

  private label(open: Open, target: string | null): void {
    const controls = this.controls;
    const inside = controls.openLabel();
    this.capture(open, LIMITS.label, (text) => controls.closeLabel(inside, target, text));
  }

  private action(open: Open, href: string, kind: Action['kind']): void {
    const { actions } = this.snapshot;
    if (actions.length >= LIMITS.actions) return;
    const where = this.where;
    this.capture(open, LIMITS.action, (text) => {
      // A container with a click handler is no button: its text is that of a section.
      if (text !== '' && text.length < LIMITS.action && actions.length < LIMITS.actions)
        actions.push({ text, href, kind, where });
    });
  }

  private submit(attribute: (name: string) => string | null): void {
    const text = fold((attribute('value') ?? attribute('alt') ?? attribute('title') ?? '').slice(0, LIMITS.action));
    const { actions } = this.snapshot;
    if (text !== '' && actions.length < LIMITS.actions)
      actions.push({ text, href: '', kind: 'button', where: this.where });
    if (text !== '') this.add(text);
  }

  private capture(open: Open, limit: number, done: (text: string) => void): void {
    if (open.capture || this.captures.length >= 6) return;
    open.capture = { text: '', limit };
    open.done = done;
    this.captures.push(open.capture);
  }

  private leave(node: Node): void {
    const open = this.open[this.open.length - 1];
    if (open?.node !== node) return;
    this.open.pop();
    this.close(open);
  }

  private close(open: Open): void {
    if (open.block) this.flush();
    if (open.capture) {
      this.captures.splice(this.captures.indexOf(open.capture), 1);
      open.done?.(fold(open.capture.text).slice(0, open.capture.limit));
    }
    if (open.form !== null) this.controls.closeForm();
    if (open.where !== null) this.where = open.where;
    if (open.tag !== null) {
      if (ZONES[this.tag] && this.zone === ZONES[this.tag]) this.zone = open.zone ?? undefined;
      this.tag = open.tag;
    }
    this.hidden = open.hidden;
  }

  private absolute(href: string): string {
    const short = this.addresses.cut(href);
    return URL.canParse(short, this.snapshot.url) ? new URL(short, this.snapshot.url).href : short;
  }
}
