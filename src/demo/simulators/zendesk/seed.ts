import { fullName, type SimulatedPerson } from '../ground/people.js';
import { type Identity, newUser, type Ticket, type User } from './records.js';
import { htmlOf } from './views.js';
import { ADMIN_ID } from './account.js';
import type { World } from './world.js';

const FOUNDED = '2023-01-02T08:00:00Z';

/** Keys of seeded users begin here, so that a person's key can be read from them. */
export const FIRST_USER_ID = 800_000_000;

/** Puts everybody who has an address into the account, with tickets, comments and further addresses. */
export function seed(world: World, people: readonly SimulatedPerson[]): void {
  put(
    world,
    newUser(ADMIN_ID, FOUNDED, {
      name: 'Kundenservice Nordlicht',
      email: 'service@nordlicht-versand.test',
      role: 'admin',
    }),
  );
  for (const person of people) {
    if (person.email === null) continue;
    const known = newUser(FIRST_USER_ID + person.key, toSecond(person.createdAt), {
      name: fullName(person),
      email: person.email.toLowerCase(),
      phone: person.phone,
      external_id: person.customerNo,
      locale: person.language,
    });
    known.identities = [person.email, ...person.furtherEmails].map((value, index): Identity => ({
      id: known.id * 10 + index,
      user_id: known.id,
      type: 'email',
      value: value.toLowerCase(),
      primary: index === 0,
      verified: true,
    }));
    put(world, known);
    for (const ticket of person.tickets) putTicket(world, known, ticket);
  }
}

function put(world: World, one: User): void {
  world.users.set(one.id, one);
  world.userIndex.seed(one.id, one);
}

function putTicket(world: World, requester: User, given: SimulatedPerson['tickets'][number]): void {
  const ticket: Ticket = {
    id: given.key,
    subject: given.subject,
    description: given.messages[0]?.body ?? given.subject,
    status: given.status,
    priority: 'normal',
    type: null,
    requester_id: requester.id,
    submitter_id: requester.id,
    assignee_id: ADMIN_ID,
    external_id: null,
    tags: [],
    custom_fields: [],
    via: { channel: 'email' },
    created_at: toSecond(given.createdAt),
    updated_at: toSecond(given.messages.at(-1)?.at ?? given.createdAt),
    deletedAt: null,
  };
  world.tickets.set(ticket.id, ticket);
  world.ticketIndex.seed(ticket.id, ticket);
  for (const [index, message] of given.messages.entries()) {
    const id = given.key * 100 + index;
    const author = message.from === 'person' ? requester.id : ADMIN_ID;
    const html = htmlOf(message.body);
    const at = toSecond(message.at);
    world.comments.set(id, {
      id,
      ticketId: ticket.id,
      author_id: author,
      html_body: html,
      public: !message.internal,
      created_at: at,
    });
  }
}

const toSecond = (moment: string): string => moment.replace(/\.\d+Z$/, 'Z');
