import { dayBefore, momentBefore } from '../reference-day.js';

/** Rows of the shop's tables, column by column. Moments are ISO strings, numerics travel as numbers with two places. */
export interface AddressRow {
  id: number;
  street: string;
  postcode: string;
  city: string;
  country: string;
  latitude: number | null;
  longitude: number | null;
  created_at: string;
}

export interface CustomerRow {
  id: number;
  public_id: string;
  customer_no: string;
  email: string;
  phone: string | null;
  first_name: string;
  last_name: string;
  date_of_birth: string | null;
  billing_street: string;
  billing_postcode: string;
  billing_city: string;
  billing_country: string;
  address_id: number | null;
  password_hash: string;
  newsletter: boolean;
  newsletter_since: string | null;
  preferences: object;
  tags: readonly string[] | null;
  avatar: string | null;
  last_login_ip: string | null;
  last_login_at: string | null;
  credit_limit: number;
  loyalty_points: number;
  has_open_order: boolean;
  restricted: boolean;
  created_at: string;
}

export interface PaymentMethodRow {
  id: string;
  customer_id: number;
  kind: 'sepa' | 'card';
  holder_name: string;
  iban: string | null;
  card_last4: string | null;
  mandate_signed_on: string | null;
  created_at: string;
}

export interface OrderRow {
  id: number;
  order_no: string;
  customer_id: number;
  delivery_address_id: number | null;
  payment_method_id: string | null;
  status: 'open' | 'paid' | 'shipped' | 'completed' | 'returned' | 'cancelled';
  ordered_at: string;
  shipped_at: string | null;
  invoice_no: string | null;
  invoiced_at: string | null;
  total: number;
  currency: string;
  delivery_note: string | null;
  gift_recipient: string | null;
  client_ip: string | null;
  restricted: boolean;
}

export interface OrderLineRow {
  order_id: number;
  line_no: number;
  sku: string;
  title: string;
  quantity: number;
  unit_price: number;
  vat_rate: number;
  fulfilment: 'pending' | 'shipped' | 'cancelled';
  personalisation: string | null;
}

export interface ShopRows {
  addresses: AddressRow[];
  customers: CustomerRow[];
  payment_methods: PaymentMethodRow[];
  orders: OrderRow[];
  order_lines: OrderLineRow[];
}

export interface Article {
  sku: string;
  title: string;
  price: number;
}

/** What the shop sells. */
export const ARTICLES: readonly Article[] = [
  { sku: 'RJ-2040', title: 'Regenjacke „Elbwind“', price: 129.9 },
  { sku: 'GS-1010', title: 'Gummistiefel „Priel“', price: 59.95 },
  { sku: 'WM-3300', title: 'Wollmütze „Halligen“', price: 24.5 },
  { sku: 'RS-7700', title: 'Rucksack „Fehmarn“ 28 l', price: 89 },
  { sku: 'TK-0815', title: 'Thermoskanne 0,75 l', price: 34.9 },
  { sku: 'ZT-5005', title: 'Zelt „Dünengras“ 2 Personen', price: 249 },
  { sku: 'SL-6100', title: 'Stirnlampe 300 lm', price: 39.95 },
  { sku: 'BR-4404', title: 'Brotdose mit Gravur', price: 19.9 },
];

/** An order without anything that must be said about it: shipped, invoiced a day after it was placed, nothing noted. */
export function plainOrder(
  given: Pick<OrderRow, 'id' | 'order_no' | 'customer_id' | 'ordered_at' | 'total'> & Partial<OrderRow>,
): OrderRow {
  return {
    delivery_address_id: null,
    payment_method_id: null,
    status: 'completed',
    shipped_at: null,
    invoice_no: null,
    invoiced_at: null,
    currency: 'EUR',
    delivery_note: null,
    gift_recipient: null,
    client_ip: null,
    restricted: false,
    ...given,
  };
}

/** A line of an order, one piece of an article. */
export function plainLine(
  orderId: number,
  lineNo: number,
  article: Article,
  more: Partial<OrderLineRow> = {},
): OrderLineRow {
  return {
    order_id: orderId,
    line_no: lineNo,
    sku: article.sku,
    title: article.title,
    quantity: 1,
    unit_price: article.price,
    vat_rate: 19,
    fulfilment: 'shipped',
    personalisation: null,
    ...more,
  };
}

/** A customer without phone, newsletter or visits. */
export function plainCustomer(
  given: Pick<
    CustomerRow,
    | 'id'
    | 'public_id'
    | 'customer_no'
    | 'email'
    | 'first_name'
    | 'last_name'
    | 'billing_street'
    | 'billing_postcode'
    | 'billing_city'
  > &
    Partial<CustomerRow>,
): CustomerRow {
  return {
    phone: null,
    date_of_birth: null,
    billing_country: 'DE',
    address_id: null,
    // A scrypt hash of nothing that anybody knows: the demo has no way to sign in.
    password_hash: `scrypt$16384$8$1$${given.public_id.replaceAll('-', '')}`,
    newsletter: false,
    newsletter_since: null,
    preferences: { language: 'de', interests: [], sizes: {}, wishlist: [] },
    tags: null,
    avatar: null,
    last_login_ip: null,
    last_login_at: null,
    credit_limit: 250,
    loyalty_points: 0,
    has_open_order: false,
    restricted: false,
    created_at: momentBefore(3000),
    ...given,
  };
}

/** A delivery address. */
export function plainAddress(
  given: Pick<AddressRow, 'id' | 'street' | 'postcode' | 'city'> & Partial<AddressRow>,
): AddressRow {
  return { country: 'DE', latitude: null, longitude: null, created_at: `${dayBefore(3000)}T08:00:00.000Z`, ...given };
}
