/** What the simulated Shopify holds. */
export interface Customer {
  id: number;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  note: string | null;
  tags: string;
  created_at: string;
  updated_at: string;
  orders_count: number;
  lastOrderAt: string | null;
  address: Address | null;
  dataSaleOptOut: boolean;
}

export type Address = Record<
  'name' | 'company' | 'address1' | 'address2' | 'city' | 'zip' | 'country' | 'phone',
  string | null
>;

export interface Order {
  id: number;
  customerId: number;
  email: string | null;
  phone: string | null;
  note: string | null;
  address: Address | null;
  name: string;
  total: string;
  created_at: string;
}

/** A request for erasure that the shop has made, and when it is passed on to apps. */
export interface Erasure {
  customerId: number;
  email: string | null;
  phone: string | null;
  at: number;
}
