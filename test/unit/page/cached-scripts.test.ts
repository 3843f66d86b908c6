import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCachedScripts } from '../../../lib/page/index.ts';

const pause = vi.fn(() => Promise.resolve());
const at = (path: string) => new URL(path, location.href).href;

function page(...sources: string[]): Document {
  const made = document.implementation.createHTMLDocument();
  made.head.innerHTML = sources
    .map(
      (source) => `<script type="text/plain" src="${/^(?:http|data:)/.test(source) ? source : at(source)}"></script>`,
    )
    .join('');
  return made;
}

afterEach(() => pause.mockClear());

describe('script files at hand', () => {
  it('are searched around names that reach for contacts, whatever their length', async () => {
    const text = `${'a=1;'.repeat(30_000)}plus.contacts.getAddressBook(0,f)${'b=2;'.repeat(9_000)}uni.chooseContact({})`;
    const { excerpts, elsewhere } = await readCachedScripts(page('/js/app.js?v=2'), new Set(), async () => text, pause);
    expect(elsewhere).toBe(false);
    expect(excerpts.map(({ where }) => where)).toEqual(['/js/app.js', '/js/app.js']);
    expect(excerpts[0]?.text).toContain('plus.contacts.getAddressBook(0,f)');
    expect(excerpts[1]?.text).toContain('uni.chooseContact({');
    expect(pause.mock.calls.length).toBeGreaterThan(5);
  });

  it('are found across the seam of two parts once', async () => {
    const call = 'plus.contacts.getAddressBook(';
    for (let shift = 0; shift < call.length; shift += 3) {
      const text = `${' '.repeat(32_000 - shift)}${call}`;
      const { excerpts } = await readCachedScripts(page('/a.js'), new Set(), async () => text, pause);
      expect(excerpts).toHaveLength(1);
      expect(excerpts[0]?.text).toContain(call);
    }
  });

  it('of other sites are not asked for, and said to be there', async () => {
    const fromCache = vi.fn(async () => null);
    const found = await readCachedScripts(
      page('https://elsewhere.test/a.js', 'data:text/javascript,1'),
      new Set(),
      fromCache,
      pause,
    );
    expect(found).toEqual({ excerpts: [], elsewhere: true });
    expect(fromCache).not.toHaveBeenCalled();
  });

  it('are read once each, twelve in all and no more than two million characters', async () => {
    const known = new Set<string>();
    const fromCache = vi.fn(async () => 'x'.repeat(900_000));
    const many = page(...Array.from({ length: 40 }, (_, number) => `/${number}.js`), '/0.js#again');
    await readCachedScripts(many, known, fromCache, pause);
    expect(fromCache.mock.calls.length).toBe(4);
    const small = vi.fn(async () => 'x');
    await readCachedScripts(many, known, small, pause);
    expect(known.size).toBe(12);
    expect(small.mock.calls.length).toBe(8);
  });
});
