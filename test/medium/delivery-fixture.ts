import { randomBytes } from 'node:crypto';
import type { SystemMap } from '../../src/datamap/language.js';
import type { AnswerLaw, PackageModel } from '../../src/delivery/package-model.js';
import type { LawSays } from '../../src/laws/law.js';
import { readLaws } from '../../src/laws/reading/read-laws.js';
import type { ControllerFacts } from '../../src/letters/controller-facts.js';
import type { PartRecord } from '../../src/delivery/parts/part-record.js';
import { newId } from '../../src/platform/ids/ids.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';

const laws = readLaws(new URL('../../src/laws/', import.meta.url));

/** What a law says, from its file. */
export function lawSays(pin: string): LawSays {
  return laws.pinned(pin).says;
}

export function answerLaw(pin: string, answer: string): AnswerLaw {
  const { data, says } = laws.pinned(pin);
  return { ...says, asks: new Set((data.answers[answer] ?? []).map(({ id }) => id)) };
}

export function caseKey(): DataKey {
  return new DataKey(newId(), { kind: 'case', id: newId() }, randomBytes(32));
}

export const controller: ControllerFacts = {
  slug: 'nordwind',
  name: 'Nordwind Versand GmbH',
  address: ['Lange Reihe 12', '20099 Hamburg'],
  zone: 'Europe/Berlin',
  officer: { name: 'Jana Petersen', email: 'datenschutz@nordwind.example' },
  dpo: { name: 'Kanzlei Ahlers', email: 'dsb@nordwind.example' },
  authority: {
    name: {
      de: 'Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit',
      en: 'Hamburg Commissioner for Data Protection and Freedom of Information',
    },
    url: 'https://datenschutz-hamburg.de',
    address: 'Ludwig-Erhard-Straße 22, 20459 Hamburg',
  },
};

export const shop: SystemMap = {
  habeas: 1,
  system: 'shop',
  title: { de: 'Online-Shop', en: 'Online shop' },
  connector: 'postgres',
  connection: {},
  controllers: ['nordwind'],
  purposes: {
    order: {
      title: { de: 'Bestellungen ausführen', en: 'Carrying out orders' },
      basis: '6(1)(b)',
      ends: { de: 'Drei Jahre nach der letzten Bestellung', en: 'Three years after the last order' },
    },
    invoice: {
      title: { de: 'Rechnungen aufbewahren', en: 'Keeping invoices' },
      basis: '6(1)(c)',
      ends: {
        de: 'Acht Jahre nach dem Ende des Rechnungsjahres',
        en: 'Eight years after the end of the year of the invoice',
      },
    },
  },
  recipients: [
    { name: 'Paketdienst Elbe GmbH', role: 'controller', country: 'DE' },
    { name: 'Adwerk Ltd.', role: 'third_party', country: 'GB', sold: true },
  ],
  source: { de: 'Von Ihnen selbst, bei der Bestellung', en: 'From you, when you ordered' },
  transfers: {
    de: 'Vereinigtes Königreich, auf der Grundlage des Angemessenheitsbeschlusses vom 28. Juni 2021',
    en: 'United Kingdom, under the adequacy decision of 28 June 2021',
  },
  automatedDecisions: 'none',
  copies: { backup: { title: { de: 'Nächtliche Sicherung', en: 'Nightly backup' }, kind: 'backup', kept: 'P35D' } },
  collections: {
    customers: {
      title: { de: 'Kundenkonto', en: 'Customer account' },
      key: 'id',
      purpose: 'order',
      identifiedBy: { email: 'email' },
      fields: {
        email: 'user.contact.email',
        first_name: { category: 'user.name.first', title: { de: 'Vorname', en: 'First name' } },
        last_name: { category: 'user.name.last', title: { de: 'Nachname', en: 'Last name' } },
        birthday: { category: 'user.demographic.date_of_birth', title: { de: 'Geburtsdatum', en: 'Date of birth' } },
        newsletter: { category: 'user.privacy_preferences', title: { de: 'Newsletter', en: 'Newsletter' } },
        password_hash: { category: 'user.authorization.password', neverDisclose: true },
        score: { category: 'user.behavior', origin: 'derived', title: { de: 'Kundenwert', en: 'Customer value' } },
      },
      erasure: 'delete',
    },
    orders: {
      title: { de: 'Bestellungen', en: 'Orders' },
      key: 'id',
      purpose: ['order', 'invoice'],
      belongsTo: { customers: 'customer_id' },
      fields: {
        ordered_at: { category: 'user.behavior.purchase_history', title: { de: 'Bestellt am', en: 'Ordered on' } },
        total: { category: 'user.financial', title: { de: 'Betrag', en: 'Amount' } },
        delivery_note: { category: 'user.contact.address', title: { de: 'Hinweis', en: 'Note' } },
      },
      erasure: { retain: { ground: 'de/ao-147/buchungsbeleg', from: 'ordered_at', keep: ['ordered_at', 'total'] } },
    },
    access_log: {
      title: { de: 'Zugriffsprotokoll', en: 'Access log' },
      key: 'id',
      purpose: 'order',
      searched: {
        not: {
          ground: 'de/bdsg-34-1-2',
          reason: { de: 'dient allein der Datensicherung', en: 'kept for data security only' },
        },
      },
      fields: { ip: 'user.device.ip_address' },
      erasure: 'delete',
    },
    other_brand: {
      key: 'id',
      purpose: 'order',
      scope: { suedwind: { brand: 2 } },
      fields: { x: 'user' },
      erasure: 'delete',
    },
  },
};

