import type { Translator } from '../i18n/index.ts';
import type { Right, RightSource } from '../rights/index.ts';

/** What a right rests on, ready to be read beside its sentences wherever they stand. */
export interface CitedRight {
  citation: string;
  /** BCP 47 tag of `citation`. */
  citationLang: string;
  /** The official text, or the official site of the law or its issuer. Null where none is known: never a report on it. */
  url: string | null;
  /** What the rule is worth in words: `law`, `self-regulation` and so on, with "not verified" where it applies. */
  standing: string;
  /** What became of the law, and the BCP 47 tag of that. */
  status: string | null;
  statusLang: string;
  /** Where the claim was read, unless it was at `url`. `url` null: to be named, not linked. */
  source: { text: string; url: string | null } | null;
  /** What limits the sentences: whom they do not cover, what was not read. */
  caveat: string | null;
  /** BCP 47 tag of `caveat` and of the right's sentences. */
  caveatLang: string;
}

/** A path as short as this is told with the host: it says which part of a shared host is meant. */
const SHORT_PATH = 24;

function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}

function nameOf({ url, date }: RightSource, { t }: Translator): string {
  const path = URL.canParse(url) ? new URL(url).pathname : '/';
  const name = path === '/' || path.length > SHORT_PATH ? siteOf(url) : siteOf(url) + path;
  return date ? t('common:aside', { text: name, aside: date }) : name;
}

// Only the issuer's own pages are its text: an authority also writes about the laws of others.
function readAtIssuer({ source, officialSite }: Right): boolean {
  if (source?.kind !== 'official' || !officialSite) return false;
  const [read, issuer] = [siteOf(source.url), siteOf(officialSite)];
  return read === issuer || read.endsWith(`.${issuer}`);
}

/** The citation of a right with what it is worth, who says so and what limits it, in the user's language. Pure. */
export function citedRight(right: Right, translator: Translator): CitedRight {
  const { t } = translator;
  const { source, language } = right;
  const own = readAtIssuer(right);
  return {
    citation: right.citation,
    citationLang: right.citationLanguage,
    url: own && source ? source.url : right.officialSite,
    standing: [
      t(`common:force.${right.force}`),
      ...(right.shown === 'unverified' ? [t('common:unverified')] : []),
    ].join(' · '),
    status: right.statusNote,
    statusLang: right.cites[0]?.language ?? 'en',
    source:
      own || !source
        ? null
        : {
            text: t(`common:source.${source.kind}`, { name: nameOf(source, translator) }),
            url: source.kind === 'other' ? null : source.url,
          },
    caveat: right.caveat,
    caveatLang: language,
  };
}

/** The same as lines of plain text, for a page that leaves the extension. */
export function citedNotes({ standing, status, source, caveat }: CitedRight): string[] {
  return [standing, status, source && (source.url ? `${source.text} <${source.url}>` : source.text), caveat].filter(
    (line) => line !== null,
  );
}
