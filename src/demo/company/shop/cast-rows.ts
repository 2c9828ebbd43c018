import { cast, type CastMember, type CastName } from '../cast.js';
import { germanIban } from '../fictional-numbers.js';
import {
  ARTICLES,
  plainAddress,
  plainCustomer,
  plainLine,
  plainOrder,
  type Article,
  type CustomerRow,
  type OrderRow,
  type PaymentMethodRow,
  type ShopRows,
} from './rows.js';

/** Keys of the cast in the shop. */
const CUSTOMER_KEYS = {
  anna: 101,
  bernd: 102,
  carla: 103,
  dieter: 104,
  edda: 105,
  farid: 106,
  gesa: 107,
  hanna: 108,
  ivo: 109,
} as const satisfies Partial<Record<CastName, number>>;

type Customer = keyof typeof CUSTOMER_KEYS;

/** Dieter and Edda live together, so there is one address for both, with Dieter's key. */
const SHARED_ADDRESS = CUSTOMER_KEYS.dieter;

const HOMES: Readonly<Record<Customer, readonly [street: string, postcode: string, city: string]>> = {
  anna: ['Möwenstieg 4', '22767', 'Hamburg'],
  bernd: ['Fährkroog 17', '20457', 'Hamburg'],
  carla: ['Heidschnuckenweg 9', '21029', 'Hamburg'],
  dieter: ['Alter Deich 31', '22523', 'Hamburg'],
  edda: ['Alter Deich 31', '22523', 'Hamburg'],
  farid: ['Speicherhof 2', '20539', 'Hamburg'],
  gesa: ['Rethwisch 12', '22111', 'Hamburg'],
  hanna: ['Kontorstraße 8', '20095', 'Hamburg'],
  ivo: ['Werftpark 5', '24143', 'Kiel'],
};

/** Orders of the cast: who, when ordered, when invoiced (null: never), articles by number, and what is special. */
interface CastOrder {
  id: number;
  of: Customer;
  ordered: string;
  invoiced: string | null;
  articles: readonly number[];
  more?: Partial<OrderRow>;
  personalisation?: string;
}

const ORDERS: readonly CastOrder[] = [
  {
    id: 501,
    of: 'anna',
    ordered: '2020-12-30',
    invoiced: '2021-01-01',
    articles: [0, 7],
    more: { delivery_note: 'Bitte bei Familie Brandt im Erdgeschoss abgeben.' },
    personalisation: 'Für Mia',
  },
  { id: 502, of: 'anna', ordered: '2024-07-12', invoiced: '2024-07-13', articles: [3, 4, 6] },
  { id: 503, of: 'anna', ordered: '2022-03-03', invoiced: null, articles: [5], more: { status: 'cancelled' } },
  { id: 511, of: 'bernd', ordered: '2014-04-30', invoiced: '2014-05-02', articles: [1, 2] },
  {
    id: 512,
    of: 'bernd',
    ordered: '2023-03-13',
    invoiced: '2023-03-14',
    articles: [0, 2],
    more: { delivery_note: 'Bernd Ohlsenfeld ist nur abends da.', gift_recipient: 'Petra Lindner-Voss' },
  },
  { id: 513, of: 'bernd', ordered: '2025-11-27', invoiced: '2025-11-28', articles: [6] },
  { id: 514, of: 'bernd', ordered: '2025-02-01', invoiced: null, articles: [5], more: { status: 'cancelled' } },
  { id: 521, of: 'carla', ordered: '2023-09-18', invoiced: '2023-09-19', articles: [1] },
  { id: 522, of: 'carla', ordered: '2026-10-28', invoiced: null, articles: [0, 3], more: { status: 'paid' } },
  { id: 531, of: 'dieter', ordered: '2025-06-01', invoiced: null, articles: [4], more: { status: 'cancelled' } },
  { id: 541, of: 'edda', ordered: '2024-02-10', invoiced: '2024-02-11', articles: [2, 6] },
  { id: 551, of: 'farid', ordered: '2025-04-04', invoiced: '2025-04-05', articles: [3] },
  { id: 571, of: 'hanna', ordered: '2025-08-20', invoiced: '2025-08-21', articles: [0] },
  { id: 581, of: 'ivo', ordered: '2022-10-09', invoiced: '2022-10-10', articles: [1, 4] },
];

const PAYMENT_METHODS: readonly { id: string; of: Customer; kind: PaymentMethodRow['kind'] }[] = [
  { id: 'c0ffee00-0101-4000-8000-000000000001', of: 'anna', kind: 'sepa' },
  { id: 'c0ffee00-0101-4000-8000-000000000002', of: 'anna', kind: 'card' },
  { id: 'c0ffee00-0102-4000-8000-000000000001', of: 'bernd', kind: 'sepa' },
  { id: 'c0ffee00-0103-4000-8000-000000000001', of: 'carla', kind: 'card' },
];

