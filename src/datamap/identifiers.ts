import type { SystemMap } from './language.js';

/**
 * Identifier kinds that lead to other people: never followed unless a policy says so. A household shares an address
 * and a landline, a company a mailbox, a café an IP address, and who pays is not always who bought.
 */
export const REFUSED_TO_FOLLOW: ReadonlyMap<string, string> = new Map([
  ['postal_address', 'Everybody of a household shares it.'],
  ['address', 'Everybody of a household shares it.'],
  ['address_id', 'Everybody of a household shares it.'],
  ['household', 'It names several people.'],
  ['household_id', 'It names several people.'],
  ['landline', 'Everybody of a household shares it.'],
  ['shared_mailbox', 'Several people read it.'],
  ['role_mailbox', 'Several people read it.'],
  ['ip', 'Several people use it at once and one after another.'],
  ['ip_address', 'Several people use it at once and one after another.'],
  ['payment_owner', 'Who pays is not always who bought.'],
  ['iban', 'Who pays is not always who bought.'],
  ['bank_account', 'Who pays is not always who bought.'],
  ['card_number', 'Who pays is not always who bought.'],
  ['credit_card', 'Who pays is not always who bought.'],
]);

/** Kinds of identifiers by which any of these systems looks people up, each once, in the order of their names. */
export function kindsOf(maps: readonly Pick<SystemMap, 'collections'>[]): string[] {
  const kinds = maps.flatMap(({ collections }) =>
    Object.values(collections).flatMap(({ identifiedBy }) => Object.keys(identifiedBy ?? {})),
  );
  return [...new Set(kinds)].sort();
}
