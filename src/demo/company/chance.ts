import { base, de, en, en_US, Faker } from '@faker-js/faker';
import { COMPANY_NOON } from './reference-day.js';

/** Seeded chance: everything invented about the demo company comes from here, so that one seed gives one company. */
export class Chance {
  readonly german: Faker;
  readonly american: Faker;

  constructor(seed: number) {
    this.german = new Faker({ locale: [de, en, base], seed });
    this.american = new Faker({ locale: [en_US, en, base], seed: seed + 1 });
    for (const faker of [this.german, this.american]) faker.setDefaultRefDate(COMPANY_NOON);
  }

  /** A fraction of at least 0 and below 1. */
  fraction(): number {
    return this.german.number.float();
  }

  /** A whole number between both bounds, inclusive. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  /** True this often. */
  often(share: number): boolean {
    return this.fraction() < share;
  }

  one<T>(from: readonly T[]): T {
    const chosen = from[Math.floor(this.fraction() * from.length)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }

  /** A random version-4 UUID. */
  uuid(): string {
    return this.german.string.uuid();
  }

  /** So many bytes, as PostgreSQL writes bytea. */
  bytes(count: number): string {
    let hex = '\\x';
    for (let at = 0; at < count; at++) hex += this.whole(0, 255).toString(16).padStart(2, '0');
    return hex;
  }

  /** An address of the networks that RFC 5737 keeps for documentation. */
  address(): string {
    return `${this.one(['192.0.2', '198.51.100', '203.0.113'])}.${this.whole(1, 254)}`;
  }
}
