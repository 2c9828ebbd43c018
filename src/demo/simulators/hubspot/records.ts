/** What the simulated HubSpot holds: one shape for every kind of object. */
export const OBJECT_TYPES = ['contacts', 'notes', 'tickets'] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

export interface CrmObject {
  id: string;
  type: ObjectType;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archivedAt: string | null;
}

export interface Association {
  from: string;
  to: string;
}

export interface Subscription {
  id: number;
  eventType: string;
  propertyName?: string;
  active: boolean;
  createdAt: string;
}

/**
 * The properties an account has, by kind; the first are in every answer. What is not listed does not exist:
 * https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide
 */
export const PROPERTIES: Readonly<Record<ObjectType, { shown: readonly string[]; further: readonly string[] }>> = {
  contacts: {
    shown: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    further: [
      'phone',
      'mobilephone',
      'company',
      'address',
      'zip',
      'city',
      'state',
      'country',
      'customer_no',
      'date_of_birth',
      'hs_language',
      'hs_additional_emails',
      'hs_merged_object_ids',
      'hs_email_optout',
      'hs_legal_basis',
      'hubspot_owner_id',
      'lifecyclestage',
      'message',
    ],
  },
  notes: {
    shown: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    further: ['hs_note_body', 'hs_timestamp', 'hubspot_owner_id', 'hs_attachment_ids'],
  },
  tickets: {
    shown: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'subject',
    ],
    further: ['hs_ticket_priority', 'hs_ticket_category', 'hubspot_owner_id', 'habeas_request_state', 'source_type'],
  },
};

/** Set by the vendor alone. */
export const READ_ONLY = [
  'createdate',
  'hs_createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
  'hs_object_id',
  'hs_merged_object_ids',
];

/** Between which kinds there are associations, and their numbers: https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide */
export const ASSOCIATION_TYPES: Readonly<Record<string, number>> = {
  'contacts/notes': 201,
  'notes/contacts': 202,
  'contacts/tickets': 15,
  'tickets/contacts': 16,
  'tickets/notes': 227,
  'notes/tickets': 228,
};

/** Kinds are named in the plural, the singular, or by number. */
const ALIASES: Readonly<Record<string, ObjectType>> = {
  contacts: 'contacts',
  contact: 'contacts',
  '0-1': 'contacts',
  notes: 'notes',
  note: 'notes',
  '0-46': 'notes',
  tickets: 'tickets',
  ticket: 'tickets',
  '0-5': 'tickets',
};

export const typeNamed = (name: string): ObjectType | undefined => ALIASES[name.toLowerCase()];

export const singular = (type: ObjectType): string => type.slice(0, -1);
