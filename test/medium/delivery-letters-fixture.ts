import type { LetterData, LetterKind, SystemOutcome } from '../../src/letters/templates/letter-data.js';
import { controller, lawSays } from './delivery-fixture.js';

const common = { controller, reference: 'HB-7Q2M-X4KD', law: lawSays('de@2026-01-01') };
const receivedOn = '2026-11-05';
const link = 'https://privacy.nordwind.example/case#t=3q2-7wAbcDEF';

export const systems: SystemOutcome[] = [
  {
    system: { de: 'Online-Shop', en: 'Online shop' },
    outcomes: [
      {
        kind: 'erased',
        what: { de: 'Kundenkonto, Anschriften', en: 'Customer account, addresses' },
        on: '2026-11-18',
        shown: { how: 'reread', on: '2026-11-19' },
        copies: [{ title: { de: 'Nächtliche Sicherung', en: 'Nightly backup' }, until: '2026-12-23' }],
      },
      {
        kind: 'retained',
        what: { de: 'Rechnungen', en: 'Invoices' },
        ground: { de: '§ 147 Abs. 1 Nr. 4 AO (Buchungsbelege)', en: 'section 147(1) no. 4 AO (accounting records)' },
        notBefore: '2033-01-01',
        restricted: true,
      },
    ],
  },
  {
    system: { de: 'Kundendienst', en: 'Customer service' },
    outcomes: [
      {
        kind: 'masked',
        what: { de: 'Gesprächsnotizen', en: 'Call notes' },
        on: '2026-11-18',
        shown: { how: 'confirmed' },
        copies: [],
      },
      { kind: 'detached', what: { de: 'Haushaltsanschrift', en: 'Household address' }, on: '2026-11-18' },
    ],
  },
  { system: 'Zendesk', outcomes: [{ kind: 'pending', until: '2026-12-18' }] },
  {
    system: { de: 'Archiv in Akten', en: 'Paper archive' },
    outcomes: [
      {
        kind: 'erased',
        on: '2026-11-17',
        shown: {
          how: 'declared',
          by: { de: 'der Poststelle', en: 'the mail room' },
          via: { de: 'nach Anmeldung', en: 'signed in' },
        },
        copies: [],
      },
      { kind: 'erased', on: '2026-11-17', shown: { how: 'unverifiable' }, copies: [] },
      {
        kind: 'refused',
        ground: { de: 'offene Bestellung (Art. 17 Abs. 1 lit. a DSGVO)', en: 'open order (Article 17(1)(a) GDPR)' },
      },
      { kind: 'nothing', on: '2026-11-17' },
    ],
  },
];

