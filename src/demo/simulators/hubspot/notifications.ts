import type { Stage } from '../ground/simulator.js';
import { WebhookSender } from '../ground/webhook-sender.js';
import { type CrmObject, singular, type Subscription } from './records.js';
import { type Endpoint, type HubspotEvent, recipe } from './webhook-recipe.js';

export const PORTAL_ID = 62_515;
export const APP_ID = 54_321;
export const CLIENT_SECRET = 'simulated-hubspot-client-secret';

/** One app with one address and as many subscriptions as wanted: https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide */
export class Notifications {
  readonly sender: WebhookSender<Endpoint, HubspotEvent>;
  readonly subscriptions = new Map<number, Subscription>();
  readonly endpoint: Endpoint = { url: '', secret: CLIENT_SECRET, version: 'v1' };

  constructor(private readonly stage: Stage) {
    this.sender = new WebhookSender(recipe, stage.clock);
  }

  subscribe(eventType: string, active: boolean, propertyName?: string): Subscription {
    const subscription: Subscription = {
      id: this.stage.numbering.next('subscription', 12_345),
      eventType,
      active,
      createdAt: this.stage.clock.now().toISOString(),
      ...(propertyName ? { propertyName } : {}),
    };
    this.subscriptions.set(subscription.id, subscription);
    return subscription;
  }

  tell(object: CrmObject, what: 'creation' | 'deletion' | 'restore' | 'privacyDeletion'): void {
    const flags = { creation: 'NEW', deletion: 'DELETED', restore: 'RESTORED', privacyDeletion: 'DELETED' };
    this.emit(`${singular(object.type)}.${what}`, { objectId: Number(object.id), changeFlag: flags[what] });
  }

  changed(object: CrmObject, propertyName: string, value: string | null): void {
    this.emit(`${singular(object.type)}.propertyChange`, {
      objectId: Number(object.id),
      propertyName,
      propertyValue: value ?? '',
    });
  }

  merged(primary: string, gone: readonly string[], into: string): void {
    const [primaryObjectId, newObjectId] = [Number(primary), Number(into)];
    this.emit('contact.merge', {
      objectId: primaryObjectId,
      primaryObjectId,
      mergedObjectIds: gone.map(Number),
      newObjectId,
      numberOfPropertiesMoved: 0,
    });
  }

  associated(from: CrmObject, to: CrmObject, removed: boolean): void {
    const associationType = `${singular(from.type)}_TO_${singular(to.type)}`.toUpperCase();
    this.emit(`${singular(from.type)}.associationChange`, {
      associationType,
      fromObjectId: Number(from.id),
      toObjectId: Number(to.id),
      associationRemoved: removed,
      isPrimaryAssociation: false,
    });
  }

  private emit(subscriptionType: string, about: Record<string, unknown>): void {
    for (const subscription of this.subscriptions.values()) {
      const { id, active, eventType, propertyName } = subscription;
      if (!active || eventType !== subscriptionType || this.endpoint.url === '') continue;
      if (propertyName !== undefined && propertyName !== about.propertyName) continue;
      this.sender.send(this.endpoint, {
        eventId: this.stage.numbering.next('event', 3_816_279_340),
        subscriptionId: id,
        portalId: PORTAL_ID,
        appId: APP_ID,
        occurredAt: this.stage.clock.now().getTime(),
        subscriptionType,
        attemptNumber: 0,
        changeSource: 'CRM',
        ...about,
      });
    }
  }
}
