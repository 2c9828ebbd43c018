import ipaddr from 'ipaddr.js';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Scalar } from '../language.js';

/** What sampled values look like, whatever the column is called. Values are looked at and forgotten. */
export interface Shape {
  name: string;
  category: string;
  kind?: string;
  freeText?: true;
  neverDisclose?: true;
  /** 0 to 1: how much a column is worth whose every value has this shape. */
  confidence: number;
  /** The shape is too common to count without a name that says the same (a postcode is any five digits). */
  needsName?: true;
  test(value: string): boolean;
}

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[a-z]{2,}$/i;
const PHONE = /^\+?[\d\s()/.-]{6,25}$/;
const POSTCODE = /^(?:[A-Z]{1,2}-)?\d{4,5}$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$|^\d{5}-\d{4}$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

export const SHAPES: readonly Shape[] = [
  {
    name: 'e-mail addresses',
    category: 'user.contact.email',
    kind: 'email',
    confidence: 0.95,
    test: (v) => EMAIL.test(v),
  },
  { name: 'IBANs', category: 'user.financial.bank_account', neverDisclose: true, confidence: 0.99, test: isIban },
  {
    name: 'card numbers',
    category: 'user.financial.credit_card',
    neverDisclose: true,
    confidence: 0.9,
    test: isCardNumber,
  },
  { name: 'IP addresses', category: 'user.device.ip_address', confidence: 0.9, test: isIpAddress },
  { name: 'phone numbers', category: 'user.contact.phone_number', kind: 'phone', confidence: 0.8, test: isPhone },
  {
    name: 'postcodes',
    category: 'user.contact.address.postal_code',
    confidence: 0.3,
    needsName: true,
    test: (v) => POSTCODE.test(v),
  },
  {
    name: 'birth dates',
    category: 'user.demographic.date_of_birth',
    confidence: 0.3,
    needsName: true,
    test: isBirthDate,
  },
  {
    name: 'names of people',
    category: 'user.name',
    confidence: 0.5,
    needsName: true,
    test: (v) => /^\p{Lu}[\p{L}'’-]+(?: (?:von|van|de|zu|der|den)?\s?\p{Lu}[\p{L}'’.-]+){1,3}$/u.test(v),
  },
  {
    name: 'prose',
    category: 'user.content.private',
    confidence: 0.55,
    freeText: true,
    test: (v) => v.length >= 40 && v.split(/\s+/).length >= 7,
  },
];

/** The shape that most samples have, with the share of them; null when fewer than half agree or there are too few. */
export function shapeOf(samples: readonly Scalar[] | undefined): { shape: Shape; share: number } | null {
  const values = (samples ?? []).filter((value) => value !== null && value !== '').map((value) => String(value).trim());
  if (values.length < 3) return null;
  const counted = SHAPES.map((shape) => ({
    shape,
    share: values.filter((value) => shape.test(value)).length / values.length,
  }));
  const best = counted.reduce((one, other) => (other.share > one.share ? other : one));
  return best.share >= 0.5 ? best : null;
}

/** ISO 13616: the check digits make 1 modulo 97. */
export function isIban(value: string): boolean {
  const iban = value.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (sign) => Number.parseInt(sign, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** ISO/IEC 7812-1 annex B (Luhn), with the lengths and first digits of payment cards. */
export function isCardNumber(value: string): boolean {
  const digits = value.replace(/[\s-]/g, '');
  if (!/^[3-6]\d{12,18}$/.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const double = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (double > 9 ? double - 9 : double);
    }, 0);
  return sum % 10 === 0;
}

function isIpAddress(value: string): boolean {
  const address = value.replace(/\/\d+$/, '');
  return /^\d+\.\d+\.\d+\.\d+$/.test(address)
    ? ipaddr.IPv4.isValid(address)
    : address.includes(':') && ipaddr.IPv6.isValid(address);
}

/** Written internationally, or with a separator and valid in Germany: bare digits are mostly numbers of something else. */
function isPhone(value: string): boolean {
  if (!PHONE.test(value) || DATE.test(value)) return false;
  if (value.startsWith('+')) return parsePhoneNumberFromString(value)?.isPossible() ?? false;
  if (!/^[0(]/.test(value) || !/\D/.test(value)) return false;
  return parsePhoneNumberFromString(value, 'DE')?.isPossible() ?? false;
}

/** A day on which somebody alive may have been born; the year alone decides, so that no clock is needed. */
function isBirthDate(value: string): boolean {
  const [, year, month, day] = DATE.exec(value) ?? [];
  return year !== undefined && Number(year) >= 1900 && Number(year) <= 2020 && Number(month) <= 12 && Number(day) <= 31;
}
