import type { FastifyInstance } from 'fastify';
import { invalid } from './refusals.js';
import { emailsOf, type World } from './world.js';

type Params = { Params: { id: string; email: string } };

/** Further addresses of a contact: https://developers.hubspot.com/docs/api-reference/legacy/crm/objects/contacts/v1 (secondary-email). */
export function secondaryEmailRoutes(app: FastifyInstance, world: World): void {
  const shown = (id: string): object => {
    const contact = world.living('contacts', id);
    return {
      vid: Number(contact.id),
      primaryEmail: contact.properties.email ?? null,
      secondaryEmails: emailsOf(contact).slice(1),
    };
  };
  app.get<{ Params: { id: string } }>('/contacts/v1/secondary-email/:id', (request) => shown(request.params.id));
  app.put<Params>('/contacts/v1/secondary-email/:id/email/:email', (request) => {
    const { id, email } = request.params;
    const contact = world.living('contacts', id);
    world.check('contacts', { email }, contact);
    if (!emailsOf(contact).includes(email.toLowerCase())) {
      const further = [...emailsOf(contact).slice(1), email.toLowerCase()].join(';');
      world.change(contact, { hs_additional_emails: further });
    }
    return shown(id);
  });
  app.delete<Params>('/contacts/v1/secondary-email/:id/email/:email', (request) => {
    const { id, email } = request.params;
    const contact = world.living('contacts', id);
    const rest = emailsOf(contact)
      .slice(1)
      .filter((one) => one !== email.toLowerCase());
    if (contact.properties.email === email.toLowerCase()) invalid('The primary email cannot be removed');
    world.stage.destroy(request, [() => world.change(contact, { hs_additional_emails: rest.join(';') })]);
    return shown(id);
  });
}
