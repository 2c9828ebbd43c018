import type { RefusalReason } from './contract.js';

/** The only errors a connector throws. Messages hold no personal data: they may be logged and shown. */
export abstract class ConnectorError extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** Nothing is known to be wrong for good: try again, at the earliest after the given time. */
export class Retryable extends ConnectorError {
  override readonly code: string = 'retryable';

  constructor(
    message: string,
    readonly afterMilliseconds?: number,
  ) {
    super(message);
  }
}

/** The system asks us to slow down. */
export class RateLimited extends Retryable {
  override readonly code: string = 'rate-limited';
}

/** Our own budget for the system is empty: nothing was asked of it, and nothing is wrong with what we wanted to ask. */
export class BudgetEmpty extends RateLimited {
  override readonly code = 'budget-empty';
}

/** A person must act: the same call will be refused again. */
export class Refused extends ConnectorError {
  override readonly code = 'refused';

  constructor(
    readonly reason: RefusalReason,
    message: string,
    readonly where: { collection?: string; column?: string } = {},
  ) {
    super(message);
  }
}

/** The system or account does not exist any more. */
export class Gone extends ConnectorError {
  override readonly code = 'gone';
}

/** The call was cancelled by its signal. */
export class Cancelled extends ConnectorError {
  override readonly code = 'cancelled';
}

/**
 * Nothing is wrong: the system has taken the call and will answer later. Any verb may throw it, for the whole of its
 * batch. The engine parks the tasks without counting an attempt, and calls again with the same input and the same
 * reference at the given time, or sooner when the system's answer arrives.
 */
export class NotYet extends ConnectorError {
  override readonly code = 'not-yet';

  constructor(readonly checkAgainAt: Date) {
    super('The system answers later.');
  }
}
