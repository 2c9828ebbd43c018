import type { SimulatedPerson } from '../ground/people.js';
import type { CrmObject } from './records.js';
import type { World } from './world.js';

/** Ids of seeded objects begin here, so that a person's key can be read from a contact's. */
export const FIRST_CONTACT_ID = 10_000_000_000;
const FIRST_NOTE_ID = 20_000_000_000;
const FIRST_TICKET_ID = 30_000_000_000;

/** Puts everybody into the account, with further addresses, notes and tickets. */
export function seed(world: World, people: readonly SimulatedPerson[]): void {
  for (const person of people) {
    const contact = put(world, 'contacts', FIRST_CONTACT_ID + person.key, person.createdAt, {
      firstname: person.firstName,
      lastname: person.lastName,
      email: person.email?.toLowerCase() ?? null,
      phone: person.phone,
      city: person.city,
      country: person.country,
      customer_no: person.customerNo,
      hs_language: person.language,
      hs_additional_emails: person.furtherEmails.map((email) => email.toLowerCase()).join(';') || null,
      hs_email_optout: person.newsletter ? null : 'true',
    });
    for (const note of person.notes) {
      const object = put(world, 'notes', FIRST_NOTE_ID + note.key, note.at, {
        hs_note_body: note.body,
        hs_timestamp: note.at,
      });
      world.associations.add(contact, object);
    }
    for (const ticket of person.tickets) {
      const object = put(world, 'tickets', FIRST_TICKET_ID + ticket.key, ticket.createdAt, {
        subject: ticket.subject,
        content: ticket.messages[0]?.body ?? '',
        hs_pipeline: '0',
        hs_pipeline_stage: ticket.status === 'closed' ? '4' : '1',
      });
      world.associations.add(contact, object);
    }
  }
}

function put(
  world: World,
  type: CrmObject['type'],
  id: number,
  at: string,
  properties: CrmObject['properties'],
): CrmObject {
  const object: CrmObject = { id: String(id), type, properties, createdAt: at, updatedAt: at, archivedAt: null };
  world.objects[type].set(object.id, object);
  world.indexes[type].seed(object.id, object);
  return object;
}
