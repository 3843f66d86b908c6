import { chooseLanguage } from '../i18n/index.ts';

/** What the verifier page says. Plain texts in the user's language; `{n}`, `{name}` and `{count}` are filled in. */
export interface VerifierWords {
  title: string;
  intro: string;
  choose: string;
  sound: string;
  head: string;
  entryAltered: string;
  entryRemoved: string;
  entryReordered: string;
  fileMissing: string;
  fileAltered: string;
  fileUnknown: string;
  noLog: string;
}

// A second implementation on purpose: the page must work for years without the extension, from a folder on a disk, and
// a mistake in one of the two shows as a difference in their tests.
const SCRIPT = String.raw`
'use strict';
const words = JSON.parse(document.getElementById('words').textContent);
const out = document.getElementById('result');
const say = (text, bad) => {
  const item = document.createElement('li');
  item.textContent = text;
  item.className = bad ? 'bad' : 'good';
  out.append(item);
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const hash = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes));
const write = (value) => {
  if (Array.isArray(value)) return '[' + value.map(write).join(',') + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return '{' + keys.map((key) => JSON.stringify(key) + ':' + write(value[key])).join(',') + '}';
};
const check = async (files) => {
  out.replaceChildren();
  const byPath = new Map();
  for (const file of files) {
    const path = (file.webkitRelativePath || file.name).split('/');
    const at = path.lastIndexOf('files');
    byPath.set(at > 0 ? path.slice(at).join('/') : path[path.length - 1], file);
  }
  const hashesFile = byPath.get('hashes.json');
  const logFile = byPath.get('log.json');
  if (!hashesFile || !logFile) return say(words.noLog, true);
  const hashes = JSON.parse(await hashesFile.text());
  let faults = 0;
  const fault = (text, values) => {
    faults++;
    say(fill(text, values), true);
  };
  for (const { path, sha256 } of hashes.files) {
    const file = byPath.get(path);
    if (!file) fault(words.fileMissing, { name: path });
    else if ((await hash(await file.arrayBuffer())) !== sha256) fault(words.fileAltered, { name: path });
  }
  for (const path of byPath.keys()) {
    if (!path.startsWith('files/') || hashes.files.some((entry) => entry.path === path)) continue;
    fault(words.fileUnknown, { name: path });
  }
  const entries = JSON.parse(await logFile.text()).entries;
  let last = 0;
  for (const entry of entries) {
    if (entry.n <= last) fault(words.entryReordered, { n: entry.n });
    last = Math.max(last, entry.n);
  }
  const known = new Map(entries.map((entry) => [entry.n, entry]));
  const count = Math.max(last, hashes.count);
  let expected = hashes.head;
  const found = [];
  for (let n = count; n >= 1; n--) {
    const entry = known.get(n);
    if (!entry) {
      found.push([words.entryRemoved, { n }]);
      expected = null;
      continue;
    }
    const { hash: stored, ...rest } = entry;
    const sound =
      (await hash(new TextEncoder().encode(write(rest)))) === stored &&
      (expected === null || stored === expected) &&
      (n > 1 || entry.previous === '0'.repeat(64));
    if (!sound) found.push([words.entryAltered, { n }]);
    expected = sound ? entry.previous : null;
  }
  for (const [text, values] of found.reverse()) fault(text, values);
  if (faults === 0) say(fill(words.sound, { count }), false);
  say(words.head + ' ' + hashes.head, false);
};
document.getElementById('folder').addEventListener('change', (event) => check([...event.target.files]));
`;

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
li{overflow-wrap:anywhere}.bad::before{content:"✗ ";color:#b00020}.good::before{content:"✓ ";color:#1b5e20}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}.bad::before{color:#ff8a80}.good::before{color:#a5d6a7}}
`;

/** The opening tag of a page in a language of the interface, with the direction of its script. */
export function htmlTag(language: string): string {
  return `<html lang="${escapeHtml(language)}" dir="${chooseLanguage([language]).dir}">`;
}

/** Text made fit to stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/**
 * A page that checks an exported folder without the extension and without a network: the user opens it, chooses the
 * folder, and it names every entry or file that is not what was exported. It sends nothing: its policy forbids it.
 */
export function verifierPage(words: VerifierWords, language: string): string {
  const data = JSON.stringify(words).replace(/</g, '\\u003c');
  return `<!doctype html>
${htmlTag(language)}
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(words.title)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.intro)}</p>
<p><label>${escapeHtml(words.choose)} <input type="file" id="folder" webkitdirectory multiple></label></p>
<ul id="result" aria-live="polite"></ul>
<script type="application/json" id="words">${data}</script>
<script>${SCRIPT}</script>
</html>
`;
}
