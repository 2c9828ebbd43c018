import { SEALED_REFERENCE } from './door.js';

/** Ids of the credentials that a connection names, at any depth. */
export function sealedReferences(connection: unknown): string[] {
  if (typeof connection === 'string') {
    const id = SEALED_REFERENCE.exec(connection)?.[1];
    return id === undefined ? [] : [id];
  }
  if (typeof connection !== 'object' || connection === null) return [];
  return Object.values(connection).flatMap(sealedReferences);
}
