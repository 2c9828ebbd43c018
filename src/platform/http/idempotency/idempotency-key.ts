import canonicalizeModule from 'canonicalize';
import { hash } from 'node:crypto';
import { Problem } from '../problems/problem.js';

// A CommonJS module whose types speak of a default export.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** Which request this is, as far as repeating is concerned. */
export interface IdempotentRequest {
  credential: string;
  /** Method and template, e.g. `POST /v1/requests`. */
  route: string;
  key: Buffer;
  bodyHash: Buffer;
}

/**
 * Reads the Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a structured-field string, or bare as most
 * clients send it.
 *
 * @returns undefined when the header is absent.
 * @throws Problem `idempotency-key-malformed`
 */
export function idempotentRequest(request: {
  credential: string;
  route: string;
  header: string | string[] | undefined;
  body: unknown;
  /** The answer opens something and the caller is nobody in particular: only a key that none can guess repeats it. */
  unguessable?: boolean;
}): IdempotentRequest | undefined {
  if (request.header === undefined) return undefined;
  const text = typeof request.header === 'string' ? request.header.trim() : '';
  const key =
    /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"$/.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? text;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new Problem('idempotency-key-malformed');
  if (request.unguessable && key.length < UNGUESSABLE) {
    throw new Problem('idempotency-key-malformed', {
      detail: 'Here a key has at least 16 characters: take a random UUID.',
    });
  }
  return {
    credential: request.credential,
    route: request.route,
    key: sha256(key),
    bodyHash: sha256(canonicalize(request.body ?? null) ?? 'null'),
  };
}

const UNGUESSABLE = 16;

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer');
