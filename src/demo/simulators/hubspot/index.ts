import { readForms } from '../ground/form.js';
import type { Vendor } from '../ground/simulator.js';
import { associationRoutes } from './associations.routes.js';
import { batchRoutes } from './batch.routes.js';
import { APP_ID, CLIENT_SECRET, PORTAL_ID } from './notifications.js';
import { CLIENT_ID, PRIVATE_APP_TOKEN, REFRESH_TOKEN, Tokens } from './oauth.js';
import { created, objectRoutes } from './objects.routes.js';
import { merged, privacyRoutes } from './privacy.routes.js';
import { quotas } from './quotas.js';
import type { CrmObject, ObjectType, Subscription } from './records.js';
import { dialect } from './refusals.js';
import { searchRoutes } from './search.routes.js';
import { secondaryEmailRoutes } from './secondary-emails.routes.js';
import { FIRST_CONTACT_ID, seed } from './seed.js';
import { webhookRoutes } from './webhooks.routes.js';
import { World } from './world.js';

/** What tests and the demo may see and do beside the API. */
export interface HubspotControl {
  objects: Readonly<Record<ObjectType, ReadonlyMap<string, CrmObject>>>;
  blocklist: ReadonlySet<string>;
  contactIdOf(personKey: number): string;
  /** What somebody does in the app: a form is filled in, two contacts are merged, a deletion is undone. */
  formSubmitted(contact: { email: string; firstname?: string; lastname?: string }): CrmObject;
  merge(primaryId: string, otherId: string): CrmObject;
  restore(contactId: string): void;
  /** Where the app's webhooks go, and which old signature goes with v3. */
  listen(url: string, eventTypes: readonly string[], version?: 'v1' | 'v2'): Subscription[];
  setSearchLag(seconds: number): void;
}

export const hubspot: Vendor<HubspotControl> = {
  name: 'hubspot',
  title: 'HubSpot',
  pages: [
    'https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide',
    'https://developers.hubspot.com/docs/api-reference/search/guide',
    'https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide',
  ],
  quotas,
  dialect,
  open(stage) {
    const world = new World(stage);
    const tokens = new Tokens(stage);
    readForms(stage.app);
    seed(world, stage.people);
    for (const routes of [privacyRoutes, searchRoutes, batchRoutes, objectRoutes]) routes(stage.app, world);
    for (const routes of [associationRoutes, secondaryEmailRoutes, webhookRoutes]) routes(stage.app, world);
    tokens.routes(stage.app);
    return {
      credentials: {
        token: PRIVATE_APP_TOKEN,
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        refreshToken: REFRESH_TOKEN,
        appId: String(APP_ID),
        portalId: String(PORTAL_ID),
      },
      authenticate: (request) => tokens.authenticate(request),
      settle: () => world.settle(),
      webhooks: world.notifications.sender,
      control: controlOf(world),
    };
  },
};

function controlOf(world: World): HubspotControl {
  const { endpoint } = world.notifications;
  return {
    objects: world.objects,
    blocklist: world.blocklist,
    contactIdOf: (key) => String(FIRST_CONTACT_ID + key),
    formSubmitted: (properties) => created(world, 'contacts', { properties }),
    merge: (primary, other) => merged(world, world.living('contacts', primary), world.living('contacts', other)),
    restore: (id) => {
      const contact = world.objects.contacts.get(id);
      if (contact?.archivedAt) world.restore(contact);
    },
    listen: (url, eventTypes, version = 'v1') => {
      Object.assign(endpoint, { url, version });
      return eventTypes.map((eventType) => world.notifications.subscribe(eventType, true));
    },
    setSearchLag: (seconds) => {
      for (const index of Object.values(world.indexes)) index.lagSeconds = seconds;
    },
  };
}
