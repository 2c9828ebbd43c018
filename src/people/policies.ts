/** Roles of the office. Who decides is not the DPO (Art. 38(6) GDPR): she reads, advises and records an opinion. */
export const ROLES = ['agent', 'privacy_officer', 'dpo', 'connector_engineer', 'auditor', 'integration'] as const;
export type Role = (typeof ROLES)[number];

/** What can be done, and who may do it: each line a sentence. Deny by default: what is not here, nobody may. */
export const policies = {
  'request.submit': ['integration', 'agent', 'privacy_officer'],
  'request.record': ['agent', 'privacy_officer'],
  'request.read': ['agent', 'privacy_officer', 'dpo', 'auditor'],
  'request.cancel': ['privacy_officer'],
  'request.extend': ['privacy_officer'],
  'request.refuse': ['privacy_officer'],
  'identity.decide': ['agent', 'privacy_officer'],
  'plan.read': ['agent', 'privacy_officer', 'dpo', 'auditor'],
  'plan.approve': ['privacy_officer'],
  'hold.place': ['privacy_officer', 'dpo'],
  'hold.lift': ['privacy_officer'],
  'errand.read': ['agent', 'privacy_officer', 'connector_engineer', 'dpo'],
  'errand.settle': ['agent', 'privacy_officer', 'connector_engineer'],
  'package.review': ['agent', 'privacy_officer'],
  'package.release': ['privacy_officer'],
  'system.read': ['connector_engineer', 'privacy_officer', 'dpo', 'auditor'],
  'system.manage': ['connector_engineer'],
  'ledger.read': ['auditor', 'dpo', 'privacy_officer'],
  'suppression.check': ['integration', 'privacy_officer'],
  'staff.manage': ['privacy_officer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof policies;

export function may(roles: readonly Role[], permission: string): boolean {
  const allowed: readonly Role[] | undefined = policies[permission as Permission];
  return allowed !== undefined && roles.some((role) => allowed.includes(role));
}
