/**
 * Whose death ends a key. `case`: evidence, parts, package, messages; dies with the case's retention. `erasure`: row
 * keys and look-up identifiers alone; dies after the last re-probe and the replay horizon. `deferred`: an erasure that
 * a retention ground puts off. `inbound`: what came in before there is a case. `system`: credentials of a system.
 * `staff`: a second factor; dies when that factor is removed. `purpose`: secrets of tags (see `tags.ts`).
 */
export type KeyOwnerKind = 'case' | 'erasure' | 'deferred' | 'inbound' | 'system' | 'staff' | 'purpose';

export interface KeyOwner {
  readonly kind: KeyOwnerKind;
  readonly id: string;
}

/** An owner as one string: for maps and messages. */
export function ownerName(owner: KeyOwner): string {
  return `${owner.kind}/${owner.id}`;
}
