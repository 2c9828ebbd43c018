export type EgressFault =
  | 'bad-url'
  | 'refused-scheme'
  | 'refused-credentials'
  | 'refused-port'
  | 'refused-address'
  | 'unknown-host'
  | 'too-many-redirects'
  | 'body-too-large'
  | 'bad-encoding'
  | 'timeout'
  | 'cancelled'
  | 'unreachable';

const sentences: Record<EgressFault, string> = {
  'bad-url': 'The address is not a URL.',
  'refused-scheme': 'Only http and https are called.',
  'refused-credentials': 'Credentials do not belong into a URL.',
  'refused-port': 'Only ports 80 and 443 are called, unless EGRESS_ALLOW names the host with its port.',
  'refused-address': 'The host lies in a network that is not called, unless EGRESS_ALLOW names it.',
  'unknown-host': 'The host has no address.',
  'too-many-redirects': 'The answer leads elsewhere, more often than is followed.',
  'body-too-large': 'The answer is larger than is taken.',
  'bad-encoding': 'The answer cannot be decoded.',
  timeout: 'The answer takes too long.',
  cancelled: 'The call was cancelled.',
  unreachable: 'The host cannot be reached, or breaks off.',
};

/** Why a call did not get its answer. Says neither path nor query nor body: they may hold personal data. */
export class EgressError extends Error {
  constructor(
    readonly code: EgressFault,
    /** Whether the call can have had an effect: false when it was refused before anything was sent. */
    readonly sent = false,
  ) {
    super(sentences[code]);
    this.name = 'EgressError';
  }

  /** May the same call succeed later? */
  get retryable(): boolean {
    return this.code === 'timeout' || this.code === 'unreachable' || this.code === 'unknown-host';
  }
}
