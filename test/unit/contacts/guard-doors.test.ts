// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { insertingDoors } from '../../../lib/contacts/guard/doors.ts';
import { splitMarkup } from '../../../lib/contacts/guard/split-markup.ts';

describe('functions that put frames into a document', () => {
  const doors = insertingDoors();

  it('are named once each, with the half that is called', () => {
    const named = doors.map(({ interfaceName, key, part }) => `${interfaceName}.${key} ${part}`);
    expect(new Set(named).size).toBe(named.length);
    expect(named).toEqual(
      expect.arrayContaining([
        ...['Node.appendChild value', 'Element.innerHTML set', 'Element.moveBefore value', 'Document.body set'],
        ...['Document.writeln value', 'ShadowRoot.innerHTML set', 'HTMLTableElement.caption set'],
      ]),
    );
  });

  it('say which put in their first argument alone', () => {
    const single = new Set(doors.filter((door) => door.single).map(({ key }) => key));
    expect([...single].sort()).toEqual(['appendChild', 'insertBefore', 'insertNode', 'moveBefore', 'replaceChild']);
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
