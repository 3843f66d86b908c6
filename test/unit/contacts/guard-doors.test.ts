// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { insertingDoors } from '../../../lib/contacts/guard/doors.ts';
import type { Realm } from '../../../lib/contacts/guard/natives.ts';
import { splitMarkup } from '../../../lib/contacts/guard/split-markup.ts';

/** A realm with some interfaces, as the names of methods and, after `=`, of attributes that can be set. */
function realm(interfaces: Record<string, string>): Realm {
  const made = Object.entries(interfaces).map(([name, members]) => {
    const prototype = {};
    for (const member of members.split(' ')) {
      const key = member.replace('=', '');
      Object.defineProperty(
        prototype,
        key,
        member === key ? { value: () => 0 } : { get: () => 0, set: () => undefined },
      );
    }
    return [name, { prototype }];
  });
  return Object.fromEntries(made) as Realm;
}

describe('functions that put frames into a document', () => {
  it('are found by their names, with the half of an attribute that sets', () => {
    const doors = insertingDoors(
      realm({
        Node: 'appendChild insertBefore replaceChild removeChild cloneNode =textContent',
        Element:
          'append prepend before after replaceWith replaceChildren insertAdjacentHTML setHTMLUnsafe =innerHTML =outerHTML =id',
        CharacterData: 'appendData insertData replaceData after',
        Document: 'write writeln open close execCommand createElement =body =title',
        Range: 'insertNode surroundContents cloneContents',
        HTMLTableElement: '=caption =tHead insertRow =border',
        Window: 'appendix open',
      }),
    );
    expect(doors.map(({ interfaceName, key, part }) => `${interfaceName}.${key} ${part}`)).toEqual([
      ...['Node.appendChild value', 'Node.insertBefore value', 'Node.replaceChild value'],
      ...['Element.append value', 'Element.prepend value', 'Element.before value', 'Element.after value'],
      ...['Element.replaceWith value', 'Element.replaceChildren value', 'Element.insertAdjacentHTML value'],
      ...['Element.setHTMLUnsafe value', 'Element.innerHTML set', 'Element.outerHTML set', 'CharacterData.after value'],
      ...['Document.write value', 'Document.writeln value', 'Document.open value', 'Document.execCommand value'],
      ...['Document.body set', 'Range.insertNode value', 'Range.surroundContents value'],
      ...['HTMLTableElement.caption set', 'HTMLTableElement.tHead set', 'HTMLTableElement.insertRow value'],
    ]);
    const single = doors.filter((door) => door.single).map(({ key }) => key);
    expect(single).toEqual(['appendChild', 'insertBefore', 'replaceChild', 'insertNode']);
  });
});

describe('writing markup piece by piece', () => {
  /** What the parser was given, with a bar where `between` ran. */
  function written(method: 'write' | 'writeln', ...args: unknown[]): string {
    let text = '';
    const write = (...all: unknown[]): void => {
      text += all.join('');
    };
    const writeln = (...all: unknown[]): void => write(...all, '\n');
    splitMarkup(method === 'write' ? write : writeln, write, {}, args, () => {
      text += '|';
    });
    return text;
  }

  it.each([
    ['write', ['<iframe></iframe><script>1</script><p>a'], '<iframe></iframe>|<script>1</script><p>a'],
    ['write', ['<p>a', '<p>b'], '<p>a<p>b'],
    ['write', ['<ifr', 'ame></iframe><SCR', 'IPT>1</SCRIPT>'], '<iframe></iframe>|<SCRIPT>1</SCRIPT>'],
    ['write', ['<script>1</script><script>2</script>'], '<script>1</script>|<script>2</script>'],
    ['writeln', ['<p>a<script>1</script>'], '<p>a|<script>1</script>\n'],
    ['write', ['<script>1</script><p>a'], '<script>1</script><p>a'],
    ['write', [], ''],
    ['write', [{ toString: (): string => '<p><script>' }], '<p><script>'],
  ] as const)('%s of %j', (method, args, expected) => {
    expect(written(method, ...args)).toBe(expected);
  });
});
