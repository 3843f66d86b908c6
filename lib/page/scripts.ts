import { quote } from '../assessment/index.ts';
import { LIMITS } from './limits.ts';
import { natives } from './natives.ts';
import { SCRIPT_HINT } from './tags.ts';
import type { Snapshot } from './types.ts';

const TYPE = /"@type"\s{0,9}:\s{0,9}(?:\[\s{0,9})?"([A-Za-z]{1,40})"/g;

/** Takes schema.org types and excerpts around address-book calls from inline scripts. Never runs or parses them. */
export class ScriptReader {
  private left: number = LIMITS.scripts;

  private readonly snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** Reads one <script> element. */
  read(element: Element): void {
    if (this.left <= 0) return;
    const type = (natives.attribute(element, 'type') ?? '').toLowerCase();
    for (let child = natives.firstChild(element); child && this.left > 0; child = natives.nextSibling(child)) {
      if (natives.nodeType(child) !== 3) continue;
      const text = natives.data(child as CharacterData, Math.min(LIMITS.script, this.left));
      this.left -= text.length;
      if (type === 'application/ld+json') {
        for (const match of text.matchAll(TYPE)) this.schema(match[1] ?? '');
      } else this.hint(text, 'script');
    }
  }

  /** Keeps an excerpt of `code` where it calls for an address book. */
  hint(code: string, where: string): void {
    const { scriptHints } = this.snapshot;
    const short = code.length > LIMITS.script ? code.slice(0, LIMITS.script) : code;
    for (let at = 0; scriptHints.length < LIMITS.scriptHints; ) {
      const found = short.slice(at).search(SCRIPT_HINT);
      if (found < 0) return;
      scriptHints.push({ text: quote(short, at + found), where });
      at += found + 200;
    }
  }

  /** Keeps the last part of a schema.org type or address. */
  schema(type: string): void {
    const { schemaTypes } = this.snapshot;
    const name = type.trim().split('/').pop()?.slice(0, 40) ?? '';
    if (name !== '' && schemaTypes.length < LIMITS.schemaTypes && !schemaTypes.includes(name)) schemaTypes.push(name);
  }
}
