import type { Channel, Contacted, EventRow, Threat } from '../database/index.ts';
import { escapeHtml, htmlTag } from './verifier.ts';
import { deviceZone, isoLocal, isZone, offsetAt } from './zone.ts';

/** What the report says, in the user's language. `{count}`, `{date}` and `{n}` are filled in. */
export interface ReportWords {
  title: string;
  intro: string;
  made: string;
  entry: string;
  corrects: string;
  corrected: string;
  head: string;
  suggestions: string;
  suggestionsNote: string;
  fields: Record<'at' | 'recorded' | 'channel' | 'party' | 'contacted' | 'said' | 'threats' | 'url' | 'files', string>;
  channels: Record<Channel, string>;
  contacted: Record<Contacted, string>;
  threats: Record<Threat, string>;
}

/**
 * A suggestion as it stands in the report: what it is, the entries, and the rules with all that limits them. `notes`: what
 * a rule is worth, who says so, whom it does not cover.
 */
export interface ReportSuggestion {
  text: string;
  events: readonly number[];
  rules: readonly { text: string; citation: string; notes: readonly string[] }[];
}

/** What a report is made of; `pathOf` gives the place of an attachment beside the report, or null. */
export interface ReportInput {
  entries: readonly EventRow[];
  suggestions: readonly ReportSuggestion[];
  words: ReportWords;
  language: string;
  now: number;
  pathOf: (sha256: string) => string | null;
}

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
article{border-top:1px solid #999;padding:.5rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{font-weight:600}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
code{font-size:.8em;overflow-wrap:anywhere}img{max-width:100%;max-height:20rem;display:block}
.past{color:#555}@media print{body{margin:0}}
`;

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? String(values[key]) : whole));
}

function attachments(event: EventRow, pathOf: ReportInput['pathOf']): string {
  return event.files
    .map((file) => {
      const path = pathOf(file.sha256);
      const name = escapeHtml(file.name);
      const link = path ? `<a href="${escapeHtml(path)}">${name}</a>` : name;
      const picture = path && PICTURES.has(file.type) ? `<img src="${escapeHtml(path)}" alt="${name}">` : '';
      return `<div>${link} (${file.size})<br><code>${file.sha256}</code>${picture}</div>`;
    })
    .join('');
}

// A picture's time has seconds, one typed in has none.
function happened({ at, offset, zone }: EventRow): string {
  return `${isoLocal(at, offset, at % 60_000 === 0 ? 'minutes' : 'seconds')} (${zone})`;
}

// In the zone of the contact, so that both times of an entry compare at a glance. A zone that this browser does not know
// came with a backup.
function written({ recorded, offset, zone }: EventRow): string {
  return isoLocal(recorded, isZone(zone) ? offsetAt(recorded, zone) : offset, 'seconds');
}

function article(event: EventRow, corrected: boolean, input: ReportInput): string {
  const { words } = input;
  const rows: [string, string][] = [
    [words.fields.at, escapeHtml(happened(event))],
    [words.fields.recorded, escapeHtml(written(event))],
    [words.fields.channel, escapeHtml(words.channels[event.channel])],
    [words.fields.party, escapeHtml(event.party)],
    [words.fields.contacted, escapeHtml(words.contacted[event.contacted])],
    [words.fields.said, escapeHtml(event.said)],
    [words.fields.threats, escapeHtml(event.threats.map((threat) => words.threats[threat]).join(', '))],
    [words.fields.url, escapeHtml(event.url ?? '')],
    [words.fields.files, attachments(event, input.pathOf)],
  ];
  const list = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd dir="auto">${value}</dd>`);
  const notes = [
    ...(event.corrects === null ? [] : [fill(words.corrects, { n: event.corrects })]),
    ...(corrected ? [words.corrected] : []),
  ].map((note) => `<p>${escapeHtml(note)}</p>`);
  return `<article id="n${event.n}"${corrected ? ' class="past"' : ''}>
<h2>${escapeHtml(fill(words.entry, { n: event.n }))}</h2>${notes.join('')}
<dl>${list.join('\n')}</dl>
<code>${event.hash}</code>
</article>`;
}

function suggestionList(input: ReportInput): string {
  if (input.suggestions.length === 0) return '';
  const items = input.suggestions.map(({ text, events, rules }) => {
    const links = events.map((n) => `<a href="#n${n}">${n}</a>`).join(' · ');
    const cited = rules.map(
      (rule) =>
        `<li>${escapeHtml(rule.text)}<br><cite>${escapeHtml(rule.citation)}</cite><br><small>${rule.notes.map(escapeHtml).join('<br>')}</small></li>`,
    );
    return `<li><strong>${escapeHtml(text)}</strong><br>${links}<ul>${cited.join('\n')}</ul></li>`;
  });
  const { suggestions, suggestionsNote } = input.words;
  return `<section><h2>${escapeHtml(suggestions)}</h2><p>${escapeHtml(suggestionsNote)}</p><ul>${items.join('\n')}</ul></section>`;
}

/**
 * The log as one printable page without script and without requests, in pieces so that it never stands in memory as a
 * whole. Everything that was written by others is text in it, whatever it looks like.
 */
export function* reportPage(input: ReportInput): Generator<string> {
  const { words, entries } = input;
  const corrected = new Set(entries.map((entry) => entry.corrects));
  const zone = deviceZone();
  const date = `${isoLocal(input.now, offsetAt(input.now, zone))} (${zone})`;
  yield `<!doctype html>
${htmlTag(input.language)}
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(words.title)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.intro)}</p>
<p>${escapeHtml(fill(words.made, { count: entries.length, date }))}</p>
<p>${escapeHtml(words.head)} <code>${entries.at(-1)?.hash ?? ''}</code></p>
`;
  yield suggestionList(input);
  for (const entry of entries) yield article(entry, corrected.has(entry.n), input);
  yield '</html>\n';
}
