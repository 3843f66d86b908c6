/** One line of Unicode's confusables.txt: source; target; type # comment. */
const LINE = /^([0-9A-F]{4,6})\s*;\s*((?:[0-9A-F]{4,6} ?)+)\s*;/i;

/** The part of Unicode's table that matters for host names. */
export interface ConfusableTable {
  /** Version of Unicode's table. */
  unicode: string;
  /** Letters and digits of ASCII (or pairs of them) → all characters that look like them. */
  map: Record<string, string>;
}

/**
 * Takes from Unicode's confusables.txt (UTS #39) the letters and digits outside ASCII that may stand in a host name and
 * look like letters and digits of ASCII. Throws where the text is no such table.
 */
export function extractConfusables(text: string): ConfusableTable {
  const unicode = /^# Version: ([\d.]+)/m.exec(text)?.[1];
  if (!unicode) throw new Error('not a confusables.txt: it names no version');
  const groups = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (!match) continue;
    const source = String.fromCodePoint(Number.parseInt(match[1]!, 16));
    // IDNA writes host names in lower case and without what NFKC takes apart.
    if (!/^[\p{L}\p{N}]$/u.test(source) || source.charCodeAt(0) < 128) continue;
    if (source.toLowerCase() !== source || source.normalize('NFKC') !== source) continue;
    const target = match[2]!
      .trim()
      .split(/\s+/)
      .map((code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .join('');
    const plain = target
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase();
    if (!/^[a-z0-9]{1,3}$/.test(plain)) continue;
    const group = groups.get(plain) ?? new Set<string>();
    groups.set(plain, group.add(source));
  }
  const entries = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return { unicode, map: Object.fromEntries(entries.map(([plain, sources]) => [plain, [...sources].sort().join('')])) };
}
