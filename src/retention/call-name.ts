import { hash } from 'node:crypto';

/**
 * The name under which a system knows a call: the same for the same people and purpose on every retry, so that one that
 * answers later recognises it.
 */
export function callName(purpose: string, ids: readonly string[]): string {
  return hash('sha256', `${purpose}\n${ids.toSorted().join()}`, 'hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whom a system has said to answer later is asked about alone from then on: others would give the call another name. */
export function apart<T extends { code: string | null }>(claimed: readonly T[]): T[][] {
  const together = claimed.filter(({ code }) => code !== 'answers-later');
  const alone = claimed.filter(({ code }) => code === 'answers-later').map((one) => [one]);
  return [...(together.length > 0 ? [together] : []), ...alone];
}