const SPECIAL: Readonly<Partial<Record<Customer, Partial<CustomerRow>>>> = {
  anna: {
    date_of_birth: '1984-06-17',
    newsletter: true,
    newsletter_since: '2021-01-05T09:12:44.000Z',
    preferences: {
      language: 'de',
      interests: ['wandern', 'kajak'],
      sizes: { jacket: 'M', shoe: 39 },
      wishlist: [{ sku: 'ZT-5005', note: 'für den Urlaub mit Uwe' }],
    },
    tags: ['stammkunde', 'wandern'],
    avatar: '\\x89504e470d0a1a0a616e6e61',
    last_login_ip: '192.0.2.101',
    last_login_at: '2026-09-30T18:05:00.000Z',
    credit_limit: 1500,
    loyalty_points: 1240,
  },
  bernd: {
    date_of_birth: '1971-02-03',
    newsletter: true,
    newsletter_since: '2019-11-20T07:30:00.000Z',
    preferences: { language: 'de', interests: ['familie'], sizes: { jacket: 'XL' }, wishlist: [] },
    tags: ['filiale-altona'],
    avatar: '\\x89504e470d0a1a0a6265726e64',
    last_login_ip: '198.51.100.102',
    last_login_at: '2026-03-11T20:41:09.000Z',
    credit_limit: 800,
    loyalty_points: 310,
  },
  carla: { has_open_order: true, last_login_ip: '203.0.113.103' },
  gesa: { newsletter: true, newsletter_since: '2025-01-02T10:00:00.000Z' },
};

/** What the shop holds about the cast. */
export function shopRowsOfCast(): ShopRows {
  const customers = Object.keys(CUSTOMER_KEYS) as Customer[];
  return {
    addresses: customers
      .filter((name) => addressOf(name) === CUSTOMER_KEYS[name])
      .map((name) => {
        const [street, postcode, city] = HOMES[name];
        return plainAddress({ id: CUSTOMER_KEYS[name], street, postcode, city });
      }),
    customers: customers.map((name) => customer(name, cast[name])),
    payment_methods: PAYMENT_METHODS.map(({ id, of, kind }) => ({
      id,
      customer_id: CUSTOMER_KEYS[of],
      kind,
      holder_name: `${cast[of].firstName} ${cast[of].lastName}`,
      iban: kind === 'sepa' ? germanIban(CUSTOMER_KEYS[of]) : null,
      card_last4: kind === 'card' ? '4242' : null,
      mandate_signed_on: kind === 'sepa' ? '2020-12-30' : null,
      created_at: '2020-12-30T10:00:00.000Z',
    })),
    orders: ORDERS.map(order),
    order_lines: ORDERS.flatMap((given) =>
      given.articles.map((number, index) =>
        plainLine(given.id, index + 1, article(number), {
          fulfilment: given.invoiced ? 'shipped' : given.more?.status === 'cancelled' ? 'cancelled' : 'pending',
          personalisation: article(number).sku === 'BR-4404' ? (given.personalisation ?? null) : null,
        }),
      ),
    ),
  };
}

function addressOf(name: Customer): number {
  return name === 'edda' ? SHARED_ADDRESS : CUSTOMER_KEYS[name];
}

function customer(name: Customer, member: CastMember): CustomerRow {
  const key = CUSTOMER_KEYS[name];
  const [street, postcode, city] = HOMES[name];
  return plainCustomer({
    id: key,
    public_id: `c0ffee00-${String(key).padStart(4, '0')}-4000-8000-00000000c000`,
    customer_no: `NL-100${key}`,
    email: member.email,
    phone: member.phone,
    first_name: member.firstName,
    last_name: member.lastName,
    billing_street: street,
    billing_postcode: postcode,
    billing_city: city,
    address_id: addressOf(name),
    ...SPECIAL[name],
  });
}

function order(given: CastOrder): OrderRow {
  const { id, of, ordered, invoiced, articles, more } = given;
  const year = invoiced?.slice(0, 4);
  return plainOrder({
    id,
    order_no: `B-0${id}`,
    customer_id: CUSTOMER_KEYS[of],
    delivery_address_id: addressOf(of),
    payment_method_id: invoiced ? (PAYMENT_METHODS.find((method) => method.of === of)?.id ?? null) : null,
    ordered_at: `${ordered}T09:30:00.000Z`,
    shipped_at: invoiced ? `${invoiced}T15:00:00.000Z` : null,
    invoice_no: year ? `RE-${year}-000${id}` : null,
    invoiced_at: invoiced,
    total: Math.round(articles.reduce((sum, number) => sum + article(number).price, 0) * 100) / 100,
    client_ip: '192.0.2.77',
    ...more,
  });
}

function article(number: number): Article {
  const found = ARTICLES[number];
  if (!found) throw new RangeError(`no article ${number}`);
  return found;
}
