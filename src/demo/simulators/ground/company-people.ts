import { crmRowsOfCast } from '../../company/crm/cast-rows.js';
import { crmRowsOfResidents } from '../../company/crm/resident-rows.js';
import type { CrmRows } from '../../company/crm/rows.js';
import { Chance } from '../../company/chance.js';
import { DEFAULT_SEED } from '../../company/company.js';
import { helpdeskRowsOfCast } from '../../company/helpdesk/cast-rows.js';
import { helpdeskRowsOfResidents } from '../../company/helpdesk/resident-rows.js';
import type { HelpdeskRows } from '../../company/helpdesk/rows.js';
import { populate } from '../../company/population.js';
import { type SimulatedNote, type SimulatedPerson, type SimulatedTicket, person } from './people.js';

/** How many residents stand beside the cast in the simulated systems. */
export const SIMULATED_RESIDENTS = 300;

/**
 * The demo company's people as its SaaS vendors know them: the same names, addresses, tickets and notes as in its own
 * databases of the same seed.
 */
export function companyPeople(residents = SIMULATED_RESIDENTS, seed = DEFAULT_SEED): SimulatedPerson[] {
  const crowd = populate(new Chance(seed), residents);
  const crm = [crmRowsOfCast(), crmRowsOfResidents(new Chance(seed + 20), crowd)];
  const helpdesk = [helpdeskRowsOfCast(), helpdeskRowsOfResidents(new Chance(seed + 30), crowd)];
  const people = new Map<number, SimulatedPerson>();
  for (const rows of crm) addContacts(people, rows);
  for (const rows of helpdesk) addRequesters(people, rows);
  return [...people.values()];
}

function addContacts(people: Map<number, SimulatedPerson>, { contacts, notes, contact_tags: tags }: CrmRows): void {
  const notesOf = groupedBy(notes, (note) => note.contact_id);
  const readers = new Set(tags.filter(({ tag }) => tag === 'newsletter').map((tag) => tag.contact_id));
  for (const contact of contacts.filter((one) => one.merged_into === null)) {
    people.set(
      contact.id,
      person({
        key: contact.id,
        firstName: contact.first_name,
        lastName: contact.last_name,
        email: contact.email,
        phone: contact.phone,
        customerNo: contact.customer_no,
        language: contact.brand === 'sierra' ? 'en' : 'de',
        country: contact.country ?? 'DE',
        city: contact.city,
        newsletter: readers.has(contact.id),
        createdAt: contact.created_at,
        notes: (notesOf.get(contact.id) ?? []).map((note): SimulatedNote => ({
          key: note.id,
          body: note.body,
          at: note.created_at,
        })),
      }),
    );
  }
  for (const contact of contacts) {
    const into = contact.merged_into === null ? undefined : people.get(contact.merged_into);
    if (!into) continue;
    const furtherEmails = contact.email ? [...into.furtherEmails, contact.email] : into.furtherEmails;
    people.set(into.key, { ...into, furtherEmails });
  }
}

function addRequesters(people: Map<number, SimulatedPerson>, rows: HelpdeskRows): void {
  const ticketsOf = groupedBy(rows.tickets, (ticket) => ticket.requester_id);
  const messagesOf = groupedBy(rows.messages, (message) => message.ticket_id);
  for (const requester of rows.requesters) {
    const known = people.get(requester.id);
    const [firstName = '', ...rest] = requester.name.split(' ');
    const tickets = (ticketsOf.get(requester.id) ?? []).map((ticket): SimulatedTicket => ({
      key: ticket.id,
      subject: ticket.subject,
      status: ticket.status,
      createdAt: ticket.created_at,
      messages: (messagesOf.get(ticket.id) ?? []).map((message) => ({
        from: message.agent_id === null ? 'person' : 'agent',
        body: message.body,
        internal: message.internal,
        at: message.sent_at,
      })),
    }));
    const further = known && known.email !== requester.email ? [requester.email] : [];
    people.set(requester.id, {
      ...(known ??
        person({
          key: requester.id,
          firstName,
          lastName: rest.join(' '),
          email: requester.email,
          phone: requester.phone,
          customerNo: requester.customer_no,
          createdAt: requester.created_at,
        })),
      furtherEmails: [...new Set([...(known?.furtherEmails ?? []), ...further])],
      tickets,
    });
  }
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
