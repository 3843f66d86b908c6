export { type CodeWatch, openCodeWatch } from './code-watch.ts';
export { type Beside, openReader, type Reader, type ReaderLines } from './reader.ts';
export { openScriptFiles, type ScriptFiles } from './script-files.ts';
