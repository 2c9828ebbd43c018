import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorizationOf } from '../ground/authorization.js';
import type { Form } from '../ground/form.js';
import type { Stage } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { fail } from './refusals.js';

export const CLIENT_ID = 'simulated-salesforce-consumer-key';
export const CLIENT_SECRET = 'simulated-salesforce-consumer-secret';
/** A session of two hours, which the answer does not say. */
const SESSION_MS = 2 * 3_600_000;

/** Client credentials: https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_client_credentials_flow.htm */
export class Sessions {
  private readonly usedAt = new Map<string, number>();

  constructor(private readonly stage: Stage) {}

  routes(app: FastifyInstance): void {
    app.post<{ Body: Form | undefined }>('/services/oauth2/token', { config: { open: true } }, (request) => {
      const { grant_type: grant, client_id: id, client_secret: secret } = request.body ?? {};
      if (grant !== 'client_credentials')
        refuse(400, { error: 'unsupported_grant_type', error_description: 'grant type not supported' });
      if (id !== CLIENT_ID) refuse(400, { error: 'invalid_client_id', error_description: 'client identifier invalid' });
      if (secret !== CLIENT_SECRET)
        refuse(400, { error: 'invalid_client', error_description: 'invalid client credentials' });
      const token = `00D!simulated.${this.stage.numbering.hex('session', 32)}`;
      const now = this.stage.clock.now().getTime();
      this.usedAt.set(token, now);
      return {
        access_token: token,
        instance_url: this.stage.url(),
        id: `${this.stage.url()}/id/00D/005`,
        token_type: 'Bearer',
        issued_at: String(now),
        signature: 'simulated',
      };
    });
  }

  /** A session ends when it has not been used for its time. */
  authenticate(request: FastifyRequest): void {
    const token = authorizationOf(request, 'Bearer') ?? '';
    const used = this.usedAt.get(token);
    const now = this.stage.clock.now().getTime();
    if (used === undefined || now - used >= SESSION_MS) fail(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    this.usedAt.set(token, now);
  }
}
