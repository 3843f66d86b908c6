import { blankSnapshot, type Snapshot, takeSnapshot } from '../page/index.ts';
import { readPolicy } from './policy.ts';
import { type Said, saidOf } from './visit-reach.ts';

const MOST_LINES = 6_000;
const LONGEST_LINE = 4_000;

function plainSnapshot(text: string): Snapshot {
  const lines = text.split(/\r?\n/, MOST_LINES).map((line) => line.trim().slice(0, LONGEST_LINE));
  const blocks = lines.filter((line) => line !== '').map((line) => ({ text: line, tag: 'p', where: 'text' }));
  return blankSnapshot({ blocks });
}

/**
 * What a policy's text says of the user's phone. Markup is parsed into a document without a window: nothing in it runs
 * and nothing is loaded. The whole text counts as the site's own word. Throws where the page's own rules forbid parsing
 * (Trusted Types in a browser that holds content scripts to them).
 */
export function readPolicyText(text: string, kind: 'html' | 'text', url: string): Said[] {
  const snapshot =
    kind === 'text' ? plainSnapshot(text) : takeSnapshot(new DOMParser().parseFromString(text, 'text/html'));
  // The address says that this is a policy, whatever path it has.
  const statements = readPolicy({ ...snapshot, url: new URL('/privacy-policy', url).href });
  return saidOf(statements);
}
