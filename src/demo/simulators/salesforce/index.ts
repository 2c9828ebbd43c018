import { readForms } from '../ground/form.js';
import type { SimulatedPerson } from '../ground/people.js';
import type { Vendor } from '../ground/simulator.js';
import { CLIENT_ID, CLIENT_SECRET, Sessions } from './oauth.js';
import { idOf, type SObject } from './objects.js';
import { ORGANIZATION_ID, type OutboundAction } from './outbound-messages.js';
import { recordRoutes } from './records.routes.js';
import { dialect } from './refusals.js';
import { World } from './world.js';

export interface SalesforceControl {
  records: ReadonlyMap<string, SObject>;
  contactIdOf(personKey: number): string;
  individualIdOf(personKey: number): string;
  /** The permission "Bulk API Hard Delete". */
  allowHardDelete(allowed: boolean): void;
  /** A clerk merges two contacts. */
  merge(masterId: string, loserId: string): void;
  act(action: OutboundAction): void;
}

export const salesforce: Vendor<SalesforceControl> = {
  name: 'salesforce',
  title: 'Salesforce',
  pages: [
    'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/',
    'https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm',
    'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm',
  ],
  // Enterprise Edition, in any 24 hours: https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
  quotas: [
    {
      name: 'requests a day',
      limit: 100_000,
      kind: 'sliding',
      seconds: 86_400,
      counts: ({ url }) => !url.startsWith('/services/oauth2'),
    },
  ],
  dialect,
  open(stage) {
    const world = new World(stage);
    const sessions = new Sessions(stage);
    readForms(stage.app);
    for (const person of stage.people) seed(world, person);
    sessions.routes(stage.app);
    world.bulk.routes(stage.app);
    recordRoutes(stage.app, world);
    return {
      credentials: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, organizationId: ORGANIZATION_ID },
      authenticate: (request) => sessions.authenticate(request),
      settle: () => world.settle(),
      webhooks: world.outbound.sender,
      control: {
        records: world.records,
        contactIdOf,
        individualIdOf,
        allowHardDelete: (allowed) => void (world.bulk.mayHardDelete = allowed),
        merge: (master, loser) => world.merge(world.living('Contact', master), world.living('Contact', loser)),
        act: (action) => void world.outbound.actions.push(action),
      },
    };
  },
};

const contactIdOf = (key: number): string => idOf('003', key);
const individualIdOf = (key: number): string => idOf('0PK', key);

function seed(world: World, person: SimulatedPerson): void {
  const stamp = (at: string): string => at.replace('Z', '+0000');
  const {
    key,
    firstName: FirstName,
    lastName: LastName,
    email: Email,
    phone: Phone,
    city,
    country,
    customerNo,
    newsletter,
  } = person;
  const individual = world.create('Individual', { FirstName, LastName }, individualIdOf(key), stamp(person.createdAt));
  const links = { IndividualId: individual.Id, CustomerNo__c: customerNo };
  const contact = {
    FirstName,
    LastName,
    Email,
    Phone,
    MailingCity: city,
    MailingCountry: country,
    HasOptedOutOfEmail: !newsletter,
    ...links,
  };
  world.create('Contact', contact, contactIdOf(key), stamp(person.createdAt));
  for (const ticket of person.tickets) {
    const [first, ...rest] = ticket.messages;
    const status = ticket.status === 'closed' ? 'Closed' : 'New';
    const values = {
      Subject: ticket.subject,
      Description: first?.body ?? '',
      Status: status,
      ContactId: contactIdOf(key),
      SuppliedEmail: Email,
      CaseNumber: String(ticket.key),
    };
    const made = world.create('Case', values, idOf('500', ticket.key), stamp(ticket.createdAt));
    for (const [index, message] of rest.entries()) {
      const comment = { ParentId: made.Id, CommentBody: message.body, IsPublished: !message.internal };
      world.create('CaseComment', comment, idOf('00a', ticket.key * 100 + index), stamp(message.at));
    }
  }
}
