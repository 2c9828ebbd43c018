import { freshdeskHooks } from './freshdesk/hooks.js';
import { hubspotHooks } from './hubspot/hooks.js';
import { intercomHooks } from './intercom/hooks.js';
import { jiraHooks } from './jira/hooks.js';
import type { HookSender } from './kit/hooks/hook-sender.js';
import { salesforceHooks } from './salesforce/hooks.js';
import { segmentHooks } from './segment/hooks.js';
import { shopifyHooks } from './shopify/hooks.js';
import { stripeHooks } from './stripe/hooks.js';
import { genericHooks, hubSignatureHooks, standardHooks } from './webhook/hooks.js';
import { zendeskHooks } from './zendesk/hooks.js';

/** Every sender of webhooks whose deliveries are taken: how each proves itself is data, in its folder. */
export const hookSenders: readonly HookSender[] = [
  zendeskHooks,
  hubspotHooks,
  salesforceHooks,
  freshdeskHooks,
  intercomHooks,
  jiraHooks,
  shopifyHooks,
  stripeHooks,
  segmentHooks,
  standardHooks,
  hubSignatureHooks,
  genericHooks,
];

export function hookSender(name: string): HookSender | undefined {
  return hookSenders.find((sender) => sender.name === name);
}
