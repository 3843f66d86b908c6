/** One thing wrong in a file, in words that say where. */
export interface DataProblem {
  file: string;
  reason: string;
}

/** One thing wrong in the rights packs, letters or guidance. Warnings do not stop a release. */
export interface Problem {
  level: 'error' | 'warning';
  file: string;
  message: string;
}
