import type { Chance } from '../chance.js';
import { germanIban } from '../fictional-numbers.js';
import type { Resident } from '../population.js';
import { momentBefore } from '../reference-day.js';
import { ARTICLES, plainAddress, plainCustomer, plainLine, plainOrder, type OrderRow, type ShopRows } from './rows.js';

const TAGS = ['stammkunde', 'wandern', 'kajak', 'familie', 'filiale-altona', 'rabatt-10'] as const;
const DELIVERY_NOTES = [
  'Bitte bei den Nachbarn im Erdgeschoss abgeben.',
  'Klingel defekt, bitte anrufen.',
  'Paket darf auf die Terrasse gelegt werden.',
  'Bitte nicht vor 17 Uhr liefern.',
] as const;

const OLDEST_ORDER_DAYS = 4200;
const OPEN_WITHIN_DAYS = 12;

/** What the shop holds about everyone who is not of the cast. */
export function shopRowsOfResidents(chance: Chance, residents: readonly Resident[]): ShopRows {
  const rows: ShopRows = { addresses: [], customers: [], payment_methods: [], orders: [], order_lines: [] };
  const ledger = new InvoiceNumbers();
  for (const resident of residents) {
    if (resident.customerNo) addCustomer(chance, ledger, rows, resident, resident.customerNo);
  }
  return rows;
}

function addCustomer(
  chance: Chance,
  numbers: InvoiceNumbers,
  rows: ShopRows,
  resident: Resident,
  customerNo: string,
): void {
  const addressId = resident.livesWith ?? resident.id;
  if (resident.livesWith === null) {
    rows.addresses.push(
      plainAddress({
        id: addressId,
        street: resident.street,
        postcode: resident.postcode,
        city: resident.city,
        latitude: 47.3 + chance.whole(0, 700_000) / 100_000,
        longitude: 6 + chance.whole(0, 900_000) / 100_000,
        created_at: momentBefore(chance.whole(1, OLDEST_ORDER_DAYS)),
      }),
    );
  }
  const paymentMethod = chance.often(0.6) ? addPaymentMethod(chance, rows, resident) : null;
  const orders = addOrders(chance, numbers, rows, resident, addressId, paymentMethod);
  const newsletter = chance.often(0.35);
  rows.customers.push(
    plainCustomer({
      id: resident.id,
      public_id: chance.uuid(),
      customer_no: customerNo,
      email: resident.email,
      phone: resident.phone,
      first_name: resident.firstName,
      last_name: resident.lastName,
      date_of_birth: resident.birthday,
      billing_street: resident.street,
      billing_postcode: resident.postcode,
      billing_city: resident.city,
      address_id: chance.often(0.95) || resident.livesWith !== null ? addressId : null,
      newsletter,
      newsletter_since: newsletter ? momentBefore(chance.whole(5, 2000)) : null,
      preferences: {
        language: 'de',
        interests: chance.often(0.5) ? [chance.one(TAGS)] : [],
        sizes: { jacket: chance.one(['S', 'M', 'L', 'XL']) },
        wishlist: chance.often(0.2) ? [{ sku: chance.one(ARTICLES).sku, note: 'zum Geburtstag' }] : [],
      },
      tags: chance.often(0.3) ? [chance.one(TAGS)] : null,
      avatar: chance.often(0.05) ? chance.bytes(48) : null,
      last_login_ip: chance.often(0.7) ? chance.address() : null,
      last_login_at: chance.often(0.7) ? momentBefore(chance.whole(0, 900)) : null,
      credit_limit: chance.whole(0, 40) * 50,
      loyalty_points: chance.whole(0, 4000),
      has_open_order: orders.some((order) => order.status === 'open' || order.status === 'paid'),
      created_at: momentBefore(OLDEST_ORDER_DAYS + chance.whole(0, 300)),
    }),
  );
}

