/**
 * Why an app file could not be read. `not-zip`: no archive at all. `bad-directory`: its table of contents is damaged,
 * lies elsewhere or is too large. `zip64`: numbers beyond any real file. `bad-pool`: the manifest's table of texts.
 * `no-base`: a bundle without a main app. `insecure`: its
 * server cannot be reached over an encrypted line. `length-lie`: the server's answer is longer or shorter than it said.
 */
export type ApkProblem =
  | 'not-zip'
  | 'truncated'
  | 'bad-directory'
  | 'zip64'
  | 'overlapping'
  | 'duplicate'
  | 'encrypted'
  | 'bomb'
  | 'bad-compression'
  | 'no-manifest'
  | 'manifest-too-big'
  | 'bad-manifest'
  | 'bad-pool'
  | 'no-base'
  | 'unreachable'
  | 'insecure'
  | 'http-status'
  | 'web-page'
  | 'redirected'
  | 'stalled'
  | 'length-lie'
  | 'too-large'
  | 'cancelled';

/** The one kind of error that reading an app file ends in. The user's words for each problem are in the texts. */
export class ApkError extends Error {
  readonly problem: ApkProblem;
  /** A status number, or the address that the server leads on to. */
  readonly detail: string;

  constructor(problem: ApkProblem, detail = '') {
    super(detail === '' ? problem : `${problem}: ${detail}`);
    this.name = 'ApkError';
    this.problem = problem;
    this.detail = detail;
  }
}
