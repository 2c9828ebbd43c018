import type { FastifyInstance } from 'fastify';
import type { CrmObject } from './records.js';
import { invalid, notFound } from './refusals.js';
import { view } from './views.js';
import { emailsOf, type World } from './world.js';

/** "Up to 30 days": https://knowledge.hubspot.com/privacy-and-consent/how-do-i-perform-a-gdpr-delete-in-hubspot. The worst is simulated. */
const PURGE_DAYS = 30;

const merge = {
  type: 'object',
  required: ['primaryObjectId', 'objectIdToMerge'],
  additionalProperties: false,
  properties: { primaryObjectId: { type: 'string' }, objectIdToMerge: { type: 'string' } },
};
const gdpr = {
  type: 'object',
  required: ['objectId'],
  additionalProperties: false,
  properties: { objectId: { type: 'string' }, idProperty: { type: 'string' } },
};

/** Deleting for good, and merging. */
export function privacyRoutes(app: FastifyInstance, world: World): void {
  // https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/basic/post-crm-v3-objects-contacts-gdpr-delete
  app.post<{ Body: { objectId: string; idProperty?: string } }>(
    '/crm/v3/objects/contacts/gdpr-delete',
    { schema: { body: gdpr } },
    (request, reply) => {
      const { objectId, idProperty } = request.body;
      if (idProperty !== undefined && idProperty !== 'email' && idProperty !== 'hs_object_id')
        invalid(`${idProperty} is not a unique property of contacts`);
      const byEmail = idProperty === 'email';
      const contact = byEmail
        ? contactOrArchivedBy(world, objectId)
        : world.objects.contacts.get(world.canonical(objectId));
      if (contact) world.stage.destroy(request, steps(world, contact));
      // An address that nobody has is kept from ever being used, a typing error as well.
      else if (byEmail) world.stage.destroy(request, [() => world.blocklist.add(objectId.toLowerCase())]);
      else notFound(objectId);
      return reply.code(204).send();
    },
  );
  app.post<{ Body: { primaryObjectId: string; objectIdToMerge: string } }>(
    '/crm/v3/objects/contacts/merge',
    { schema: { body: merge } },
    (request) => {
      const primary = world.living('contacts', request.body.primaryObjectId);
      const other = world.living('contacts', request.body.objectIdToMerge);
      if (primary === other) invalid('Cannot merge a contact with itself');
      return view(world, merged(world, primary, other));
    },
  );
}

/** The contact goes at once; what hangs on it alone follows within the days. Tickets stay, without it. */
function steps(world: World, contact: CrmObject): (() => void)[] {
  const notes = world.associations
    .of(contact, 'notes')
    .filter((note) => world.associations.of(note, 'contacts').length === 1);
  return [
    () => {
      const at = world.stage.clock.now().getTime() + PURGE_DAYS * 86_400_000;
      world.purges.push({ at, noteIds: notes.map((note) => note.id) });
      world.remove(contact);
      world.notifications.tell(contact, 'privacyDeletion');
      world.notifications.tell(contact, 'deletion');
    },
  ];
}

/**
 * Since 2025 two contacts become a third with a new id; both old ids lead to it by GET, and nothing else knows them:
 * https://knowledge.hubspot.com/records/merge-records
 */
export function merged(world: World, primary: CrmObject, other: CrmObject): CrmObject {
  const emails = [...new Set([...emailsOf(primary), ...emailsOf(other)])];
  const old = [primary, other].flatMap(({ id, properties }) => [
    id,
    ...(properties.hs_merged_object_ids?.split(';').filter(Boolean) ?? []),
  ]);
  const kept = Object.entries(primary.properties).filter(([, value]) => value !== null);
  const into = world.create('contacts', { ...other.properties, ...Object.fromEntries(kept) });
  into.properties.email = emails[0] ?? null;
  into.properties.hs_additional_emails = emails.slice(1).join(';') || null;
  into.properties.hs_merged_object_ids = old.join(';');
  for (const gone of [primary, other]) {
    world.associations.move(gone, into);
    world.remove(gone);
    world.mergedInto.set(gone.id, into.id);
  }
  world.put(into);
  world.notifications.merged(primary.id, [other.id], into.id);
  return into;
}

function contactOrArchivedBy(world: World, email: string): CrmObject | undefined {
  const wanted = email.toLowerCase();
  return [...world.objects.contacts.values()].find((contact) => emailsOf(contact).includes(wanted));
}
