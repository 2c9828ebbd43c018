import type { ClientTls } from '../../../platform/egress/guarded-http.js';

/** How we show a system who we are. */
export interface Credential {
  /** What is sent with a call. */
  headers(): Promise<Record<string, string>>;
  /** The system refused what was sent (401). @returns whether there is something else to send now. */
  renew?(): Promise<boolean>;
  /** A certificate of ours, shown when the connection is made. */
  tls?: ClientTls;
}
