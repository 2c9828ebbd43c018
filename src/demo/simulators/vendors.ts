import { braze } from './braze/index.js';
import type { Vendor } from './ground/simulator.js';
import { freshdesk } from './freshdesk/index.js';
import { hubspot } from './hubspot/index.js';
import { intercom } from './intercom/index.js';
import { jira } from './jira/index.js';
import { mailchimp } from './mailchimp/index.js';
import { salesforce } from './salesforce/index.js';
import { segment } from './segment/index.js';
import { shopify } from './shopify/index.js';
import { stripe } from './stripe/index.js';
import { zendesk } from './zendesk/index.js';

/** Every vendor that is simulated. */
export const vendors = {
  zendesk,
  hubspot,
  freshdesk,
  intercom,
  stripe,
  mailchimp,
  braze,
  segment,
  shopify,
  jira,
  salesforce,
};

export type VendorName = keyof typeof vendors;
export type ControlOf<Name extends VendorName> = (typeof vendors)[Name] extends Vendor<infer Control> ? Control : never;
