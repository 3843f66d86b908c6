/** One thing wrong, or worth a look, in the source files. */
export interface Finding {
  level: 'error' | 'note';
  file: string;
  /** Id of the record, or '' for the file. */
  record: string;
  /** Number of the rule in docs/list-format.md; 0 for the format. */
  rule: number;
  reason: string;
}

/** A finding as one line. */
export function findingLine({ file, record, rule, reason }: Finding): string {
  return `${file}${record ? `: ${record}` : ''}: ${reason}${rule ? ` (rule ${rule})` : ''}`;
}
