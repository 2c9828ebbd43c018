import { type Recipe, WebhookSender } from '../ground/webhook-sender.js';
import { fieldOf, type ObjectName, OBJECTS, type SObject } from './objects.js';
import type { World } from './world.js';

export const ORGANIZATION_ID = '00D080000000001EAA';

/** A flow or rule that sends a message about an object. */
export interface OutboundAction {
  url: string;
  object: ObjectName;
  on: 'created' | 'changed';
  fields: readonly string[];
}

interface Notice {
  id: string;
  recordId: string;
}

const ACTION_ID = '04k080000000001AAA';
const DAY = 86_400;
const LONGEST_WAIT = 7200;
/** What a listener says to be left alone; any other answer is none. */
const ACKNOWLEDGED = /<(?:\w+:)?Ack>\s*true\s*<\/(?:\w+:)?Ack>/;

/**
 * SOAP, unsigned, up to a hundred notices a message: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm .
 * What is sent is how the record is at that moment, not how it was; repeated for a day, at last every two hours.
 */
export class OutboundMessages {
  readonly actions: OutboundAction[] = [];
  readonly sender: WebhookSender<OutboundAction, Notice>;

  constructor(private readonly world: World) {
    this.sender = new WebhookSender(this.recipe(), world.stage.clock);
  }

  created(record: SObject): void {
    this.tell('created', record);
  }

  changed(record: SObject): void {
    this.tell('changed', record);
  }

  private tell(on: OutboundAction['on'], record: SObject): void {
    for (const action of this.actions) {
      if (action.on !== on || action.object !== record.type) continue;
      this.sender.send(action, { id: `04l${this.world.stage.numbering.hex('notice', 15)}`, recordId: record.Id });
    }
  }

  private recipe(): Recipe<OutboundAction, Notice> {
    return {
      most: 100,
      timeoutSeconds: 60,
      sign: ({ channel, events }) => ({
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
        body: envelope(this.world.stage.url(), events.map((notice) => this.notification(channel, notice)).join('')),
      }),
      accepts: (_status, body) => ACKNOWLEDGED.test(body),
      wait: ({ attempt }) => {
        const waits = (count: number): number =>
          Array.from({ length: count }, (_one, at) => Math.min(LONGEST_WAIT, 60 * 2 ** at)).reduce(
            (sum, one) => sum + one,
            0,
          );
        return waits(attempt) > DAY ? null : Math.min(LONGEST_WAIT, 60 * 2 ** (attempt - 1));
      },
    };
  }

  private notification(action: OutboundAction, notice: Notice): string {
    const record = this.world.find(notice.recordId);
    const known = action.fields.filter((name) => (OBJECTS[action.object].fields as readonly string[]).includes(name));
    const values = record ? known.map((name) => element(name, fieldOf(record, name))).join('') : '';
    return `<Notification><Id>${notice.id}</Id><sObject xsi:type="sf:${action.object}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>${notice.recordId}</sf:Id>${values}</sObject></Notification>`;
  }
}

const element = (name: string, value: string | boolean | null): string =>
  value === null ? '' : `<sf:${name}>${escaped(String(value))}</sf:${name}>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function envelope(url: string, notifications: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    '<soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">',
    `<OrganizationId>${ORGANIZATION_ID}</OrganizationId><ActionId>${ACTION_ID}</ActionId><SessionId xsi:nil="true"/>`,
    `<EnterpriseUrl>${url}/services/Soap/c/62.0</EnterpriseUrl><PartnerUrl>${url}/services/Soap/u/62.0</PartnerUrl>`,
    notifications,
    '</notifications></soapenv:Body></soapenv:Envelope>',
  ].join('');
}