/** Every letter with data of invented people. */
export const letters: { [K in LetterKind]: LetterData[K] } = {
  acknowledgement: {
    ...common,
    receivedOn,
    answerBy: '2026-12-07',
    rights: ['access', 'erasure'],
    proof: 'code',
    statusLink: link,
  },
  code: { controller, code: '482 913', validMinutes: 15 },
  'erasure-notice': { ...common, receivedOn, until: new Date('2026-11-12T11:00:00Z'), cancelLink: link },
  'identity-request': {
    ...common,
    doubt: {
      de: 'Die Anfrage kam von einer Adresse, die wir nicht kennen.',
      en: 'The request came from an address that we do not know.',
    },
    needed: [
      {
        de: 'Ihre Kundennummer oder die Nummer einer Bestellung',
        en: 'Your customer number or the number of an order',
      },
    ],
    link,
    askedOn: '2026-11-06',
    answerBy: '2026-12-07',
  },
  'further-data': {
    ...common,
    tried: [{ de: 'der E-Mail-Adresse aus Ihrer Anfrage', en: 'the e-mail address of your request' }],
    helpful: [
      { de: 'eine Kundennummer', en: 'a customer number' },
      { de: 'eine frühere E-Mail-Adresse', en: 'an earlier e-mail address' },
    ],
    link,
  },
  'package-ready': {
    ...common,
    package: 'access',
    link,
    expires: new Date('2026-12-05T22:59:00Z'),
    times: 3,
    coverage: { searched: 14, of: 15 },
    withheld: 12,
    erasureWaits: 'for-her-word',
  },
  'package-by-post': {
    ...common,
    addressee: ['Erika Mustermann', 'Heidestraße 17', '51147 Köln'],
    package: 'access',
    coverage: { searched: 15, of: 15 },
    withheld: 1,
  },
  'nothing-found': {
    ...common,
    searchedWith: ['erika.mustermann@example.org', '+49 221 5550123'],
    systems: [
      { title: { de: 'Online-Shop', en: 'Online shop' }, on: '2026-11-20' },
      { title: { de: 'Kundendienst', en: 'Customer service' }, on: '2026-11-21' },
    ],
    notSearched: [
      {
        title: { de: 'Zugriffsprotokolle', en: 'Access logs' },
        reason: {
          de: 'dienen allein der Datensicherung (§ 34 Abs. 1 Nr. 2 BDSG)',
          en: 'kept for data security only (section 34(1) no. 2 BDSG)',
        },
      },
    ],
  },
  'erasure-answer': {
    ...common,
    systems,
    kept: {
      identifiersUntil: '2027-02-17',
      lookDays: [1, 7, 30, 90],
      tombstone: true,
      blockEntry: true,
      caseUntil: '2029-12-31',
    },
    recipients: [
      { name: 'Paketdienst Elbe GmbH', told: 'told' },
      { name: 'Adwerk Ltd.', told: 'asked' },
    ],
    receipt: true,
  },
  'partial-answer': { ...common, right: 'erasure', systems, nextBy: '2026-12-18' },
  supplement: { ...common, right: 'erasure', systems: systems.slice(0, 1), earlier: '2026-12-01', complete: true },
  'measures-answer': {
    ...common,
    right: 'rectification',
    systems: [
      {
        system: { de: 'Online-Shop', en: 'Online shop' },
        outcomes: [
          {
            kind: 'corrected',
            what: { de: 'Anschrift', en: 'Address' },
            on: '2026-11-18',
            shown: { how: 'reread', on: '2026-11-18' },
          },
          {
            kind: 'restricted',
            what: { de: 'Bonität', en: 'Credit rating' },
            on: '2026-11-06',
            ground: {
              de: 'Sie bestreiten die Richtigkeit (Art. 18 Abs. 1 lit. a DSGVO)',
              en: 'you contest the accuracy (Article 18(1)(a) GDPR)',
            },
          },
        ],
      },
    ],
  },
  extension: {
    ...common,
    receivedOn,
    oldDue: '2026-12-07',
    newDue: '2027-02-05',
    reasons: [
      {
        de: 'Ihre Anfrage betrifft 31 Systeme; ein Teil des Archivs liegt nur auf Papier vor.',
        en: 'Your request concerns 31 systems; part of the archive exists on paper only.',
      },
    ],
  },
  refusal: {
    ...common,
    right: 'erasure',
    reasons: [
      {
        de: 'Wir brauchen die Daten für einen laufenden Rechtsstreit mit Ihnen (Art. 17 Abs. 3 lit. e DSGVO).',
        en: 'We need the data for a pending lawsuit with you (Article 17(3)(e) GDPR).',
      },
    ],
    invite: {
      de: 'Nach dem Ende des Rechtsstreits prüfen wir Ihre Anfrage erneut.',
      en: 'We will look at your request again when the lawsuit has ended.',
    },
  },
  'optout-received': {
    ...common,
    right: 'do_not_sell',
    receivedOn,
    honouredBy: '2026-11-27',
    acknowledged: [{ de: 'Online-Shop', en: 'Online shop' }],
    outstanding: ['Adwerk Ltd.'],
    seenOnlyOn: 'privacy.nordwind.example',
  },
  'optout-honoured': {
    ...common,
    right: 'do_not_sell',
    receivedOn,
    systems: [
      { title: { de: 'Online-Shop', en: 'Online shop' }, on: '2026-11-06' },
      { title: 'Adwerk Ltd.', on: '2026-11-16' },
    ],
    told: ['Reichweite AG'],
  },
  'withdrawal-confirmed': { ...common, rights: ['erasure'], withdrawnOn: '2026-11-09' },
  'withdrawal-late': { ...common, withdrawnAt: new Date('2026-11-18T08:12:00Z'), systems: systems.slice(0, 2) },
  'copy-reminder': { ...common, link, expires: new Date('2026-12-05T22:59:00Z'), confirmLink: link },
  'message-waiting': { ...common, link },
  closing: { ...common, closedOn: '2026-12-20', keptUntil: '2029-12-31', receipt: true },
  'recipient-notice': {
    ...common,
    recipient: 'Adwerk Ltd.',
    action: 'erasure',
    on: '2026-11-18',
    yourKeys: [{ kind: { de: 'Kundennummer', en: 'Customer number' }, value: '4711' }],
    confirmLink: link,
  },
  'work-by-hand': {
    ...common,
    owner: 'Petra Lohmann',
    system: { de: 'Personalakten', en: 'Personnel files' },
    verb: 'erase',
    processor: 'Aktenlager GmbH',
    dueOn: '2026-11-20',
    link,
  },
  forwarded: {
    ...common,
    receivedOn,
    forwardedOn: '2026-11-06',
    to: { name: 'Modehaus Lindner KG', contact: 'datenschutz@lindner.example' },
  },
};
