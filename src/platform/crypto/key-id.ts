import { parse, stringify } from 'uuid';

/** A key's id as the 16 bytes that stand in the header of what it sealed. */
export function idBytes(id: string): Buffer {
  return Buffer.from(parse(id));
}

/** The id that 16 bytes stand for, or null when they are no identifier. */
export function idFromBytes(bytes: Buffer): string | null {
  try {
    return stringify(bytes);
  } catch {
    return null;
  }
}
