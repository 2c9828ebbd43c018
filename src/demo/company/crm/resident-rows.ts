import type { Chance } from '../chance.js';
import type { Resident } from '../population.js';
import { dayBefore, momentBefore } from '../reference-day.js';
import { plainContact, type ActivityRow, type ContactRow, type CrmRows } from './rows.js';
import { staffOf } from './staff-rows.js';

const TAGS = ['kajak', 'wandern', 'vip', 'messe-2025', 'newsletter', 'familie', 'trail-running', 'wholesale'] as const;
const OUTCOMES = ['reached', 'no answer', 'call back', 'order placed', null] as const;
const SHARE_OF_DUPLICATES = 0.03;

/** What the CRM holds about everyone who is not of the cast: the contact has the resident's key. */
export function crmRowsOfResidents(chance: Chance, residents: readonly Resident[]): CrmRows {
  const rows: CrmRows = { staff: [], contacts: [], notes: [], activities: [], contact_tags: [] };
  const duplicates = residents.length + 1_000_000;
  for (const resident of residents) {
    if (!resident.inCrm) continue;
    const contact = contactOf(chance, resident);
    rows.contacts.push(contact);
    addHistory(chance, rows, contact);
    if (chance.often(SHARE_OF_DUPLICATES)) {
      const duplicate = duplicateOf(contact, duplicates + resident.id);
      rows.contacts.push(duplicate);
      addHistory(chance, rows, duplicate);
    }
  }
  return rows;
}

function contactOf(chance: Chance, resident: Resident): ContactRow {
  const sierra = resident.brand === 'sierra';
  return plainContact({
    id: resident.id,
    brand: resident.brand,
    first_name: resident.firstName,
    last_name: resident.lastName,
    email: resident.email,
    phone: resident.phone,
    customer_no: resident.customerNo,
    company: chance.often(0.1) ? chance.german.company.name() : null,
    city: resident.city,
    region: sierra ? 'CA' : null,
    country: resident.country,
    birthday: resident.birthday,
    segments: chance.often(0.4) ? [chance.one(['outdoor', 'family', 'bargain', 'premium'])] : [],
    profile: {
      channel: chance.one(['shop', 'fair', 'referral', 'social']),
      household: { size: chance.whole(1, 5), children: chance.often(0.3) },
      interests: [chance.one(TAGS)],
    },
    lead_score: chance.whole(0, 10_000) / 100,
    do_not_sell: sierra && chance.often(0.08),
    owner_id: chance.one(staffOf(resident.brand)),
    created_at: momentBefore(chance.whole(700, 3500)),
    updated_at: momentBefore(chance.whole(1, 699)),
  });
}

/** A clerk entered the same person a second time, with an initial and another address, and merged the two later. */
function duplicateOf(contact: ContactRow, id: number): ContactRow {
  return {
    ...contact,
    id,
    first_name: `${contact.first_name.slice(0, 1)}.`,
    email: contact.email ? `alt.${contact.email}` : null,
    phone: null,
    profile: {},
    merged_into: contact.id,
  };
}

function addHistory(chance: Chance, rows: CrmRows, contact: ContactRow): void {
  const clerks = staffOf(contact.brand);
  for (let count = chance.whole(0, 2); count > 0; count--) {
    rows.notes.push({
      id: 10_001 + rows.notes.length,
      contact_id: contact.id,
      author_id: chance.one(clerks),
      body: note(chance, contact),
      created_at: momentBefore(chance.whole(1, 1500)),
    });
  }
  for (let count = chance.whole(0, 3); count > 0; count--) {
    rows.activities.push(activity(chance, contact, 10_001 + rows.activities.length, clerks));
  }
  const first = chance.whole(0, TAGS.length - 1);
  for (let count = chance.whole(0, 2); count > 0; count--) {
    const tag = TAGS[(first + count) % TAGS.length];
    if (tag) rows.contact_tags.push({ contact_id: contact.id, tag, tagged_on: dayBefore(chance.whole(1, 900)) });
  }
}

/** Clerks write about the contact, and about other people. */
function note(chance: Chance, contact: ContactRow): string {
  if (contact.brand === 'sierra') {
    const other = chance.american.person.fullName();
    return chance.one([
      `Met at the trade fair together with ${other}; wants the spring catalogue.`,
      `${contact.first_name} prefers e-mail. Partner ${other} may also call about the account.`,
      'Asked about group discounts for a hiking club.',
    ]);
  }
  const other = chance.german.person.fullName();
  return chance.one([
    `Auf der Messe zusammen mit ${other} am Stand gewesen; Katalog zuschicken.`,
    `Möchte lieber per E-Mail angesprochen werden. ${other} (Partner/in) ruft manchmal an.`,
    'Fragt nach Mengenrabatt für den Kanuverein.',
    `${contact.last_name} war mit der letzten Lieferung sehr zufrieden.`,
  ]);
}

function activity(chance: Chance, contact: ContactRow, id: number, clerks: readonly number[]): ActivityRow {
  const kind = chance.one(['call', 'mail', 'visit', 'campaign'] as const);
  return {
    id,
    contact_id: contact.id,
    staff_id: kind === 'campaign' ? null : chance.one(clerks),
    kind,
    happened_at: momentBefore(chance.whole(1, 1500)),
    minutes: kind === 'call' ? chance.whole(5, 600) / 10 : null,
    outcome: chance.one(OUTCOMES),
    details: kind === 'campaign' ? { campaign: `K${chance.whole(1, 40)}`, opened: chance.often(0.4) } : {},
  };
}
