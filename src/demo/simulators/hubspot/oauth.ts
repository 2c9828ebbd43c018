import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorizationOf, same } from '../ground/authorization.js';
import type { Form } from '../ground/form.js';
import type { Stage } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { CLIENT_SECRET } from './notifications.js';
import { expired, unauthenticated } from './refusals.js';

export const PRIVATE_APP_TOKEN = 'simulated-hubspot-private-app-token';
export const CLIENT_ID = 'simulated-hubspot-client';
export const REFRESH_TOKEN = 'simulated-hubspot-refresh-token';
/** An access token is good for half an hour: https://developers.hubspot.com/docs/api-reference/auth-oauth-v1/guide */
const LIFETIME_SECONDS = 1800;

/** The token of a private app, or access tokens of an app that are renewed by its refresh token. */
export class Tokens {
  private readonly issued = new Map<string, number>();

  constructor(private readonly stage: Stage) {}

  routes(app: FastifyInstance): void {
    app.post<{ Body: Form | undefined }>('/oauth/v1/token', { config: { open: true } }, (request) => {
      const { grant_type: grant, client_id: id, client_secret: secret, refresh_token: refresh } = request.body ?? {};
      const said = (status: string, message: string): never => refuse(400, { status, message });
      if (grant !== 'refresh_token') return said('BAD_GRANT_TYPE', 'only refresh_token is simulated');
      if (id !== CLIENT_ID || secret !== CLIENT_SECRET) return said('BAD_CLIENT_SECRET', 'missing or unknown client');
      if (refresh !== REFRESH_TOKEN) return said('BAD_REFRESH_TOKEN', 'missing or unknown refresh token');
      const token = `simulated-${this.stage.numbering.hex('token', 24)}`;
      this.issued.set(token, this.stage.clock.now().getTime() + LIFETIME_SECONDS * 1000);
      return { token_type: 'bearer', access_token: token, refresh_token: REFRESH_TOKEN, expires_in: LIFETIME_SECONDS };
    });
  }

  authenticate(request: FastifyRequest): void {
    const token = authorizationOf(request, 'Bearer');
    if (token === null) return unauthenticated();
    if (same(token, PRIVATE_APP_TOKEN)) return;
    const until = this.issued.get(token);
    if (until === undefined) return unauthenticated();
    const late = (this.stage.clock.now().getTime() - until) / 1000;
    if (late >= 0) expired(Math.floor(late));
  }
}
