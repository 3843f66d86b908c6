export { csvLine, parseCsv } from './csv.ts';
export { isEncrypted, isPassword, PASSWORD_LENGTH } from './encryption.ts';
export { applyImport, type Effect, type ImportMode, type ImportPreview, previewImport } from './import.ts';
export type { EvidenceMerge } from './merge.ts';
export { type BackupContents, IMPORT_LIMIT, type ImportIssue, type ReadOptions, readBackup } from './read.ts';
export { type Rescued, readWhatCanBeRead } from './rescue.ts';
export { csvFile, readVisitsCsv, TABLE_LIMIT, type TableKind } from './tables.ts';
export {
  type BackupOptions,
  encryptedBackup,
  plainBackup,
} from './write.ts';
