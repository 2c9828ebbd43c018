import type { Stage } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { Notifications, SHOP, SHOP_ID } from './notifications.js';
import type { Customer, Erasure, Order } from './records.js';

const DAY_MS = 86_400_000;
/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance#customers-redact : ten days, or when six months have passed since the last order. */
const PASSED_ON_AFTER_DAYS = 10;
const ORDER_MONTHS = 6;
/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance#shop-redact */
const SHOP_REDACT_HOURS = 48;

/** Everything in one simulated shop. */
export class World {
  readonly customers = new Map<number, Customer>();
  readonly orders = new Map<number, Order>();
  readonly erasures: Erasure[] = [];
  readonly notifications: Notifications;
  /** What the shop has granted the app. */
  readonly scopes = new Set([
    'read_customers',
    'write_customers',
    'read_orders',
    'read_all_orders',
    'read_customer_data_erasure',
    'write_customer_data_erasure',
    'write_privacy_settings',
  ]);
  private uninstalledAt: number | null = null;

  constructor(readonly stage: Stage) {
    this.notifications = new Notifications(stage);
  }

  customer(id: string | number): Customer {
    return this.customers.get(Number(id)) ?? refuse(404, { errors: 'Not Found' });
  }

  now(): string {
    return this.stage.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  /** The shop's owner asks: the app hears of it at once. */
  requestData(customer: Customer): void {
    const { id, email, phone } = customer;
    const orders = this.ordersOf(id).map((order) => order.id);
    const request = { id: this.stage.numbering.next('data request', 9999) };
    this.notifications.tell('customers/data_request', {
      ...shop,
      orders_requested: orders,
      customer: { id, email, phone },
      data_request: request,
    });
  }

  /** A customer with recent orders waits until six months have passed. */
  requestErasure(customer: Customer): void {
    const now = this.stage.clock.now().getTime();
    const last =
      customer.lastOrderAt === null
        ? 0
        : new Date(customer.lastOrderAt).setUTCMonth(new Date(customer.lastOrderAt).getUTCMonth() + ORDER_MONTHS);
    const { id, email, phone } = customer;
    this.erasures.push({ customerId: id, email, phone, at: Math.max(now + PASSED_ON_AFTER_DAYS * DAY_MS, last) });
  }

  cancelErasure(customerId: number): boolean {
    const at = this.erasures.findIndex((one) => one.customerId === customerId);
    return at >= 0 && this.erasures.splice(at, 1).length > 0;
  }

  /** The one that is merged is gone; what was hers is the other one's. */
  merge(from: number, into: number): void {
    for (const order of this.ordersOf(from)) order.customerId = into;
    this.customers.delete(from);
  }

  uninstall(): void {
    this.uninstalledAt = this.stage.clock.now().getTime();
  }

  settle(): void {
    const now = this.stage.clock.now().getTime();
    for (const { customerId: id, email, phone } of this.erasures.filter(({ at }) => at <= now)) {
      this.cancelErasure(id);
      const orders = this.ordersOf(id).map((order) => order.id);
      this.notifications.tell('customers/redact', {
        ...shop,
        customer: { id, email, phone },
        orders_to_redact: orders,
      });
      const customer = this.customers.get(id);
      if (customer) Object.assign(customer, REDACTED, { first_name: null, last_name: null, tags: '' });
      for (const order of this.ordersOf(id)) Object.assign(order, REDACTED);
    }
    if (this.uninstalledAt !== null && now >= this.uninstalledAt + SHOP_REDACT_HOURS * 3_600_000) {
      this.uninstalledAt = null;
      this.notifications.tell('shop/redact', shop);
    }
  }

  ordersOf(customerId: number): Order[] {
    return [...this.orders.values()].filter((order) => order.customerId === customerId);
  }
}

const REDACTED = { email: null, phone: null, note: null, address: null };

const shop = { shop_id: SHOP_ID, shop_domain: SHOP };
