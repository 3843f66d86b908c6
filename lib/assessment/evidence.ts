/** The longest quotation that an evidence may hold, in UTF-16 code units. */
export const EVIDENCE_LIMIT = 160;

// Bidirectional controls and other format characters let a page's text reorder ours.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu;

/**
 * Page text made fit to be quoted: control and format characters out, white space folded, cut to 160 code units
 * around `at` (an index into `text`; default: its beginning) with an ellipsis where something was left out.
 */
export function quote(text: string, at = 0): string {
  const from = Math.max(0, Math.min(at - 50, text.length - EVIDENCE_LIMIT));
  const window = text.slice(from, from + EVIDENCE_LIMIT * 3);
  const clean = window.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const head = from > 0 ? '…' : '';
  if (head.length + clean.length <= EVIDENCE_LIMIT) return head + clean;
  return `${head}${clean.slice(0, EVIDENCE_LIMIT - head.length - 1).trimEnd()}…`;
}