function addPaymentMethod(chance: Chance, rows: ShopRows, resident: Resident): string {
  const id = chance.uuid();
  const sepa = chance.often(0.55);
  rows.payment_methods.push({
    id,
    customer_id: resident.id,
    kind: sepa ? 'sepa' : 'card',
    holder_name: `${resident.firstName} ${resident.lastName}`,
    iban: sepa ? germanIban(resident.id * 97) : null,
    card_last4: sepa ? null : String(chance.whole(0, 9999)).padStart(4, '0'),
    mandate_signed_on: sepa ? momentBefore(chance.whole(30, 3000)).slice(0, 10) : null,
    created_at: momentBefore(chance.whole(30, 3000)),
  });
  return id;
}

function addOrders(
  chance: Chance,
  numbers: InvoiceNumbers,
  rows: ShopRows,
  resident: Resident,
  addressId: number,
  paymentMethod: string | null,
): OrderRow[] {
  const orders: OrderRow[] = [];
  for (let count = chance.whole(0, 5); count > 0; count--) {
    const age = chance.often(0.01) ? chance.fraction() * OPEN_WITHIN_DAYS : chance.whole(20, OLDEST_ORDER_DAYS);
    const order = plainOrder({
      ...numbers.order(momentBefore(age)),
      customer_id: resident.id,
      delivery_address_id: addressId,
      payment_method_id: chance.often(0.7) ? paymentMethod : null,
      total: 0,
      delivery_note: chance.often(0.15) ? chance.one(DELIVERY_NOTES) : null,
      gift_recipient: chance.often(0.04) ? chance.german.person.fullName() : null,
      client_ip: chance.often(0.5) ? chance.address() : null,
    });
    settle(chance, numbers, order, age);
    addLines(chance, rows, order);
    rows.orders.push(order);
    orders.push(order);
  }
  return orders;
}

/** How the order went on: still to be shipped, cancelled, or shipped with an invoice. */
function settle(chance: Chance, numbers: InvoiceNumbers, order: OrderRow, age: number): void {
  if (age < OPEN_WITHIN_DAYS) {
    order.status = chance.one(['open', 'paid']);
  } else if (chance.often(0.06)) {
    order.status = 'cancelled';
  } else {
    order.status = chance.often(0.04) ? 'returned' : 'completed';
    order.shipped_at = momentBefore(age - 2);
    Object.assign(order, numbers.invoice(momentBefore(age - 1).slice(0, 10)));
  }
}

function addLines(chance: Chance, rows: ShopRows, order: OrderRow): void {
  const fulfilment =
    order.status === 'cancelled' ? 'cancelled' : order.invoiced_at === null ? 'pending' : ('shipped' as const);
  for (let line = chance.whole(1, 3); line > 0; line--) {
    const article = chance.one(ARTICLES);
    const quantity = chance.whole(1, 2);
    order.total = Math.round((order.total + quantity * article.price) * 100) / 100;
    rows.order_lines.push(
      plainLine(order.id, line, article, {
        quantity,
        fulfilment,
        personalisation: article.sku === 'BR-4404' ? `Für ${chance.german.person.firstName()}` : null,
      }),
    );
  }
}

/** Numbers of orders and invoices: keys from 10001, invoices numbered by year. The cast's are below. */
class InvoiceNumbers {
  private orders = 10_000;
  private readonly invoices = new Map<string, number>();

  order(orderedAt: string): Pick<OrderRow, 'id' | 'order_no' | 'ordered_at'> {
    this.orders += 1;
    return { id: this.orders, order_no: `B-${this.orders}`, ordered_at: orderedAt };
  }

  invoice(day: string): Pick<OrderRow, 'invoice_no' | 'invoiced_at'> {
    const year = day.slice(0, 4);
    const next = (this.invoices.get(year) ?? 1000) + 1;
    this.invoices.set(year, next);
    return { invoice_no: `RE-${year}-${String(next).padStart(6, '0')}`, invoiced_at: day };
  }
}
