import { type Snapshot, takeSnapshot } from '../../../lib/page/index.ts';
import { parseDocument } from '../../../scripts/lib/evaluate/parsed-document.ts';

/** The snapshot of a page made of this body. */
export function pageOf(body: string, options: { title?: string; lang?: string; url?: string } = {}): Snapshot {
  const { title = '', lang = '', url = 'https://lender.test/apply' } = options;
  const html = `<!doctype html><html lang="${lang}"><head><title>${title}</title></head><body>${body}</body></html>`;
  return takeSnapshot(parseDocument(html, url));
}
