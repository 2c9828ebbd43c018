/** Why the ledger does not go on. Messages hold sizes and file names at most, so they may be logged and shown. */
export abstract class LedgerRefusal extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The database holds fewer leaves than a checkpoint that has left the house: restored from a back-up, or cut off. */
export class LedgerBehindCheckpoint extends LedgerRefusal {
  override readonly code = 'ledger-behind-checkpoint';

  constructor(held: number, signed: number) {
    super(`The database holds ${held} leaves, but a checkpoint over ${signed} has left the house.`);
  }
}

/** The database holds other leaves than those that were signed. */
export class LedgerForked extends LedgerRefusal {
  override readonly code = 'ledger-forked';

  constructor(size: number) {
    super(`The first ${size} leaves in the database are not those that were signed.`);
  }
}

/** Stored bytes and stored hashes disagree: nothing over them is signed. */
export class LedgerCorrupt extends LedgerRefusal {
  override readonly code = 'ledger-corrupt';
}

/** The key file holds no Ed25519 key, or the origin cannot be a key's name. */
export class LedgerKeyUnfit extends LedgerRefusal {
  override readonly code = 'ledger-key-unfit';
}

/** A checkpoint of this size has left the house with other content. */
export class CheckpointAlreadyPublished extends LedgerRefusal {
  override readonly code = 'checkpoint-already-published';

  constructor(size: number) {
    super(`Another checkpoint of size ${size} has been published.`);
  }
}

/** The entry would put something into the ledger that it cannot forget. A fault of the caller. */
export class EntryUnfit extends LedgerRefusal {
  override readonly code = 'ledger-entry-unfit';
}
