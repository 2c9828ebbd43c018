import { parsePhoneNumberFromString, type CountryCode, isSupportedCountry } from 'libphonenumber-js';
import { domainToASCII } from 'node:url';

/**
 * The one spelling of an identifier, before it is compared, tagged or searched for. What one kind is spelt like is
 * part of `TAG_VERSION`: a change here that alters the result for any value needs a new version, since tags of years
 * ago must still match. `canonical.vectors.json` holds examples.
 */
export type Canonical = { ok: true; value: string } | { ok: false; code: CanonicalProblem };

export type CanonicalProblem =
  /** Not a string. */
  | 'not-text'
  | 'empty'
  | 'too-long'
  /** A control character, half of a surrogate pair, or a mark that turns the direction of writing. */
  | 'forbidden-character'
  | 'not-an-email'
  | 'not-a-phone'
  /** A national phone number, and no country to read it in. */
  | 'country-needed'
  | 'unknown-country';

export interface CanonicalOptions {
  /** ISO 3166-1 alpha-2, upper case: where a phone number without country code is dialled. */
  country?: string;
}

/** Longest input that is looked at, in UTF-16 units. NFKC can make a text 18 times as long. */
const INPUT_LIMIT = 4_096;
const VALUE_LIMIT = 1_024;
/** RFC 5321, 4.5.3.1: 256 octets for a path, of which two are the angle brackets. */
const EMAIL_LIMIT = 254;
const LOCAL_LIMIT = 64;

const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u;

const rules = new Map<string, (text: string, options: CanonicalOptions) => Canonical>([
  ['email', email],
  ['phone', phone],
  ['mobile', phone],
  ['fax', phone],
]);

/** Kinds without a rule of their own are NFKC and trimmed, and keep their case. Idempotent for every kind. */
export function canonicalise(kind: string, value: unknown, options: CanonicalOptions = {}): Canonical {
  if (typeof value !== 'string') return refuse('not-text');
  if (value.length > INPUT_LIMIT) return refuse('too-long');
  const text = value.normalize('NFKC').trim();
  if (text === '') return refuse('empty');
  if (FORBIDDEN.test(text)) return refuse('forbidden-character');
  if (text.length > VALUE_LIMIT) return refuse('too-long');
  return rules.get(kind)?.(text, options) ?? accept(text);
}

/**
 * Lower case in the local part too: RFC 5321 leaves that to the host, and no host in use tells its mailboxes apart by
 * case. Dots and plus tags are kept: what they mean is the host's affair, and folding them would join two people.
 * Quoted local parts and address literals are refused.
 */
function email(text: string): Canonical {
  const lower = text.toLowerCase().normalize('NFKC');
  const at = lower.lastIndexOf('@');
  const local = lower.slice(0, Math.max(at, 0));
  const typedDomain = lower.slice(at + 1).replace(/\.$/, '');
  if (local === '' || /[\s\p{Cf}@<>()[\],;:"\\]/u.test(local)) return refuse('not-an-email');
  // domainToASCII reads a host as an address bar does: it would pass over a path and decode percent signs.
  if (/[\s\p{Cf}/?#%:@\\[\]]/u.test(typedDomain)) return refuse('not-an-email');
  const domain = domainToASCII(typedDomain);
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  if (!labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label)) || /^\d+$/.test(last)) {
    return refuse('not-an-email');
  }
  const value = `${local}@${domain}`;
  if (Buffer.byteLength(local) > LOCAL_LIMIT || Buffer.byteLength(value) > EMAIL_LIMIT) return refuse('too-long');
  return accept(value);
}

/**
 * E.164. An extension stays (`;ext=`, RFC 3966), since behind one number of a company sit many people. Numbers need
 * only be possible by their length: which ranges are assigned changes with every release of the numbering data, and a
 * tag must not.
 */
function phone(text: string, { country }: CanonicalOptions): Canonical {
  if (country !== undefined && !isCountry(country)) return refuse('unknown-country');
  const number = parsePhoneNumberFromString(text, {
    ...(country === undefined ? {} : { defaultCountry: country }),
    extract: false,
  });
  if (!number && country === undefined && /^[\d\s().\-/]+$/.test(text)) return refuse('country-needed');
  if (!number?.isPossible()) return refuse('not-a-phone');
  return accept(number.ext ? `${number.number};ext=${number.ext}` : number.number);
}

function isCountry(country: string): country is CountryCode {
  return /^[A-Z]{2}$/.test(country) && isSupportedCountry(country);
}

function accept(value: string): Canonical {
  return { ok: true, value };
}

function refuse(code: CanonicalProblem): Canonical {
  return { ok: false, code };
}
