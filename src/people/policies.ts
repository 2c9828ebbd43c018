/** Roles of the office. Who decides is not the DPO (Art. 38(6) GDPR): she reads, advises and records an opinion. */
export const ROLES = ['agent', 'privacy_officer', 'dpo', 'engineer', 'auditor', 'integration'] as const;
export type Role = (typeof ROLES)[number];

/** What a person may be; `integration` is a machine, which has keys and signs in nowhere. */
export const HUMAN_ROLES = [
  'agent',
  'privacy_officer',
  'dpo',
  'engineer',
  'auditor',
] as const satisfies readonly Role[];
export type HumanRole = (typeof HUMAN_ROLES)[number];

/** What can be done, and who may do it: each line a sentence. Deny by default: what is not here, nobody may. */
export const policies = {
  'request.submit': ['integration', 'agent', 'privacy_officer'],
  'request.record': ['agent', 'privacy_officer'],
  'receipt.correct': ['privacy_officer'],
  'request.read': ['agent', 'privacy_officer', 'dpo', 'auditor'],
  'request.assign': ['agent', 'privacy_officer'],
  'personal.reveal': ['agent', 'privacy_officer', 'dpo'],
  'figures.read': ['agent', 'privacy_officer', 'dpo', 'auditor'],
  'request.cancel': ['privacy_officer'],
  'request.extend': ['privacy_officer'],
  'request.refuse': ['privacy_officer'],
  'identity.decide': ['agent', 'privacy_officer'],
  'plan.read': ['agent', 'privacy_officer', 'dpo', 'auditor'],
  'plan.approve': ['privacy_officer'],
  'hold.place': ['privacy_officer', 'dpo'],
  'hold.lift': ['privacy_officer'],
  'message.read': ['agent', 'privacy_officer', 'dpo'],
  'message.write': ['agent', 'privacy_officer'],
  'errand.read': ['agent', 'privacy_officer', 'engineer', 'dpo'],
  'errand.settle': ['agent', 'privacy_officer', 'engineer'],
  'package.review': ['agent', 'privacy_officer'],
  'package.release': ['privacy_officer'],
  'package.print': ['agent', 'privacy_officer'],
  'system.read': ['engineer', 'privacy_officer', 'dpo', 'auditor'],
  'system.manage': ['engineer'],
  'hook.read': ['engineer', 'privacy_officer', 'dpo', 'auditor'],
  'hook.manage': ['engineer'],
  'shadow.read': ['agent', 'privacy_officer', 'dpo'],
  'shadow.decide': ['agent', 'privacy_officer'],
  'finding.read': ['agent', 'privacy_officer', 'dpo', 'auditor'],
  'finding.settle': ['privacy_officer'],
  'ledger.verify': ['auditor', 'dpo', 'privacy_officer'],
  'ledger.read': ['auditor', 'dpo', 'privacy_officer'],
  'restore.read': ['engineer', 'privacy_officer', 'dpo', 'auditor', 'integration'],
  'restore.declare': ['engineer', 'privacy_officer'],
  'replay.count': ['engineer', 'privacy_officer'],
  'suppression.check': ['integration', 'privacy_officer'],
  'account.own': ['agent', 'privacy_officer', 'dpo', 'engineer', 'auditor'],
  'staff.read': ['privacy_officer', 'dpo', 'auditor'],
  'staff.manage': ['privacy_officer'],
  'opinion.write': ['dpo'],
  'opinion.read': ['dpo', 'privacy_officer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof policies;

/** Every permission that one of the roles brings. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return (Object.keys(policies) as Permission[]).filter((permission) => may(roles, permission));
}

export function may(roles: readonly Role[], permission: string): boolean {
  const allowed: readonly Role[] | undefined = policies[permission as Permission];
  return allowed !== undefined && roles.some((role) => allowed.includes(role));
}
