/**
 * Numbers that look real and reach nobody.
 *
 * Germany: the ranges that the Bundesnetzagentur keeps free for film and press ("Rufnummern für Medienproduktionen").
 * United States: 555-0100 to 555-0199 of each area code, kept for fiction by the numbering plan (ATIS-0300115).
 */
const GERMAN_RANGES = [
  { prefix: '+493023125', digits: 3 },
  { prefix: '+494066969', digits: 3 },
  { prefix: '+496990009', digits: 3 },
  { prefix: '+492214710', digits: 3 },
  { prefix: '+498999998', digits: 3 },
] as const;

const CALIFORNIAN_AREAS = [
  209, 213, 310, 323, 408, 415, 424, 442, 510, 530, 559, 562, 619, 626, 650, 657, 661, 669, 707, 714, 747, 760, 805,
  818, 831, 858, 909, 916, 925, 949, 951,
] as const;

/** The n-th fictional German landline in E.164, or null when they are used up: no two people get one by accident. From 900 on they are the clerks'. */
export function germanPhone(index: number): string | null {
  const range = GERMAN_RANGES[index % GERMAN_RANGES.length];
  const within = Math.floor(index / GERMAN_RANGES.length);
  if (!range || within >= 900) return null;
  return range.prefix + String(within).padStart(range.digits, '0');
}

/** The n-th fictional Californian number in E.164, or null when they are used up; 0199 is left to the cast. */
export function californianPhone(index: number): string | null {
  const area = CALIFORNIAN_AREAS[index % CALIFORNIAN_AREAS.length];
  const within = Math.floor(index / CALIFORNIAN_AREAS.length);
  if (!area || within >= 99) return null;
  return `+1${area}5550${String(100 + within)}`;
}

/** An IBAN with a true check sum (ISO 13616) at a bank code that begins with 0, which no German bank has. */
export function germanIban(account: number): string {
  const basic = `00012345${String(account % 10_000_000_000).padStart(10, '0')}`;
  const remainder = Number(BigInt(`${basic}131400`) % 97n);
  return `DE${String(98 - remainder).padStart(2, '0')}${basic}`;
}
