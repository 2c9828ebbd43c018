import type { FastifyRequest } from 'fastify';
import { authorizationOf, basicOf, same } from '../ground/authorization.js';
import type { Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { dialect, problem } from './refusals.js';
import { memberRoutes } from './routes.js';
import { type Audience, type Member, subscriberHash, World } from './world.js';

/** The data centre stands behind the hyphen: https://mailchimp.com/developer/marketing/docs/fundamentals/#api-structure */
const API_KEY = 'simulatedmailchimpkey-us21';
/** Newsletter and catalogue: a person is in each audience apart. */
const AUDIENCES = ['newsletter01', 'catalogue02'] as const;

export interface MailchimpControl {
  audiences: ReadonlyMap<string, Audience>;
  actAs(role: string): void;
  /** What an import does. @throws VendorError for who was deleted for good. */
  add(listId: string, email: string): Member;
  /** Somebody signs up herself, which alone brings back who was deleted for good. */
  signUp(listId: string, email: string): Member;
  listen(listId: string, url: string): void;
}

export const mailchimp: Vendor<MailchimpControl> = {
  name: 'mailchimp',
  title: 'Mailchimp',
  pages: ['https://mailchimp.com/developer/marketing/api/list-members/'],
  // https://mailchimp.com/developer/marketing/docs/fundamentals/#api-limits
  quotas: [{ name: 'simultaneous connections', limit: 10, kind: 'parallel' }],
  dialect,
  open(stage) {
    const world = new World(stage);
    for (const id of AUDIENCES)
      world.audiences.set(id, { id, name: id.slice(0, -2), members: new Map(), forgotten: new Set() });
    for (const person of stage.people) {
      const lists = person.newsletter ? AUDIENCES : AUDIENCES.slice(1);
      for (const id of person.email ? lists : []) {
        const merge = { FNAME: person.firstName, LNAME: person.lastName, PHONE: person.phone ?? '' };
        const notes = person.notes.map(({ key, body, at }) => ({
          id: key,
          note: body,
          created_by: 'Kundenservice',
          created_at: at,
        }));
        const given = { merge_fields: merge, language: person.language, notes };
        world.add(world.audience(id), person.email ?? '', given);
      }
    }
    memberRoutes(stage.app, world);
    return {
      credentials: { apiKey: API_KEY },
      authenticate,
      webhooks: world.sender,
      control: {
        audiences: world.audiences,
        actAs: (role) => void (world.role = role),
        add: (listId, email) => world.add(world.audience(listId), email, {}),
        signUp: (listId, email) => {
          world.audience(listId).forgotten.delete(subscriberHash(email));
          return world.add(world.audience(listId), email, {});
        },
        listen: (listId, url) => void world.hooks.push({ listId, url }),
      },
    };
  },
};

/** Any user name with the key, or the key as bearer. */
function authenticate(request: FastifyRequest): void {
  const key = basicOf(request)?.password ?? authorizationOf(request, 'Bearer');
  if (key && same(key, API_KEY)) return;
  refuse(
    401,
    problem(401, 'API Key Invalid', "Your API key may be invalid, or you've attempted to access the wrong datacenter."),
  );
}
