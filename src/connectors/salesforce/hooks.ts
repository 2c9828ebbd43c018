import {
  HookForeign,
  type HookNews,
  type HookPiece,
  type HookSender,
  HookUnreadable,
} from '../kit/hooks/hook-sender.js';
import {
  identifiersTold,
  momentTold,
  needed,
  neededMoment,
  type Told,
  toldObject,
  wordOf,
  writtenText,
} from '../kit/hooks/told.js';
import { allOf, type Element, readXml } from './soap.js';

/** https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_wsdl.htm */
const ACKNOWLEDGED =
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
  '<soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack>' +
  '</notificationsResponse></soapenv:Body></soapenv:Envelope>';

const PEOPLE = ['Contact', 'Lead'];
/** A message says how the record stands now, and not what was done to it: a record as old as its last change is new. */
const NEW_WITHIN_MS = 2_000;

/**
 * Outbound messages bear no signature. What keeps strangers out is the path that only the sender knows, the addresses that
 * the source is limited to, a client certificate at the proxy; and the organisation must be the one that was set.
 */
export const salesforceHooks: HookSender = {
  name: 'salesforce',
  recipes: [],
  keyIsSigned: false,
  settings: {
    properties: {
      organizationId: {
        type: 'string',
        pattern: '^00D[0-9A-Za-z]{15}$',
        description: 'Id of the organisation, 18 characters: messages of another one are refused.',
      },
    },
    required: ['organizationId'],
  },
  answer: { type: 'text/xml; charset=utf-8', body: ACKNOWLEDGED },
  split(delivery, settings) {
    const [message] = allOf(readXml(delivery.body), 'Body', 'notifications');
    if (!message) throw new HookUnreadable('There is no outbound message in it.');
    if (textOf(message, 'OrganizationId') !== needed(settings.organizationId, 'organisation in the settings'))
      throw new HookForeign('It comes from another organisation.');
    return allOf(message, 'Notification').map(pieceOf);
  },
  knows: (topic) => topic === 'Case' || PEOPLE.includes(topic),
  read({ topic, body }) {
    const told = toldObject(body);
    return topic === 'Case' ? caseOf(told) : personOf(topic, told);
  },
};

function textOf(element: Element, name: string): string | undefined {
  return allOf(element, name)[0]?.text.trim();
}

function pieceOf(notification: Element): HookPiece {
  const [record] = allOf(notification, 'sObject');
  const type = /^(?:\w+:)?(\w+)$/.exec(record?.attributes.type ?? '')?.[1];
  if (!record || !type) throw new HookUnreadable('There is a notification without a record.');
  const fields = Object.fromEntries(record.children.map(({ name, text }) => [name, text]));
  return {
    key: needed(textOf(notification, 'Id'), 'id of the notification'),
    topic: type,
    body: Buffer.from(JSON.stringify(fields), 'utf8'),
  };
}

function caseOf(told: Told): HookNews {
  const contact = wordOf(told.ContactId);
  return {
    what: 'message',
    ticket: needed(told.Id, 'case'),
    message: 'description',
    text: writtenText(told.Subject, told.Description),
    at: neededMoment(told.CreatedDate, 'of the case'),
    from: {
      identifiers: identifiersTold({ email: told.SuppliedEmail ?? told.ContactEmail, phone: told.SuppliedPhone }),
      ...(contact ? { record: { kind: 'contact', id: contact } } : {}),
    },
  };
}

function personOf(type: string, told: Told): HookNews | null {
  const kind = type.toLowerCase();
  const master = wordOf(told.MasterRecordId);
  const at = momentTold(told.SystemModstamp) ?? neededMoment(told.LastModifiedDate, 'of the change');
  const created = momentTold(told.CreatedDate);
  const isNew = created !== undefined && at.getTime() - created.getTime() <= NEW_WITHIN_MS;
  const change = master ? 'merged' : told.IsDeleted === 'true' ? 'deleted' : isNew ? 'created' : 'restored';
  // Neither new nor gone: it may have been brought back from the bin, which looks like any other change.
  return {
    what: 'contact',
    change,
    record: { kind, id: needed(told.Id, 'record') },
    others: master ? [{ kind, id: master }] : [],
    identifiers: identifiersTold({ email: told.Email, phone: told.Phone }),
    at,
  };
}
