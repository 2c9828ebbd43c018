import { seal, slice, unseal } from '../ground/pages.js';
import type { Address, Customer, Order } from './records.js';
import type { World } from './world.js';

/** https://shopify.dev/docs/api/admin-graphql/latest/objects/Customer */
export function customerType(world: World, customer: Customer): object {
  const { id, email, phone, first_name, last_name, note, tags, address } = customer;
  return {
    id: gid('Customer', id),
    legacyResourceId: String(id),
    firstName: first_name,
    lastName: last_name,
    displayName: [first_name, last_name].filter(Boolean).join(' ') || email || phone || '',
    defaultEmailAddress: email === null ? null : { emailAddress: email },
    defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
    defaultAddress: address,
    addressesV2: (args: Paging) => connection(address ? [address] : [], args),
    note,
    tags: tags === '' ? [] : tags.split(', '),
    locale: 'de',
    createdAt: customer.created_at,
    updatedAt: customer.updated_at,
    numberOfOrders: String(customer.orders_count),
    dataSaleOptOut: customer.dataSaleOptOut,
    orders: (args: Paging) =>
      connection(
        world.ordersOf(id).map((order) => orderType(order)),
        args,
      ),
  };
}

/** https://shopify.dev/docs/api/admin-graphql/latest/objects/Order */
export function orderType({ id, customerId, email, phone, note, address, name, created_at, total }: Order): object {
  return {
    id: gid('Order', id),
    legacyResourceId: String(id),
    name,
    email,
    phone,
    note,
    clientIp: null,
    customer: { id: gid('Customer', customerId), legacyResourceId: String(customerId) },
    shippingAddress: address,
    billingAddress: address,
    createdAt: created_at,
    totalPriceSet: { shopMoney: { amount: total, currencyCode: 'EUR' } },
  };
}

export const gid = (type: 'Customer' | 'Order', id: number): string => `gid://shopify/${type}/${id}`;

/** The number in an id of the type; NaN for anything else. */
export const numberIn = (type: 'Customer' | 'Order', id: unknown): number =>
  Number(new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(String(id))?.[1]);

export const noAddress: Address = {
  name: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  zip: null,
  country: null,
  phone: null,
};

interface Paging {
  first?: unknown;
  after?: unknown;
}

function connection(all: readonly object[], { first, after }: Paging): object {
  const offset = typeof after === 'string' ? (unseal<number>(after) ?? 0) : 0;
  const size = Math.min(250, Number(first ?? 0));
  const { items, more } = slice(all, offset, size);
  return {
    nodes: items,
    pageInfo: { hasNextPage: more, endCursor: items.length === 0 ? null : seal(offset + size) },
  };
}
