import type { FastifyRequest } from 'fastify';
import { authorizationOf, same } from '../ground/authorization.js';
import { fullName, type SimulatedPerson } from '../ground/people.js';
import type { Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { contactRoutes, create, newContact } from './contacts.routes.js';
import { ADMIN_ID, conversationRoutes } from './conversations.routes.js';
import { CLIENT_SECRET } from './notifications.js';
import type { Contact, Conversation, Part } from './records.js';
import { dialect, errorList } from './refusals.js';
import { World } from './world.js';

const TOKEN = 'simulated-intercom-access-token';
const seconds = (moment: string): number => Math.floor(Date.parse(moment) / 1000);

export interface IntercomControl {
  contacts: ReadonlyMap<string, Contact>;
  conversations: ReadonlyMap<string, Conversation>;
  contactIdOf(personKey: number): string;
  /** Somebody writes in the messenger. */
  receive(message: { email: string; name?: string; body: string }): Conversation;
  /** What the vendor's support can do within seven days of a deletion. */
  recover(contactId: string): boolean;
  listen(url: string, topics: readonly string[]): void;
}

export const intercom: Vendor<IntercomControl> = {
  name: 'intercom',
  title: 'Intercom',
  pages: ['https://developers.intercom.com/docs/references/rest-api/api.intercom.io'],
  // 10,000 a minute for a private app, dealt out evenly over six stretches: https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
  quotas: [{ name: 'app', limit: 1666, kind: 'fixed', seconds: 10 }],
  dialect,
  open(stage) {
    const world = new World(stage);
    for (const person of stage.people) seed(world, person);
    world.bulk.routes(stage.app);
    contactRoutes(stage.app, world);
    conversationRoutes(stage.app, world);
    return {
      credentials: { accessToken: TOKEN, clientSecret: CLIENT_SECRET },
      authenticate,
      settle: () => world.settle(),
      webhooks: world.notifications.sender,
      control: controlOf(world),
    };
  },
};

function authenticate(request: FastifyRequest): void {
  const token = authorizationOf(request, 'Bearer');
  if (token === null || !same(token, TOKEN)) refuse(401, errorList('unauthorized', 'Access Token Invalid'));
}

/** Ids are 24 hexadecimal digits; the person's key stands at the end. */
const contactId = (key: number): string => `5f00000000000000${key.toString(16).padStart(8, '0')}`;

function controlOf(world: World): IntercomControl {
  return {
    contacts: world.contacts,
    conversations: world.conversations,
    contactIdOf: contactId,
    receive: ({ email, name, body }) => {
      const known = [...world.contacts.values()].find((one) => !one.archived && one.email === email.toLowerCase());
      const contact = known ?? create(world, { role: 'lead', email: email.toLowerCase(), name: name ?? null });
      const conversation = newConversation(
        world.stage.numbering.next('conversation', 900_001).toString(),
        contact.id,
        null,
        [part(world.stage.numbering.next('part', 500_001).toString(), 'user', contact.id, body, world.now())],
      );
      world.conversations.set(conversation.id, conversation);
      world.notifications.conversation('user.created', conversation);
      return conversation;
    },
    recover: (id) => {
      const gone = world.deleted.get(id);
      if (gone) world.put(gone.contact);
      return world.deleted.delete(id);
    },
    listen: (url, topics) => void world.notifications.endpoints.push({ url, topics }),
  };
}

function seed(world: World, person: SimulatedPerson): void {
  const contact = newContact(contactId(person.key), seconds(person.createdAt), {
    external_id: person.customerNo,
    email: person.email?.toLowerCase() ?? null,
    phone: person.phone,
    name: fullName(person),
    unsubscribed_from_emails: !person.newsletter,
  });
  world.contacts.set(contact.id, contact);
  world.index.seed(contact.id, contact);
  for (const note of person.notes) {
    world.notes.set(String(note.key), {
      id: String(note.key),
      contactId: contact.id,
      body: `<p>${note.body}</p>`,
      created_at: seconds(note.at),
    });
  }
  for (const ticket of person.tickets) {
    if (ticket.messages.length === 0) continue;
    const parts = ticket.messages.map((message, index) => {
      const author = message.from === 'person' ? contact.id : ADMIN_ID;
      const written = part(
        String(ticket.key * 100 + index),
        message.from === 'person' ? 'user' : 'admin',
        author,
        message.body,
        seconds(message.at),
      );
      return { ...written, part_type: message.internal ? ('note' as const) : ('comment' as const) };
    });
    const conversation = newConversation(String(ticket.key), contact.id, ticket.subject, parts);
    conversation.state = ticket.status === 'closed' ? 'closed' : 'open';
    world.conversations.set(conversation.id, conversation);
  }
}

function newConversation(id: string, contact: string, title: string | null, messages: Part[]): Conversation {
  const [source, ...parts] = messages as [Part, ...Part[]];
  const updated = parts.at(-1)?.created_at ?? source.created_at;
  return {
    id,
    contactId: contact,
    title,
    state: 'open',
    created_at: source.created_at,
    updated_at: updated,
    tags: [],
    source,
    parts,
  };
}

const part = (id: string, type: 'user' | 'admin', author: string, text: string, at: number): Part => ({
  id,
  part_type: 'comment',
  body: `<p>${text}</p>`,
  author: { type, id: author },
  created_at: at,
  redacted: false,
});
