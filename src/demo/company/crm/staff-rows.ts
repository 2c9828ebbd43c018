import type { Brand } from '../cast.js';
import { cast, hannaAtWork } from '../cast.js';
import type { StaffRow } from './rows.js';

const OF_NORDLICHT = [
  ['Marlene', 'Struck', 'Teamleitung Kundenbetreuung'],
  ['Jonas', 'Petersen', 'Kundenbetreuer'],
  ['Aylin', 'Demir', 'Kundenbetreuerin'],
  ['Torben', 'Clausen', 'Vertrieb'],
  ['Svenja', 'Harms', 'Vertrieb'],
  ['Piotr', 'Nowak', 'Marketing'],
  ['Lea', 'Brinkmann', 'Marketing'],
  [cast.hanna.firstName, cast.hanna.lastName, 'Kundenbetreuerin'],
] as const;

const OF_SIERRA = [
  ['Dana', 'Whitfield', 'Head of Customer Success'],
  ['Marcus', 'Oyelaran', 'Account Manager'],
  ['Priya', 'Raman', 'Account Manager'],
  ['Luis', 'Arroyo', 'Marketing'],
] as const;

const DOMAIN: Readonly<Record<Brand, string>> = {
  nordlicht: 'nordlicht-versand.test',
  sierra: 'sierra-outfitters.test',
};

/** The clerks of both brands, keys 1 to 12. They are other people in every customer's data. */
export const STAFF: readonly StaffRow[] = [
  ...OF_NORDLICHT.map((one) => ['nordlicht', ...one] as const),
  ...OF_SIERRA.map((one) => ['sierra', ...one] as const),
].map(([brand, first, last, title], index) => ({
  id: index + 1,
  brand,
  first_name: first,
  last_name: last,
  work_email:
    index + 1 === hannaAtWork.staffId ? hannaAtWork.email : `${first[0]}.${last}@${DOMAIN[brand]}`.toLowerCase(),
  work_phone: brand === 'nordlicht' ? `+49406696990${index}` : `+1341555010${index - OF_NORDLICHT.length}`,
  job_title: title,
  active: true,
}));

/** Keys of a brand's clerks. */
export function staffOf(brand: Brand): number[] {
  return STAFF.filter((one) => one.brand === brand).map((one) => one.id);
}
