import { cast, hannaAtWork, type Brand, type CastName } from '../cast.js';
import { plainContact, type ActivityRow, type ContactRow, type CrmRows } from './rows.js';
import { STAFF } from './staff-rows.js';

/** A contact of the cast, and what hangs on it. Clerk 2 looks after Nordlicht's, clerk 10 after Sierra's. */
interface CastContact {
  id: number;
  of: CastName;
  brand?: Brand;
  contact?: Partial<ContactRow>;
  notes?: readonly string[];
  activities?: readonly ActivityRow['kind'][];
  tags?: readonly string[];
}

const CONTACTS: readonly CastContact[] = [
  {
    id: 101,
    of: 'anna',
    contact: {
      city: 'Hamburg',
      birthday: '1984-06-17',
      segments: ['outdoor', 'premium'],
      profile: { channel: 'shop', household: { size: 3, children: true }, interests: ['kajak'] },
      lead_score: 81.5,
    },
    notes: [
      'Anna Behrensen-Koll plant mit Uwe Brandt eine Kajaktour nach Fünen; Katalog zugesagt.',
      'Rückruf erbeten, am besten nach 18 Uhr. Tochter Mia nimmt auch ab.',
    ],
    activities: ['call', 'mail', 'campaign'],
    tags: ['kajak', 'vip'],
  },
  {
    id: 102,
    of: 'bernd',
    contact: { city: 'Hamburg', segments: ['family'], profile: { channel: 'fair' }, lead_score: 12.25 },
    notes: ['Herr Ohlsenfeld möchte keine Anrufe mehr. Beschwerde von Petra Lindner-Voss liegt bei.'],
    activities: ['call', 'campaign'],
    tags: ['familie', 'messe-2025', 'newsletter'],
  },
  { id: 103, of: 'carla', contact: { city: 'Hamburg' }, tags: ['wandern'] },
  { id: 106, of: 'farid', contact: { city: 'Hamburg' }, notes: ['Nummer vom Vormieter übernommen, sagt er.'] },
  { id: 107, of: 'gesa', contact: { city: 'Hamburg' }, activities: ['mail'] },
  { id: 108, of: 'hanna', contact: { owner_id: hannaAtWork.staffId }, tags: ['newsletter'] },
  { id: 109, of: 'ivo', notes: ['Dubletten zusammengeführt.'], tags: ['vip'] },
  {
    id: 119,
    of: 'ivo',
    contact: { first_name: 'I.', email: 'ivo.alt@example.net', phone: null, merged_into: 109 },
    notes: ['Alte Adresse, angelegt auf der Messe.'],
  },
  {
    id: 110,
    of: 'jo',
    brand: 'sierra',
    contact: { city: 'Oakland', region: 'CA', segments: ['outdoor'], profile: { channel: 'social' }, lead_score: 64 },
    notes: ['Prefers text messages. Roommate Alex Duarte may pick up the phone.'],
    activities: ['call', 'campaign'],
    tags: ['trail-running', 'newsletter'],
  },
  { id: 111, of: 'kai', notes: ['Möchte den Katalog auf Papier.'] },
  { id: 112, of: 'kai', brand: 'sierra', notes: ['Met at the Oakland store while on vacation.'] },
];

/** What the CRM holds about the cast, and all of its clerks. */
export function crmRowsOfCast(): CrmRows {
  return {
    staff: [...STAFF],
    contacts: CONTACTS.map(contact),
    notes: CONTACTS.flatMap((one) =>
      (one.notes ?? []).map((body, index) => ({
        id: one.id * 10 + index,
        contact_id: one.id,
        author_id: clerkOf(one),
        body,
        created_at: '2025-09-09T10:20:30.000Z',
      })),
    ),
    activities: CONTACTS.flatMap((one) =>
      (one.activities ?? []).map((kind, index) => ({
        id: one.id * 10 + index,
        contact_id: one.id,
        staff_id: kind === 'campaign' ? null : clerkOf(one),
        kind,
        happened_at: '2025-10-01T14:00:00.000Z',
        minutes: kind === 'call' ? 7.5 : null,
        outcome: kind === 'call' ? 'reached' : null,
        details: kind === 'campaign' ? { campaign: 'K7', opened: true } : {},
      })),
    ),
    contact_tags: CONTACTS.flatMap((one) =>
      (one.tags ?? []).map((tag) => ({ contact_id: one.id, tag, tagged_on: '2025-01-15' })),
    ),
  };
}

function clerkOf(one: CastContact): number {
  return one.brand === 'sierra' ? 10 : 2;
}

function contact(one: CastContact): ContactRow {
  const member = cast[one.of];
  return plainContact({
    id: one.id,
    brand: one.brand ?? 'nordlicht',
    first_name: member.firstName,
    last_name: member.lastName,
    email: member.email,
    phone: member.phone,
    customer_no: member.customerNo,
    owner_id: clerkOf(one),
    ...one.contact,
  });
}
