import type { CastName } from './cast.js';

/**
 * What becomes of a found row when the person asks for erasure: `erased` (gone), `masked` (stays without what was
 * personal), `retained` (kept by law, the rest of it cleared), `necessary` (still needed, untouched), `held` (shared
 * with somebody else: the person's links to it are cut, the row stays as it is).
 */
export type Fate = 'erased' | 'masked' | 'retained' | 'necessary' | 'held';

/** `system.table` → how many of the person's rows meet which fate. Their sum is what an access request finds. */
export type Fates = Readonly<Record<string, Readonly<Partial<Record<Fate, number>>>>>;

export interface Expectation {
  /** When the person asks the controller named in the cast. Tables that are not named hold nothing of hers. */
  rows: Fates;
  /** Days (ISO) until which invoices stay, by order: eight years after the end of the year of the invoice. */
  retainedUntil: Readonly<Record<string, string>>;
  /** Columns, sorted, in which `residueOf` still finds the person after a perfect erasure; why stands beside each. */
  residue: readonly string[];
  /** The same in the simulated vendors, for those whose story the demo tells: `system.collection` → fates. */
  vendorRows?: Fates;
  /** Other people's rows that a careless search would take for hers. */
  trap?: string;
}

const ON_THE_INVOICE = ['shop.customers.customer_no', 'shop.customers.last_name'];

