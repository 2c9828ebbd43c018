export type EmbeddedPostgresFault =
  | 'unsupported-platform'
  | 'no-user'
  | 'no-place'
  | 'not-ours'
  | 'other-version'
  | 'wrong-password'
  | 'locked'
  | 'initdb-failed'
  | 'does-not-start'
  | 'does-not-stop';

/** Why the embedded server cannot be had; the message says what to do about it. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresFault,
    message: string,
  ) {
    super(message);
    this.name = 'EmbeddedPostgresError';
  }
}
