import { LIMITS, type Snapshot } from '../page/index.ts';
import { findWords, has } from './words.ts';

/** A link to what the site says of the user's data. */
export interface PolicyLink {
  url: string;
  text: string;
}

const MOST = 3;
const PATH = /privacy|polic|privasi|privacidad|privacidade|terms|agreement|yinsi|xieyi|kebijakan|quyen-rieng-tu/i;
const PRIVACY =
  /privacy|privasi|privacidad|privacidade|confidentialit|datenschutz|隐私|隱私|yinsi|riêng tư|निजता|गोपनीयता|konfidens|конфиденц|faragha|pribasiya|ความเป็นส่วนตัว|গোপনীয়তা|رازداری/i;

/**
 * Links of the page to its privacy policy, terms or agreements, those on privacy first; at most three. Known by their
 * words or by the path they lead to. Links within the page and to anything but the web are none.
 */
export function findPolicyLinks(snapshot: Snapshot): PolicyLink[] {
  const own = snapshot.url.split('#', 1)[0];
  const found = new Map<string, PolicyLink & { privacy: boolean }>();
  for (const { href, text } of snapshot.actions) {
    // An address that was cut leads elsewhere.
    if (!/^https?:/i.test(href) || href.length >= LIMITS.href || !URL.canParse(href)) continue;
    const url = new URL(href);
    url.hash = '';
    if (url.href === own || found.has(url.href)) continue;
    const named = text.length <= 80 && has(findWords(text), 'policy-title');
    if (!named && !PATH.test(url.pathname)) continue;
    found.set(url.href, { url: url.href, text, privacy: PRIVACY.test(text) || PRIVACY.test(url.pathname) });
  }
  return [...found.values()]
    .sort((a, b) => Number(b.privacy) - Number(a.privacy))
    .slice(0, MOST)
    .map(({ url, text }) => ({ url, text }));
}
