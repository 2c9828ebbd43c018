import type { FastifyRequest } from 'fastify';
import { authorizationOf, basicOf, same } from '../ground/authorization.js';
import type { Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { commentRoutes } from './comments.routes.js';
import { deletionRoutes } from './deletion.routes.js';
import { incrementalRoutes } from './incremental.routes.js';
import { quotas } from './quotas.js';
import type { Comment, Ticket, Trigger, User, Webhook } from './records.js';
import { dialect } from './refusals.js';
import { searchRoutes } from './search.routes.js';
import { FIRST_USER_ID, seed } from './seed.js';
import { createTicket, ticketRoutes } from './tickets.routes.js';
import { userRoutes } from './users.routes.js';
import { addTrigger, addWebhook, type GivenWebhook, webhookRoutes } from './webhooks.routes.js';
import { World } from './world.js';

const EMAIL = 'service@nordlicht-versand.test';
const TOKEN = 'simulated-zendesk-api-token';
const ACCESS_TOKEN = 'simulated-zendesk-access-token';

/** What tests and the demo may see and do beside the API. */
export interface ZendeskControl {
  users: ReadonlyMap<number, User>;
  tickets: ReadonlyMap<number, Ticket>;
  comments: ReadonlyMap<number, Comment>;
  /** The user that a seeded person became. */
  userOf(personKey: number): User;
  /** A message arrives by e-mail, as from a customer. */
  receive(message: { email: string; name?: string; subject: string; body: string }): Ticket;
  addWebhook(given: GivenWebhook): Webhook;
  addTrigger(given: Partial<Trigger> & Pick<Trigger, 'title' | 'actions'>): Trigger;
  /** How long search lags behind. */
  setSearchLag(seconds: number): void;
}

export const zendesk: Vendor<ZendeskControl> = {
  name: 'zendesk',
  title: 'Zendesk',
  pages: [
    'https://developer.zendesk.com/api-reference/ticketing/users/users/',
    'https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/',
    'https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/',
  ],
  quotas,
  dialect,
  // Every path may end in `.json`.
  rewrite: (url) => url.replace(/\.json(?=\?|$)/, ''),
  open(stage) {
    const world = new World(stage);
    seed(world, stage.people);
    for (const routes of [userRoutes, deletionRoutes, ticketRoutes, commentRoutes]) routes(stage.app, world);
    for (const routes of [searchRoutes, incrementalRoutes, webhookRoutes]) routes(stage.app, world);
    return {
      credentials: { email: EMAIL, token: TOKEN, accessToken: ACCESS_TOKEN },
      authenticate,
      settle: () => world.settle(),
      webhooks: world.notifications.sender,
      control: {
        users: world.users,
        tickets: world.tickets,
        comments: world.comments,
        userOf: (key) => world.user(FIRST_USER_ID + key),
        receive: ({ email, name, subject, body }) =>
          createTicket(world, {
            subject,
            comment: { body },
            requester: { email, ...(name ? { name } : {}) },
            via: { channel: 'email' },
          }),
        addWebhook: (given) => addWebhook(world, given),
        addTrigger: (given) => addTrigger(world, given),
        setSearchLag: (seconds) => {
          world.userIndex.lagSeconds = seconds;
          world.ticketIndex.lagSeconds = seconds;
        },
      },
    };
  },
};

/** `{email}/token:{api token}` or an OAuth bearer: https://developer.zendesk.com/api-reference/introduction/security-and-auth/ */
function authenticate(request: FastifyRequest): void {
  const bearer = authorizationOf(request, 'Bearer');
  if (bearer !== null && same(bearer, ACCESS_TOKEN)) return;
  const basic = basicOf(request);
  if (basic && same(basic.user, `${EMAIL}/token`) && same(basic.password, TOKEN)) return;
  refuse(401, { error: "Couldn't authenticate you" }, { 'www-authenticate': 'Basic realm="Web Password"' });
}