/** Written by hand from the rows in `shop`, `crm` and `helpdesk` (cast-rows.ts), without a look at any map. */
export const expectations: Readonly<Record<CastName, Expectation>> = {
  anna: {
    rows: {
      'shop.customers': { retained: 1 },
      'shop.addresses': { erased: 1 },
      'shop.payment_methods': { erased: 2 },
      'shop.orders': { retained: 2, erased: 1 },
      'shop.order_lines': { retained: 5, erased: 1 },
      'crm.contacts': { erased: 1 },
      'crm.notes': { erased: 2 },
      'crm.activities': { erased: 3 },
      'crm.contact_tags': { erased: 2 },
      'helpdesk.requesters': { erased: 1 },
      'helpdesk.tickets': { masked: 2 },
      'helpdesk.messages': { erased: 5 },
      'helpdesk.attachments': { erased: 1 },
    },
    vendorRows: {
      'zendesk.users': { erased: 1 },
      'zendesk.tickets': { erased: 2 },
      'zendesk.comments': { erased: 5 },
      'hubspot.contacts': { erased: 1 },
      'hubspot.notes': { erased: 2 },
      'hubspot.tickets': { masked: 2 },
    },
    retainedUntil: { 'B-0501': '2029-12-31', 'B-0502': '2032-12-31' },
    residue: ON_THE_INVOICE,
    trap: 'Notes and messages name Uwe Brandt and Mia: they are withheld until somebody has read them.',
  },
  bernd: {
    rows: {
      'shop.customers': { retained: 1 },
      'shop.addresses': { erased: 1 },
      'shop.payment_methods': { erased: 1 },
      // The invoice of 2014 is too old to be kept, the cancelled order never had one.
      'shop.orders': { retained: 2, erased: 2 },
      'shop.order_lines': { retained: 3, erased: 3 },
      'crm.contacts': { erased: 1 },
      'crm.notes': { erased: 1 },
      'crm.activities': { erased: 2 },
      'crm.contact_tags': { erased: 3 },
      'helpdesk.requesters': { erased: 1 },
      'helpdesk.tickets': { masked: 2 },
      'helpdesk.messages': { erased: 4 },
      'helpdesk.attachments': { erased: 2 },
    },
    vendorRows: {
      'zendesk.users': { erased: 1 },
      'zendesk.tickets': { erased: 2 },
      'zendesk.comments': { erased: 4 },
      'hubspot.contacts': { erased: 1 },
      'hubspot.notes': { erased: 1 },
      'hubspot.tickets': { masked: 2 },
    },
    retainedUntil: { 'B-0512': '2031-12-31', 'B-0513': '2033-12-31' },
    residue: ON_THE_INVOICE,
    trap: 'A plain DELETE of the customer would cascade to the invoices.',
  },
  carla: {
    rows: {
      'shop.customers': { necessary: 1 },
      // The open order goes there.
      'shop.addresses': { necessary: 1 },
      'shop.payment_methods': { erased: 1 },
      'shop.orders': { retained: 1, necessary: 1 },
      'shop.order_lines': { retained: 1, necessary: 2 },
      'crm.contacts': { erased: 1 },
      'crm.contact_tags': { erased: 1 },
    },
    retainedUntil: { 'B-0521': '2031-12-31' },
    residue: ['shop.customers.customer_no', 'shop.customers.email', 'shop.customers.last_name', 'shop.customers.phone'],
  },
  dieter: {
    rows: {
      'shop.customers': { erased: 1 },
      'shop.addresses': { held: 1 },
      'shop.orders': { erased: 1 },
      'shop.order_lines': { erased: 1 },
    },
    retainedUntil: {},
    // All of it Edda's: she bears the same name, and her ticket names him.
    residue: [
      'helpdesk.messages.body',
      'helpdesk.requesters.email',
      'helpdesk.requesters.name',
      'shop.customers.email',
      'shop.customers.last_name',
    ],
    trap: 'The address is Edda’s too.',
  },
  edda: {
    rows: {
      'shop.customers': { retained: 1 },
      'shop.addresses': { held: 1 },
      'shop.orders': { retained: 1 },
      'shop.order_lines': { retained: 2 },
      'helpdesk.requesters': { erased: 1 },
      'helpdesk.tickets': { masked: 1 },
      'helpdesk.messages': { erased: 2 },
    },
    retainedUntil: { 'B-0541': '2032-12-31' },
    // The address is Dieter's, who bears the same name.
    residue: ['shop.customers.customer_no', 'shop.customers.email', 'shop.customers.last_name'],
    trap: 'Her message names Dieter: withheld until somebody has read it.',
  },
  farid: {
    rows: {
      'shop.customers': { retained: 1 },
      'shop.addresses': { erased: 1 },
      'shop.orders': { retained: 1 },
      'shop.order_lines': { retained: 1 },
      'crm.contacts': { erased: 1 },
      'crm.notes': { erased: 1 },
    },
    retainedUntil: { 'B-0551': '2033-12-31' },
    // The number is Gesa's too.
    residue: ['crm.contacts.phone', ...ON_THE_INVOICE, 'shop.customers.phone'],
    trap: 'Asked with the phone number, a search reaches Gesa: an officer decides.',
  },
  gesa: {
    rows: {
      'shop.customers': { erased: 1 },
      'shop.addresses': { erased: 1 },
      'crm.contacts': { erased: 1 },
      'crm.activities': { erased: 1 },
    },
    retainedUntil: {},
    // The number is Farid's too.
    residue: ['crm.contacts.phone', 'shop.customers.phone'],
    trap: 'Asked with the phone number, a search reaches Farid: an officer decides.',
  },
  hanna: {
    rows: {
      'shop.customers': { retained: 1 },
      'shop.addresses': { erased: 1 },
      'shop.orders': { retained: 1 },
      'shop.order_lines': { retained: 1 },
      'crm.contacts': { erased: 1 },
      'crm.contact_tags': { erased: 1 },
    },
    retainedUntil: { 'B-0571': '2033-12-31' },
    // As a member of staff she stays, known there by her address at work.
    residue: ['crm.staff.last_name', 'helpdesk.agents.name', ...ON_THE_INVOICE],
    trap: 'Contacts that she looks after and tickets that she answers are other people’s; deleting her staff row would cascade to them.',
  },
  ivo: {
    rows: {
      'shop.customers': { retained: 1 },
      'shop.addresses': { erased: 1 },
      'shop.orders': { retained: 1 },
      'shop.order_lines': { retained: 2 },
      // The second one, merged into the first, shows the address by which the help desk knows him.
      'crm.contacts': { erased: 2 },
      'crm.notes': { erased: 2 },
      'crm.contact_tags': { erased: 1 },
      'helpdesk.requesters': { erased: 1 },
      'helpdesk.tickets': { masked: 1 },
      'helpdesk.messages': { erased: 2 },
    },
    retainedUntil: { 'B-0581': '2030-12-31' },
    residue: ON_THE_INVOICE,
    trap: 'Found whole only in a second round, by an address learnt in the first.',
  },
  jo: {
    rows: {
      'crm.contacts': { erased: 1 },
      'crm.notes': { erased: 1 },
      'crm.activities': { erased: 2 },
      'crm.contact_tags': { erased: 2 },
    },
    retainedUntil: {},
    residue: [],
    trap: 'Her note names a roommate.',
  },
  kai: {
    rows: { 'crm.contacts': { erased: 1 }, 'crm.notes': { erased: 1 } },
    retainedUntil: {},
    // Sierra's row, which Nordlicht may neither see nor erase.
    residue: ['crm.contacts.email', 'crm.contacts.last_name'],
    trap: 'The other brand’s contact has the same e-mail address.',
  },
  nobody: { rows: {}, retainedUntil: {}, residue: [] },
};

/** `system.table` → how many rows an access request finds. */
export function foundBy(expectation: Expectation): Record<string, number> {
  return counts(expectation, () => true);
}

/** `system.table` → how many of the found rows are still there after the erasure, in whatever state. */
export function leftBy(expectation: Expectation): Record<string, number> {
  return counts(expectation, (fate) => fate !== 'erased');
}

function counts(expectation: Expectation, counted: (fate: Fate) => boolean): Record<string, number> {
  return Object.fromEntries(
    Object.entries(expectation.rows)
      .map(([table, fates]) => {
        const among = (Object.entries(fates) as [Fate, number][]).filter(([fate]) => counted(fate));
        return [table, among.reduce((sum, [, count]) => sum + count, 0)] as const;
      })
      .filter(([, count]) => count > 0),
  );
}
