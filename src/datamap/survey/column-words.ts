/**
 * Words in column names that hint at personal data, English and German, longest compounds first. A name is cut into
 * words at underscores, hyphens, spaces and capitals; a row matches when its words stand in the name one after another.
 */
export interface ColumnWord {
  words: string;
  category: string;
  /** 0 to 1: how sure the name alone makes us. */
  confidence: number;
  /** Identifier kind, where the column can find a person. */
  kind?: string;
  freeText?: true;
  neverDisclose?: true;
}

export const COLUMN_WORDS: readonly ColumnWord[] = [
  { words: 'email', category: 'user.contact.email', confidence: 0.95, kind: 'email' },
  { words: 'e mail', category: 'user.contact.email', confidence: 0.95, kind: 'email' },
  { words: 'mail', category: 'user.contact.email', confidence: 0.6, kind: 'email' },
  { words: 'mailadresse', category: 'user.contact.email', confidence: 0.95, kind: 'email' },
  { words: 'mail adresse', category: 'user.contact.email', confidence: 0.95, kind: 'email' },
  { words: 'emailadresse', category: 'user.contact.email', confidence: 0.95, kind: 'email' },
  { words: 'phone', category: 'user.contact.phone_number', confidence: 0.9, kind: 'phone' },
  { words: 'mobile', category: 'user.contact.phone_number', confidence: 0.8, kind: 'phone' },
  { words: 'cell', category: 'user.contact.phone_number', confidence: 0.5, kind: 'phone' },
  { words: 'telefon', category: 'user.contact.phone_number', confidence: 0.9, kind: 'phone' },
  { words: 'telefonnummer', category: 'user.contact.phone_number', confidence: 0.95, kind: 'phone' },
  { words: 'tel', category: 'user.contact.phone_number', confidence: 0.7, kind: 'phone' },
  { words: 'handy', category: 'user.contact.phone_number', confidence: 0.9, kind: 'phone' },
  { words: 'mobil', category: 'user.contact.phone_number', confidence: 0.8, kind: 'phone' },
  { words: 'rufnummer', category: 'user.contact.phone_number', confidence: 0.9, kind: 'phone' },
  { words: 'fax', category: 'user.contact.fax_number', confidence: 0.9 },
  { words: 'first name', category: 'user.name.first', confidence: 0.95 },
  { words: 'firstname', category: 'user.name.first', confidence: 0.95 },
  { words: 'given name', category: 'user.name.first', confidence: 0.95 },
  { words: 'forename', category: 'user.name.first', confidence: 0.95 },
  { words: 'vorname', category: 'user.name.first', confidence: 0.95 },
  { words: 'last name', category: 'user.name.last', confidence: 0.95 },
  { words: 'lastname', category: 'user.name.last', confidence: 0.95 },
  { words: 'family name', category: 'user.name.last', confidence: 0.95 },
  { words: 'surname', category: 'user.name.last', confidence: 0.95 },
  { words: 'nachname', category: 'user.name.last', confidence: 0.95 },
  { words: 'familienname', category: 'user.name.last', confidence: 0.95 },
  { words: 'geburtsname', category: 'user.name.last', confidence: 0.95 },
  { words: 'maiden name', category: 'user.name.last', confidence: 0.95 },
  { words: 'full name', category: 'user.name', confidence: 0.95 },
  { words: 'display name', category: 'user.name', confidence: 0.8 },
  { words: 'customer name', category: 'user.name', confidence: 0.9 },
  { words: 'contact name', category: 'user.name', confidence: 0.9 },
  { words: 'kundenname', category: 'user.name', confidence: 0.9 },
  { words: 'ansprechpartner', category: 'user.name', confidence: 0.9 },
  { words: 'recipient', category: 'user.name', confidence: 0.6 },
  { words: 'anrede', category: 'user.demographic.gender', confidence: 0.8 },
  { words: 'salutation', category: 'user.demographic.gender', confidence: 0.8 },
  { words: 'titel', category: 'user.name', confidence: 0.3 },
  { words: 'username', category: 'user.account.username', confidence: 0.9, kind: 'username' },
  { words: 'user name', category: 'user.account.username', confidence: 0.9, kind: 'username' },
  { words: 'benutzername', category: 'user.account.username', confidence: 0.9, kind: 'username' },
  { words: 'login', category: 'user.account.username', confidence: 0.5 },
  { words: 'nickname', category: 'user.account.username', confidence: 0.8 },
  { words: 'password', category: 'user.authorization.password', confidence: 0.95, neverDisclose: true },
  { words: 'passwort', category: 'user.authorization.password', confidence: 0.95, neverDisclose: true },
  { words: 'kennwort', category: 'user.authorization.password', confidence: 0.95, neverDisclose: true },
  { words: 'passwd', category: 'user.authorization.password', confidence: 0.95, neverDisclose: true },
  { words: 'token', category: 'user.authorization.credentials', confidence: 0.6, neverDisclose: true },
  { words: 'street', category: 'user.contact.address.street', confidence: 0.9 },
  { words: 'strasse', category: 'user.contact.address.street', confidence: 0.9 },
  { words: 'straße', category: 'user.contact.address.street', confidence: 0.9 },
  { words: 'hausnummer', category: 'user.contact.address.street', confidence: 0.9 },
  { words: 'house number', category: 'user.contact.address.street', confidence: 0.8 },
  { words: 'address', category: 'user.contact.address', confidence: 0.85 },
  { words: 'adresse', category: 'user.contact.address', confidence: 0.85 },
  { words: 'anschrift', category: 'user.contact.address', confidence: 0.9 },
  { words: 'zip', category: 'user.contact.address.postal_code', confidence: 0.85 },
  { words: 'postcode', category: 'user.contact.address.postal_code', confidence: 0.9 },
  { words: 'postal code', category: 'user.contact.address.postal_code', confidence: 0.9 },
  { words: 'plz', category: 'user.contact.address.postal_code', confidence: 0.95 },
  { words: 'postleitzahl', category: 'user.contact.address.postal_code', confidence: 0.95 },
  { words: 'city', category: 'user.contact.address.city', confidence: 0.75 },
  { words: 'town', category: 'user.contact.address.city', confidence: 0.7 },
  { words: 'ort', category: 'user.contact.address.city', confidence: 0.75 },
  { words: 'wohnort', category: 'user.contact.address.city', confidence: 0.95 },
  { words: 'stadt', category: 'user.contact.address.city', confidence: 0.75 },
  { words: 'state', category: 'user.contact.address.state', confidence: 0.35 },
  { words: 'bundesland', category: 'user.contact.address.state', confidence: 0.6 },
  { words: 'country', category: 'user.contact.address.country', confidence: 0.5 },
  { words: 'land', category: 'user.contact.address.country', confidence: 0.5 },
  { words: 'birthday', category: 'user.demographic.date_of_birth', confidence: 0.95 },
  { words: 'birthdate', category: 'user.demographic.date_of_birth', confidence: 0.95 },
  { words: 'birth date', category: 'user.demographic.date_of_birth', confidence: 0.95 },
  { words: 'date of birth', category: 'user.demographic.date_of_birth', confidence: 0.95 },
  { words: 'dob', category: 'user.demographic.date_of_birth', confidence: 0.9 },
  { words: 'geburtsdatum', category: 'user.demographic.date_of_birth', confidence: 0.95 },
  { words: 'geburtstag', category: 'user.demographic.date_of_birth', confidence: 0.95 },
  { words: 'geboren', category: 'user.demographic.date_of_birth', confidence: 0.8 },
  { words: 'gender', category: 'user.demographic.gender', confidence: 0.9 },
  { words: 'sex', category: 'user.demographic.gender', confidence: 0.8 },
  { words: 'geschlecht', category: 'user.demographic.gender', confidence: 0.9 },
  { words: 'nationality', category: 'user.demographic.citizenship_or_immigration_status', confidence: 0.9 },
  { words: 'staatsangehörigkeit', category: 'user.demographic.citizenship_or_immigration_status', confidence: 0.9 },
  { words: 'familienstand', category: 'user.demographic.marital_status', confidence: 0.95 },
  { words: 'marital status', category: 'user.demographic.marital_status', confidence: 0.95 },
  { words: 'religion', category: 'user.demographic.religious_belief', confidence: 0.95 },
  { words: 'konfession', category: 'user.demographic.religious_belief', confidence: 0.95 },
  { words: 'gewerkschaft', category: 'user.demographic.union_membership', confidence: 0.9 },
  { words: 'diagnosis', category: 'user.health.medical_diagnosis', confidence: 0.9 },
  { words: 'diagnose', category: 'user.health.medical_diagnosis', confidence: 0.9 },
  { words: 'allergies', category: 'user.health.condition', confidence: 0.9 },
  { words: 'krankenkasse', category: 'user.health.insurance_beneficiary_id', confidence: 0.8 },
  { words: 'iban', category: 'user.financial.bank_account', confidence: 0.95, neverDisclose: true },
  { words: 'bic', category: 'user.financial.bank_account', confidence: 0.7 },
  { words: 'kontonummer', category: 'user.financial.bank_account', confidence: 0.95, neverDisclose: true },
  { words: 'account number', category: 'user.financial.bank_account', confidence: 0.7, neverDisclose: true },
  { words: 'kontoinhaber', category: 'user.financial.bank_account', confidence: 0.95 },
  { words: 'account holder', category: 'user.financial.bank_account', confidence: 0.9 },
  { words: 'card number', category: 'user.financial.credit_card', confidence: 0.95, neverDisclose: true },
  { words: 'kartennummer', category: 'user.financial.credit_card', confidence: 0.9, neverDisclose: true },
  { words: 'ccn', category: 'user.financial.credit_card', confidence: 0.8, neverDisclose: true },
  { words: 'card holder', category: 'user.financial.credit_card', confidence: 0.9 },
  { words: 'ssn', category: 'user.government_id.national_identification_number', confidence: 0.9, neverDisclose: true },
  { words: 'passport', category: 'user.government_id.passport_number', confidence: 0.9, neverDisclose: true },
  { words: 'ausweisnummer', category: 'user.government_id', confidence: 0.9, neverDisclose: true },
  { words: 'sozialversicherungsnummer', category: 'user.government_id', confidence: 0.95, neverDisclose: true },
  { words: 'steuer id', category: 'user.government_id', confidence: 0.95, neverDisclose: true },
  { words: 'kennzeichen', category: 'user.government_id.vehicle_registration', confidence: 0.5 },
  { words: 'ip', category: 'user.device.ip_address', confidence: 0.85 },
  { words: 'ip address', category: 'user.device.ip_address', confidence: 0.95 },
  { words: 'ip adresse', category: 'user.device.ip_address', confidence: 0.95 },
  { words: 'user agent', category: 'user.device', confidence: 0.85 },
  { words: 'device id', category: 'user.device.device_id', confidence: 0.9 },
  { words: 'cookie', category: 'user.device.cookie', confidence: 0.7 },
  { words: 'session id', category: 'user.device.cookie_id', confidence: 0.6 },
  { words: 'latitude', category: 'user.location.precise', confidence: 0.8 },
  { words: 'longitude', category: 'user.location.precise', confidence: 0.8 },
  { words: 'lat', category: 'user.location.precise', confidence: 0.5 },
  { words: 'lng', category: 'user.location.precise', confidence: 0.6 },
  { words: 'job title', category: 'user.professional_information.job_title', confidence: 0.8 },
  { words: 'employer', category: 'user.professional_information.workplace', confidence: 0.7 },
  { words: 'arbeitgeber', category: 'user.professional_information.workplace', confidence: 0.8 },
  { words: 'company', category: 'user.professional_information.workplace', confidence: 0.4 },
  { words: 'firma', category: 'user.professional_information.workplace', confidence: 0.4 },
  { words: 'avatar', category: 'user.content.self_image', confidence: 0.7 },
  { words: 'photo', category: 'user.content.self_image', confidence: 0.6 },
  { words: 'foto', category: 'user.content.self_image', confidence: 0.6 },
  { words: 'website', category: 'user.contact.social_url', confidence: 0.5 },
  { words: 'note', category: 'user.content.private', confidence: 0.6, freeText: true },
  { words: 'notes', category: 'user.content.private', confidence: 0.6, freeText: true },
  { words: 'notiz', category: 'user.content.private', confidence: 0.7, freeText: true },
  { words: 'bemerkung', category: 'user.content.private', confidence: 0.7, freeText: true },
  { words: 'kommentar', category: 'user.content.private', confidence: 0.7, freeText: true },
  { words: 'comment', category: 'user.content.private', confidence: 0.6, freeText: true },
  { words: 'message', category: 'user.content.private', confidence: 0.6, freeText: true },
  { words: 'nachricht', category: 'user.content.private', confidence: 0.7, freeText: true },
  { words: 'body', category: 'user.content.private', confidence: 0.5, freeText: true },
  { words: 'freitext', category: 'user.content.private', confidence: 0.8, freeText: true },
];