export const crm: SystemMap = {
  ...shop,
  system: 'crm',
  title: { de: 'Kundendienst', en: 'Customer service' },
  purposes: {
    service: {
      title: { de: 'Anfragen beantworten', en: 'Answering enquiries' },
      basis: '6(1)(f)',
      ends: { de: 'Zwei Jahre nach der letzten Anfrage', en: 'Two years after the last enquiry' },
    },
  },
  recipients: [],
  transfers: 'none',
  copies: {},
  collections: {
    notes: {
      title: { de: 'Gesprächsnotizen', en: 'Call notes' },
      key: 'id',
      purpose: 'service',
      fields: {
        at: { category: 'user.correspondence', title: { de: 'Zeitpunkt', en: 'Time' } },
        text: { category: 'user.content.private', freeText: true, title: { de: 'Notiz', en: 'Note' } },
        clerk: { category: 'user.name', aboutOthers: true, title: { de: 'Bearbeitet von', en: 'Handled by' } },
      },
      erasure: 'delete',
    },
  },
};

const AT = new Date('2026-11-20T09:30:00Z');

export function packageModel(change: Partial<PackageModel> = {}): PackageModel {
  return {
    kind: 'access',
    locale: 'de',
    law: answerLaw('de@2026-01-01', 'access'),
    controller,
    reference: 'HB-7Q2M-X4KD',
    receivedOn: '2026-11-05',
    builtAt: new Date('2026-11-21T14:05:00Z'),
    searchedWith: [
      { kind: 'email', shown: 'erika.mustermann@example.org' },
      { kind: 'customer_id', shown: '4711' },
    ],
    systems: [
      {
        map: shop,
        outcome: { status: 'found', searchedAt: AT },
        consultations: [
          {
            at: new Date('2026-03-02T10:00:00Z'),
            role: { de: 'Kundendienst', en: 'Customer service' },
            why: { de: 'Rückfrage zur Lieferung', en: 'Question about a delivery' },
          },
        ],
      },
      { map: crm, outcome: { status: 'found', searchedAt: AT } },
      {
        map: { ...crm, system: 'mailboxes', title: { de: 'Postfächer', en: 'Mailboxes' } },
        outcome: { status: 'pending', until: '2026-12-04' },
      },
      {
        map: { ...crm, system: 'newsletter', title: { de: 'Newsletter', en: 'Newsletter' } },
        outcome: { status: 'nothing', searchedAt: AT },
      },
    ],
    grounds: {
      'de/ao-147/buchungsbeleg': {
        title: { de: 'Buchungsbelege', en: 'Accounting records' },
        citation: { de: '§ 147 Abs. 1 Nr. 4 AO', en: 'section 147(1) no. 4 of the German Fiscal Code' },
        period: {
          de: 'mindestens acht Jahre ab dem Ende des Kalenderjahres',
          en: 'at least eight years from the end of the calendar year',
        },
      },
      'de/bdsg-34-1-2': { title: { de: '§ 34 Abs. 1 Nr. 2 BDSG', en: 'section 34(1) no. 2 BDSG' } },
    },
    ...change,
  };
}

export const customer: PartRecord = {
  key: [4711],
  record: {
    email: 'erika.mustermann@example.org',
    first_name: 'Erika',
    last_name: 'Mustermann',
    birthday: '1979-08-12',
    newsletter: true,
    password_hash: '$argon2id$secret-hash',
    score: 12.5,
  },
};

export const orders: PartRecord[] = [
  {
    key: [1],
    record: { ordered_at: '2024-07-13T10:12:00Z', total: 49.9, delivery_note: 'Bitte beim Nachbarn abgeben' },
  },
  {
    key: [2],
    record: { ordered_at: '2025-02-01T18:00:00Z', total: 1200, delivery_note: '=HYPERLINK("http://evil.example";"x")' },
  },
];

export const notes: PartRecord[] = [
  {
    key: ['n1'],
    record: { at: '2026-02-03T08:15:00Z', text: 'Ruft für Nachbar Max Sommer an, Paket fehlt.', clerk: 'K. Bauer' },
  },
  {
    key: ['n2'],
    record: { at: '2026-03-01T08:15:00Z', text: '<script>alert(1)</script> wollte Rabatt', clerk: 'K. Bauer' },
  },
  { key: ['n3'], record: { at: '2026-03-05T08:15:00Z', text: '', clerk: null } },
];

export async function* inBatches<T>(records: readonly T[], size = 2): AsyncGenerator<T[]> {
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size);
}

export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
