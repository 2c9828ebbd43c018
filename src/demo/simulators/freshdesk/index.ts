import type { FastifyRequest } from 'fastify';
import { basicOf, same } from '../ground/authorization.js';
import { fullName, type SimulatedPerson } from '../ground/people.js';
import type { Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { contactRoutes, newContact } from './contacts.routes.js';
import type { Automation, Contact, Conversation, Ticket } from './records.js';
import { dialect } from './refusals.js';
import { createTicket, ticketRoutes } from './tickets.routes.js';
import { AGENT_ID, World } from './world.js';

const API_KEY = 'simulated-freshdesk-api-key';
export const FIRST_CONTACT_ID = 43_200_000_000;
const STATUS = { new: 2, open: 2, pending: 3, solved: 4, closed: 5 } as const;

export interface FreshdeskControl {
  contacts: ReadonlyMap<number, Contact>;
  tickets: ReadonlyMap<number, Ticket>;
  conversations: ReadonlyMap<number, Conversation>;
  contactIdOf(personKey: number): number;
  /** A message arrives by e-mail, as from a customer. */
  receive(message: { email: string; name?: string; subject: string; body: string }): Ticket;
  /** An automation rule that calls a webhook. */
  automate(rule: Automation): void;
}

export const freshdesk: Vendor<FreshdeskControl> = {
  name: 'freshdesk',
  title: 'Freshdesk',
  pages: ['https://developers.freshdesk.com/api/'],
  // A Growth account: https://developers.freshdesk.com/api/#ratelimit
  quotas: [{ name: 'account', limit: 200, kind: 'fixed', seconds: 60 }],
  dialect,
  open(stage) {
    const world = new World(stage);
    for (const person of stage.people) seed(world, person);
    contactRoutes(stage.app, world);
    ticketRoutes(stage.app, world);
    return {
      credentials: { apiKey: API_KEY },
      authenticate,
      webhooks: world.sender,
      control: {
        contacts: world.contacts,
        tickets: world.tickets,
        conversations: world.conversations,
        contactIdOf: (key) => FIRST_CONTACT_ID + key,
        receive: ({ body, ...rest }) => createTicket(world, { ...rest, description: body, source: 1 }),
        automate: (rule) => void world.automations.push(rule),
      },
    };
  },
};

/** The key as user name, anything as password: https://developers.freshdesk.com/api/#authentication */
function authenticate(request: FastifyRequest): void {
  const basic = basicOf(request);
  if (basic && same(basic.user, API_KEY)) return;
  refuse(401, { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' });
}

function seed(world: World, person: SimulatedPerson): void {
  const contact = newContact(FIRST_CONTACT_ID + person.key, person.createdAt, {
    name: fullName(person),
    email: person.email?.toLowerCase() ?? null,
    phone: person.phone,
    unique_external_id: person.customerNo,
    other_emails: person.furtherEmails.map((email) => email.toLowerCase()),
    language: person.language,
  });
  world.contacts.set(contact.id, contact);
  world.index.seed(contact.id, contact);
  for (const given of person.tickets) {
    const [first, ...rest] = given.messages;
    const at = { created_at: given.createdAt, updated_at: given.createdAt };
    const plain = { priority: 1, source: 1, tags: [], custom_fields: {}, deleted: false } as const;
    const texts = { subject: given.subject, description_text: first?.body ?? given.subject };
    const ticket: Ticket = {
      id: given.key,
      requester_id: contact.id,
      status: STATUS[given.status],
      ...plain,
      tags: [],
      ...texts,
      ...at,
    };
    world.tickets.set(ticket.id, ticket);
    for (const message of rest) {
      const incoming = message.from === 'person';
      const user = incoming ? contact.id : AGENT_ID;
      world.addConversation(ticket, { body: message.body, private: message.internal, user_id: user, incoming });
    }
  }
}
