/** What can go wrong with keys. Codes are stable; messages name keys and variables, never contents. */
export abstract class KeyError extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The key was destroyed on purpose: what it sealed is gone for good. */
export class KeyDestroyed extends KeyError {
  override readonly code = 'key-destroyed';

  constructor(readonly key: string) {
    super(`The key ${key} has been destroyed.`);
  }
}

/** There is no such key, and there never was one in this database. */
export class KeyMissing extends KeyError {
  override readonly code = 'key-missing';

  constructor(readonly key: string) {
    super(`There is no key ${key}.`);
  }
}

/** A living key cannot be unwrapped: its key-encryption key is not among the given ones, or the row was changed. */
export class KeyUnreadable extends KeyError {
  override readonly code = 'key-unreadable';

  constructor(
    readonly key: string,
    readonly kekId: string,
  ) {
    super(
      `The key ${key} was wrapped under the key-encryption key ${kekId} and cannot be unwrapped with the given ones. ` +
        'Add the older key-encryption key as a further line to KEY_ENCRYPTION_KEY_FILE.',
    );
  }
}

/** A sealed value or file was changed, moved, cut short, or sealed under another key. Says nothing of the content. */
export class SealBroken extends KeyError {
  override readonly code = 'seal-broken';

  constructor() {
    super('A seal is broken: the sealed bytes were changed, moved or cut short, or belong to another key.');
  }
}
