import data from '../../data/contacts/field-names.json' with { type: 'json' };

/** What one word of a field's name says, as in data/contacts/field-names.json. */
export type FieldWord = keyof typeof data.roles;

const ROLES = new Map<string, FieldWord>();
for (const [role, words] of Object.entries(data.roles)) {
  for (const word of words) if (!ROLES.has(word)) ROLES.set(word, role as FieldWord);
}
const LONGEST = Math.max(...[...ROLES.keys()].map((word) => word.length));

/** Takes a run such as `refphone` apart into known words of at least three letters, or gives null. */
function apart(run: string): FieldWord[] | null {
  if (run.length < 6 || run.length > 40) return null;
  // best[i]: roles of the words that make up the first i letters.
  const best: (FieldWord[] | null)[] = [[]];
  for (let end = 1; end <= run.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - LONGEST); start <= end - 3; start++) {
      const head = best[start];
      const role = ROLES.get(run.slice(start, end));
      if (head && role && (best[end] === null || head.length + 1 < best[end]!.length)) best[end] = [...head, role];
    }
  }
  return best[run.length] ?? null;
}

/** Roles of the words in a field's name or id, which comes split at case and punctuation; digits say nothing. */
export function readFieldName(key: string): ReadonlySet<FieldWord> {
  const roles = new Set<FieldWord>();
  const plain = key
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const word of plain.split(/[^a-z]+/)) {
    const role = ROLES.get(word);
    if (role) roles.add(role);
    else for (const part of apart(word) ?? []) roles.add(part);
  }
  return roles;
}
