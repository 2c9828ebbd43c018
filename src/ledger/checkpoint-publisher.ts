/**
 * A way for checkpoints to leave the house: whoever holds database and signing key could rewrite the whole log, but not
 * what others have received.
 */
export interface CheckpointPublisher {
  /** For logs and settings. */
  readonly name: string;

  /**
   * Hands over a signed checkpoint. May be called again with the same one, after a crash or a failure; a publisher that
   * has already delivered it does nothing then.
   *
   * @param note the signed checkpoint, verbatim (C2SP tlog-checkpoint).
   * @param size number of leaves it covers.
   */
  publish(note: string, size: number): Promise<void>;
}