/** Tables of people who work here: other people in a request by a customer. Words, compared like those of columns. */
export const STAFF_TABLES: readonly string[] = [
  'employee',
  'employees',
  'staff',
  'agent',
  'agents',
  'clerk',
  'clerks',
  'admin user',
  'admin users',
  'admins',
  'mitarbeiter',
  'personal',
  'angestellte',
  'sachbearbeiter',
];

/** Columns that point to a member of staff, whatever the table is called. */
export const STAFF_COLUMNS: readonly string[] = [
  'support rep',
  'sales rep',
  'account manager',
  'assigned to',
  'assignee',
  'handled by',
  'created by',
  'updated by',
  'bearbeiter',
  'betreuer',
  'employee',
  'staff',
  'agent',
];

/** Tables whose names suggest a retention period, with the ground a person may want to look at. */
export const RETENTION_TABLES: readonly { words: string; ground: string }[] = [
  { words: 'invoice', ground: 'de/ao-147/buchungsbeleg' },
  { words: 'invoices', ground: 'de/ao-147/buchungsbeleg' },
  { words: 'rechnung', ground: 'de/ao-147/buchungsbeleg' },
  { words: 'rechnungen', ground: 'de/ao-147/buchungsbeleg' },
  { words: 'payments', ground: 'de/ao-147/buchungsbeleg' },
  { words: 'orders', ground: 'de/ao-147/handelsbrief' },
  { words: 'bestellungen', ground: 'de/ao-147/handelsbrief' },
];

/** `billingAddressZip`, `billing_address_zip`, `BillingAddressZIP` → billing, address, zip. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-zäöüß0-9])([A-ZÄÖÜ])/g, '$1 $2')
    .replace(/([A-ZÄÖÜ]+)([A-ZÄÖÜ][a-zäöüß])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9äöüß]+/)
    .filter(Boolean);
}

/** Do the words stand in the name, one after another? */
export function containsWords(name: readonly string[], words: string): boolean {
  return ` ${name.join(' ')} `.includes(` ${words} `);
}
