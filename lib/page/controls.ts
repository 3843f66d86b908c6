import type { AddressKeeper } from './addresses.ts';
import { LIMITS } from './limits.ts';
import { natives } from './natives.ts';
import type { Control, Snapshot } from './types.ts';

/** A control with the parts of its label that come later in the document. */
interface Pending {
  control: Control;
  id: string;
  labelledBy: string;
  own: string[];
  wrapped: string;
  near: string;
}

/** Words of an identifier: `relationMobile1` → `relation mobile 1`. */
export function identifierWords(name: string): string {
  return name
    .slice(0, 120)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Gathers the controls of a page with their labels while the page is walked. */
export class ControlReader {
  private readonly snapshot: Snapshot;
  private readonly pending: Pending[] = [];
  private readonly forms: { element: Element; real: boolean; index: number }[] = [];
  private readonly labels: Pending[][] = [];
  private readonly targets = new Map<string, string>();
  private readonly groups = new Map<string, Pending>();
  private recent = '';
  private awaiting: Pending | null = null;

  private readonly addresses: AddressKeeper;

  constructor(snapshot: Snapshot, addresses: AddressKeeper) {
    this.snapshot = snapshot;
    this.addresses = addresses;
  }

  /** Enters a form, or a section that stands for one. Gives its depth. */
  openForm(element: Element, real: boolean): number {
    this.forms.push({ element, real, index: -1 });
    this.recent = '';
    return this.forms.length;
  }

  /** Leaves the innermost form or section. */
  closeForm(): void {
    this.forms.pop();
    this.recent = '';
  }

  /** Begins a <label>; controls met until it is closed belong to it. */
  openLabel(): Pending[] {
    const inside: Pending[] = [];
    this.labels.push(inside);
    return inside;
  }

  /** Ends a <label> with its text. */
  closeLabel(inside: Pending[], target: string | null, text: string): void {
    this.labels.pop();
    for (const pending of inside) pending.wrapped ||= text;
    if (target && this.targets.size < LIMITS.controls * 2) this.targets.set(target, text);
  }

  /** Text that stands before the next control, or after a check box. */
  near(text: string): void {
    this.recent = text;
    if (this.awaiting) {
      this.awaiting.near = text.slice(0, LIMITS.label);
      this.awaiting = null;
    }
  }

  /** Takes one input, select, text area or slider. */
  control(element: Element, kind: 'input' | 'select' | 'slider' | 'textarea'): void {
    const { controls, counts } = this.snapshot;
    const attribute = (name: string) => natives.attribute(element, name) ?? '';
    const type = kind === 'input' ? attribute('type').toLowerCase() || 'text' : kind;
    if (type === 'hidden') return;
    if (type === 'password') counts.passwords += 1;
    if (controls.length >= LIMITS.controls) {
      this.snapshot.truncated = true;
      return;
    }
    const name = attribute('name').slice(0, 80);
    const id = attribute('id').slice(0, 80);
    const form = this.formIndex();
    const near = this.takeNear();
    if (type === 'radio' && name !== '') {
      const first = this.groups.get(`${form} ${name}`);
      if (first) {
        this.radio(first, near, attribute('value'));
        return;
      }
    }
    const binding =
      attribute('ng-model') || attribute('formcontrolname') || attribute('v-model') || attribute('data-name');
    const control: Control = {
      type: type.slice(0, 20),
      label: '',
      key: [...new Set([name, id, binding].map(identifierWords))].filter((word) => word !== '').join(' '),
      autocomplete: attribute('autocomplete').slice(0, 60).toLowerCase(),
      accept: attribute('accept').slice(0, 120).toLowerCase(),
      form,
      options: kind === 'select' ? options(element) : [],
      where: id ? `${kind}#${id}` : name ? `${kind}[name="${name.replace(/["\\]/g, '\\$&')}"]` : this.position(kind),
    };
    controls.push(control);
    const own = [attribute('aria-label'), attribute('placeholder'), attribute('title'), attribute('data-placeholder')];
    const pending: Pending = { control, id, labelledBy: attribute('aria-labelledby'), own, wrapped: '', near };
    this.pending.push(pending);
    this.labels[this.labels.length - 1]?.push(pending);
    if (type === 'radio' && name !== '') this.groups.set(`${form} ${name}`, pending);
    if ((type === 'checkbox' || type === 'radio') && this.labels.length === 0) this.awaiting = pending;
  }

  /** Puts every label together. */
  finish(): void {
    // Several controls under one id: a label that names the id may mean any of them.
    const ids = new Map<string, number>();
    for (const { id } of this.pending) ids.set(id, (ids.get(id) ?? 0) + 1);
    for (const { control, id, labelledBy, own, wrapped, near } of this.pending) {
      const named = labelledBy.split(/\s+/, 4).map((target) => this.targets.get(target) ?? '');
      const parts = [ids.get(id) === 1 ? (this.targets.get(id) ?? '') : '', wrapped, ...named, ...own];
      if (parts.every((part) => part === '' || part === own[1])) parts.unshift(near);
      control.label = [...new Set(parts.map((part) => part.replace(/\s+/g, ' ').trim()))]
        .filter((part) => part !== '')
        .join(' · ')
        .slice(0, LIMITS.label);
    }
  }

  private radio(first: Pending, near: string, value: string): void {
    const { options } = first.control;
    const text = (near || value).slice(0, LIMITS.option);
    if (options.length < LIMITS.options && text !== '') options.push(text);
  }

  /** The text just before a control, if it is short enough to be its label; each text serves one control. */
  private takeNear(): string {
    const text = this.recent;
    this.recent = '';
    return text.length <= 80 ? text : '';
  }

  private formIndex(): number {
    const { forms } = this.snapshot;
    const group = this.forms.findLast((form) => form.real) ?? this.forms[this.forms.length - 1];
    if (!group) return -1;
    if (group.index < 0 && forms.length < LIMITS.forms) {
      group.index = forms.length;
      const attribute = (name: string) => natives.attribute(group.element, name) ?? '';
      const id = attribute('id').slice(0, LIMITS.href);
      forms.push({
        action: group.real ? this.addresses.cut(attribute('action')) : '',
        method: group.real ? attribute('method').slice(0, 20).toLowerCase() || 'get' : '',
        where: natives.localName(group.element) + (id ? `#${id}` : ''),
      });
    }
    return group.index;
  }

  private position(kind: string): string {
    return `${kind} (number ${this.snapshot.controls.filter((control) => control.where.startsWith(kind)).length + 1})`;
  }
}

function options(select: Element): string[] {
  const texts: string[] = [];
  const collect = (parent: Node, depth: number) => {
    for (let child = natives.firstChild(parent); child; child = natives.nextSibling(child)) {
      if (texts.length >= LIMITS.options) return;
      if (natives.nodeType(child) !== 1) continue;
      const text = natives.firstChild(child);
      if (natives.localName(child as Element) === 'option') {
        if (text && natives.nodeType(text) === 3) texts.push(natives.data(text as CharacterData, LIMITS.option).trim());
      } else if (depth < 2) collect(child, depth + 1);
    }
  };
  collect(select, 0);
  return texts;
}
