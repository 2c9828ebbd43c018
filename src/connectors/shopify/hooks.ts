import { type HookNews, type HookSender, HookUnreadable } from '../kit/hooks/hook-sender.js';
import {
  identifiersTold,
  isTold,
  momentTold,
  needed,
  type Told,
  toldObject,
  within,
  wordOf,
} from '../kit/hooks/told.js';

const CUSTOMER_ID = 'customerId';

/**
 * https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance: the three topics that every app must take. The
 * header that names the topic is not signed, so the body decides: else a copy of one request could be sent as the other,
 * and a wish to see one's data become one to have them erased.
 */
function topicOf(told: Told, header: string | undefined): string {
  const meant = isTold(told.data_request)
    ? 'customers/data_request'
    : Array.isArray(told.orders_to_redact)
      ? 'customers/redact'
      : isTold(told.customer)
        ? null
        : 'shop/redact';
  const named = needed(header, 'topic');
  if (!named.startsWith('customers/') && named !== 'shop/redact') return named;
  if (meant === null || (isMandatory(named) && named !== meant))
    throw new HookUnreadable('The body is not what the topic says.');
  return named;
}

const isMandatory = (topic: string): boolean =>
  ['customers/data_request', 'customers/redact', 'shop/redact'].includes(topic);

export const shopifyHooks: HookSender = {
  name: 'shopify',
  recipes: [{ name: 'signed', scheme: 'hmac', signature: { header: 'x-shopify-hmac-sha256', encoding: 'base64' } }],
  keyIsSigned: false,
  settings: {
    properties: {
      [CUSTOMER_ID]: {
        type: 'string',
        pattern: '^[a-z][a-z0-9_]{0,62}$',
        description: "What the data maps call the sender's number of a customer, e.g. customer_id.",
      },
    },
  },
  split(delivery) {
    const told = toldObject(delivery.body);
    const topic = topicOf(told, delivery.headers['x-shopify-topic']);
    const at = momentTold(delivery.headers['x-shopify-triggered-at']);
    // The moment is not signed: one that lies ahead, or far back, is not believed.
    const believed = at && at <= delivery.receivedAt && at.getTime() > delivery.receivedAt.getTime() - 3 * 86_400_000;
    return [
      {
        key: needed(delivery.headers['x-shopify-webhook-id'], 'webhook id'),
        topic,
        body: Buffer.from(JSON.stringify({ told, at: (believed ? at : delivery.receivedAt).toISOString() }), 'utf8'),
      },
    ];
  },
  knows: isMandatory,
  read({ topic, body }, settings): HookNews {
    const piece = toldObject(body);
    const told = within(piece, 'told');
    const at = new Date(needed(piece.at, 'moment'));
    if (topic === 'shop/redact')
      return { what: 'account-ends', account: wordOf(told.shop_domain) ?? needed(told.shop_id, 'shop'), at };
    const customer = within(told, 'customer');
    const kind = wordOf(settings[CUSTOMER_ID]);
    const id = wordOf(customer.id);
    return {
      what: 'asked',
      right: topic === 'customers/redact' ? 'erasure' : 'access',
      identifiers: [...identifiersTold(customer), ...(kind && id ? [{ kind, value: id }] : [])],
      at,
    };
  },
};
