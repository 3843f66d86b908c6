/** Upper bounds of what a snapshot keeps and of how far the reader walks. */
export const LIMITS = {
  /** Nodes visited by one synchronous reading; about 20 ms on a slow phone. */
  nodesAtOnce: 60_000,
  /** Nodes visited by a reading in slices. */
  nodesInSlices: 1_000_000,
  /** Nodes between two looks at the clock. */
  nodesPerCheck: 512,
  /** Milliseconds of one slice. */
  sliceMs: 12,
  /** Characters of text kept in blocks. */
  text: 200_000,
  /** Characters kept of one text node. */
  textNode: 20_000,
  /** Characters kept of one block. */
  block: 4_000,
  blocks: 6_000,
  controls: 300,
  actions: 400,
  forms: 60,
  metas: 24,
  meta: 300,
  /** Characters of a control's label, of an action's text, of an option. */
  label: 160,
  action: 120,
  option: 60,
  options: 20,
  /** Characters of one inline script that are searched, and of all of them. */
  script: 100_000,
  scripts: 400_000,
  scriptHints: 20,
  schemaTypes: 20,
  /** Open shadow roots whose changes are watched. */
  shadowRoots: 200,
  /** Characters of an address. */
  href: 500,
  /** Characters of the page's own address. */
  ownHref: 2_000,
  /** Characters of an address that is needed whole (see addresses.ts), and of all of them. */
  accessHref: 131_072,
  accessHrefs: 1_000_000,
} as const;
