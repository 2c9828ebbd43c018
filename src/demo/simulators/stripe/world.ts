import { SearchIndex } from '../ground/search-index.js';
import type { Stage } from '../ground/simulator.js';
import { Notifications } from './notifications.js';
import type { Charge, Customer } from './records.js';
import { missing } from './refusals.js';
import { Redactions } from './redactions.js';

/** "searchable in less than 1 minute": https://docs.stripe.com/search#data-freshness */
const SEARCH_LAG_SECONDS = 60;

/** Everything in one simulated account. */
export class World {
  readonly customers = new Map<string, Customer>();
  readonly charges = new Map<string, Charge>();
  /** Customers with a running subscription. */
  readonly subscribed = new Set<string>();
  readonly index: SearchIndex<Customer>;
  readonly notifications: Notifications;
  readonly redactions: Redactions;

  constructor(readonly stage: Stage) {
    this.index = new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.notifications = new Notifications(stage);
    this.redactions = new Redactions(this);
  }

  now(): number {
    return Math.floor(this.stage.clock.now().getTime() / 1000);
  }

  customer(id: string): Customer {
    return this.customers.get(id) ?? missing('customer', id);
  }

  put(customer: Customer): void {
    this.customers.set(customer.id, customer);
    if (customer.deleted) this.index.remove(customer.id);
    else this.index.put(customer.id, customer);
  }

  /** Deleting ends subscriptions; charges, with the details of who paid, stay: https://docs.stripe.com/api/customers/delete */
  delete(customer: Customer): void {
    customer.deleted = true;
    this.subscribed.delete(customer.id);
    this.put(customer);
    this.notifications.tell('customer.deleted', customerView(customer));
  }
}

export function customerView(customer: Customer): object {
  const { deleted, ...shown } = customer;
  if (deleted) return { id: customer.id, object: 'customer', deleted: true };
  return { object: 'customer', ...shown, address: null, balance: 0, currency: 'eur', livemode: false, shipping: null };
}

export function chargeView(charge: Charge): object {
  const { redacted, ...shown } = charge;
  const details = redacted ? { name: null, email: null, phone: null } : charge.billing_details;
  return {
    object: 'charge',
    ...shown,
    billing_details: details,
    currency: 'eur',
    status: 'succeeded',
    livemode: false,
  };
}
