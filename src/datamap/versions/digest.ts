import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// The package is CommonJS with a typed default export that Node's interop hands over as the module itself.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

/** SHA-256 of the canonical JSON (RFC 8785): the order of names and the spelling of numbers make no difference. */
export function digestOf(document: unknown): Buffer {
  return createHash('sha256').update(canonicalize(document), 'utf8').digest();
}
