import type { Snapshot } from '../page/index.ts';
import { findLicenceClaims } from '../platforms/in-page.ts';
import { IMPRINT_LIMIT, NAME_LIMIT, type PageIdentity } from './schema.ts';

const NAMES = ['og:site_name', 'application-name', 'og:title'];

/** Without a footer, the imprint is looked for in this many lines at the end. */
const LAST_LINES = 12;

/** Longest text in which licence numbers are looked for, in UTF-16 code units; the footer comes first. */
const CLAIM_TEXT = 60_000;

/** What a page says it is, taken from its snapshot. Pure, and bounded whatever the page holds. */
export function whatPageSays({ title, metas, blocks }: Snapshot): PageIdentity {
  const names = new Set([title, ...NAMES.map((name) => metas[name] ?? '')].map((name) => name.trim()));
  const footer = blocks.filter((block) => block.zone === 'footer');
  const last = footer.length > 0 ? footer : blocks.slice(-LAST_LINES);
  const imprint = last
    .map((block) => block.text)
    .join('\n')
    .slice(0, IMPRINT_LIMIT);
  const lines = [imprint];
  let length = imprint.length;
  for (const block of blocks) {
    if (length >= CLAIM_TEXT) break;
    lines.push(block.text);
    length += block.text.length + 1;
  }
  const claims = findLicenceClaims(lines.join('\n').slice(0, CLAIM_TEXT)).filter((claim) => claim.number.length <= 80);
  return { name: [...names].filter(Boolean).join(' | ').slice(0, NAME_LIMIT), imprint, claims };
}
