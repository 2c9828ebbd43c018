import type { Brand } from './cast.js';
import { Chance } from './chance.js';
import { californianPhone, germanPhone } from './fictional-numbers.js';
import { CALIFORNIAN_PLACES, GERMAN_PLACES, type Place } from './places.js';

/** Somebody whom the company knows, before it is said what each system holds. */
export interface Resident {
  /** Serves as key in every system; the cast has the keys below `FIRST_RESIDENT`. */
  id: number;
  brand: Brand;
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  birthday: string | null;
  street: string;
  postcode: string;
  city: string;
  country: 'DE' | 'US';
  /** Key of the resident in whose household this one lives: both share one delivery address. */
  livesWith: number | null;
  /** Customer number, for those who are in the shop. */
  customerNo: string | null;
  inCrm: boolean;
  inHelpdesk: boolean;
}

export const FIRST_RESIDENT = 1001;

const SHARE_OF_SIERRA = 0.3;
const SHARE_OF_HOUSEHOLDS = 0.15;

/** So many residents, two thirds of them German customers of `nordlicht`, the rest Californians of `sierra`. */
export function populate(chance: Chance, people: number): Resident[] {
  const residents: Resident[] = [];
  let lastGerman: Resident | null = null;
  for (let index = 0; index < people; index++) {
    if (chance.often(SHARE_OF_SIERRA)) {
      residents.push(californian(chance, index));
      continue;
    }
    const shares: boolean = lastGerman !== null && lastGerman.livesWith === null && chance.often(SHARE_OF_HOUSEHOLDS);
    const resident = german(chance, index, shares ? lastGerman : null);
    residents.push(resident);
    lastGerman = resident.customerNo ? resident : null;
  }
  return residents;
}

function german(chance: Chance, index: number, partner: Resident | null): Resident {
  const id = FIRST_RESIDENT + index;
  const firstName = chance.german.person.firstName();
  const lastName = partner && chance.often(0.6) ? partner.lastName : chance.german.person.lastName();
  const inShop = partner !== null || chance.often(0.9);
  return {
    id,
    brand: 'nordlicht',
    firstName,
    lastName,
    email: mailbox(firstName, lastName, index, chance.one(['example.org', 'example.net'])),
    phone: chance.often(0.7) ? germanPhone(index) : null,
    birthday: birthday(chance, 0.8),
    ...(partner
      ? { street: partner.street, postcode: partner.postcode, city: partner.city }
      : home(chance, `${chance.german.location.street()} ${chance.whole(1, 140)}`, chance.one(GERMAN_PLACES))),
    country: 'DE',
    livesWith: partner?.id ?? null,
    customerNo: inShop ? `NL-${String(200_000 + index).padStart(6, '0')}` : null,
    inCrm: !inShop || chance.often(0.6),
    inHelpdesk: chance.often(0.25),
  };
}

function californian(chance: Chance, index: number): Resident {
  const firstName = chance.american.person.firstName();
  const lastName = chance.american.person.lastName();
  return {
    id: FIRST_RESIDENT + index,
    brand: 'sierra',
    firstName,
    lastName,
    email: mailbox(firstName, lastName, index, 'example.com'),
    phone: chance.often(0.7) ? californianPhone(index) : null,
    birthday: birthday(chance, 0.4),
    ...home(chance, `${chance.whole(10, 9900)} ${chance.american.location.street()}`, chance.one(CALIFORNIAN_PLACES)),
    country: 'US',
    livesWith: null,
    customerNo: null,
    inCrm: true,
    inHelpdesk: false,
  };
}

function home(chance: Chance, street: string, place: Place): { street: string; postcode: string; city: string } {
  return { street, postcode: String(chance.whole(...place.postcodes)).padStart(5, '0'), city: place.city };
}

function birthday(chance: Chance, share: number): string | null {
  if (!chance.often(share)) return null;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${chance.whole(1938, 2007)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
}

/** An address under a domain of RFC 2606; the number keeps it apart from everyone else's. */
function mailbox(firstName: string, lastName: string, index: number, domain: string): string {
  return `${inAscii(firstName)}.${inAscii(lastName)}${index}@${domain}`;
}

const GERMAN_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function inAscii(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => GERMAN_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
