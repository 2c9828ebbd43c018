import { createHash } from 'node:crypto';

/** Names for new records: never given twice, and the same in each run, so that tests are. */
export class Numbering {
  private readonly last = new Map<string, number>();

  /** The next whole number of a kind, beginning at `first`. */
  next(kind: string, first = 1): number {
    const number = (this.last.get(kind) ?? first - 1) + 1;
    this.last.set(kind, number);
    return number;
  }

  /** So many hexadecimal digits. */
  hex(kind: string, digits: number): string {
    return createHash('sha256')
      .update(`${kind}/${this.next(kind)}`)
      .digest('hex')
      .slice(0, digits);
  }

  uuid(kind: string): string {
    const hex = this.hex(kind, 32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** So many letters and digits, as vendors with prefixed ids have them. */
  word(kind: string, length: number): string {
    return createHash('sha512')
      .update(`${kind}/${this.next(kind)}`)
      .digest('base64')
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, length);
  }
}
