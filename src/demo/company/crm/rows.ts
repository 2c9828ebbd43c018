import type { Brand } from '../cast.js';

/** Rows of the CRM's tables, column by column. */
export interface StaffRow {
  id: number;
  brand: Brand;
  first_name: string;
  last_name: string;
  work_email: string;
  work_phone: string | null;
  job_title: string;
  active: boolean;
}

export interface ContactRow {
  id: number;
  brand: Brand;
  first_name: string;
  last_name: string;
  email: string | null;
  phone: string | null;
  customer_no: string | null;
  company: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
  birthday: string | null;
  segments: readonly string[];
  profile: object;
  lead_score: number | null;
  do_not_sell: boolean;
  restricted: boolean;
  owner_id: number;
  merged_into: number | null;
  created_at: string;
  updated_at: string;
}

export interface NoteRow {
  id: number;
  contact_id: number;
  author_id: number;
  body: string;
  created_at: string;
}

export interface ActivityRow {
  id: number;
  contact_id: number;
  staff_id: number | null;
  kind: 'call' | 'mail' | 'visit' | 'campaign';
  happened_at: string;
  minutes: number | null;
  outcome: string | null;
  details: object;
}

export interface ContactTagRow {
  contact_id: number;
  tag: string;
  tagged_on: string;
}

export interface CrmRows {
  staff: StaffRow[];
  contacts: ContactRow[];
  notes: NoteRow[];
  activities: ActivityRow[];
  contact_tags: ContactTagRow[];
}

/** A contact of whom little is known. */
export function plainContact(
  given: Pick<ContactRow, 'id' | 'brand' | 'first_name' | 'last_name' | 'owner_id'> & Partial<ContactRow>,
): ContactRow {
  return {
    email: null,
    phone: null,
    customer_no: null,
    company: null,
    city: null,
    region: null,
    country: given.brand === 'sierra' ? 'US' : 'DE',
    birthday: null,
    segments: [],
    profile: {},
    lead_score: null,
    do_not_sell: false,
    restricted: false,
    merged_into: null,
    created_at: '2022-05-05T08:00:00.000Z',
    updated_at: '2026-05-05T08:00:00.000Z',
    ...given,
  };
}
