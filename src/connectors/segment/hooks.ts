import type { HookSender } from '../kit/hooks/hook-sender.js';
import { identifiersTold, needed, neededMoment, toldObject, within, wordOf } from '../kit/hooks/told.js';

/**
 * The vendor's webhook destination. Batching must be off: with it the signature covers the first event alone
 * (https://support.twilio.com/hc/en-us/articles/51193799782171), and such a delivery is refused here.
 */
export const segmentHooks: HookSender = {
  name: 'segment',
  recipes: [
    { name: 'signed', scheme: 'hmac', algorithm: 'sha1', signature: { header: 'x-signature', encoding: 'hex' } },
  ],
  keyIsSigned: true,
  settings: { properties: {} },
  split(delivery) {
    const told = toldObject(delivery.body);
    return [{ key: needed(told.messageId, 'messageId'), topic: needed(told.type, 'type'), body: delivery.body }];
  },
  knows: (topic) => topic === 'identify',
  read({ body }) {
    const told = toldObject(body);
    const user = wordOf(told.userId);
    // Somebody without an id is somebody unknown: who it is cannot be told from a browser's cookie.
    if (!user) return null;
    return {
      what: 'contact',
      change: 'created',
      record: { kind: 'user', id: user },
      others: [],
      identifiers: identifiersTold(within(told, 'traits')),
      at: neededMoment(told.timestamp ?? told.receivedAt, 'of the event'),
    };
  },
};
