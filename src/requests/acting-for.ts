import type { DataKey } from '../platform/crypto/data-key.js';
import type { SubjectCase } from './subject-case.entity.js';

/** What the one who asks is to the person whose data it is. */
export const ACTING_RELATIONS = [
  'parent',
  'guardian',
  'relative',
  'lawyer',
  'authorised_agent',
  'legal_representative',
  'other',
] as const;
export type ActingRelation = (typeof ACTING_RELATIONS)[number];

/** How she says that she is authorised. Nothing of it is believed before an officer has decided. */
export const AUTHORITIES = [
  'signed_permission',
  'power_of_attorney',
  'parental_responsibility',
  'court_appointment',
  'other',
] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** Somebody who asks for somebody else. */
export interface ActingFor {
  relation: ActingRelation;
  /** Of the one who asks. */
  name: string;
  authority: Authority;
  /** Where she can be reached. */
  contact?: string;
}

const place = (caseId: string) => ({ table: 'subject_case', row: caseId, column: 'acting_for' });

export function sealActingFor(key: DataKey, caseId: string, actingFor: ActingFor): Buffer {
  const { relation, name, authority, contact } = actingFor;
  return key.seal(JSON.stringify({ relation, name, authority, ...(contact ? { contact } : {}) }), place(caseId));
}

/** @returns null for a case in which the person asks for herself. */
export function openActingFor(key: DataKey, subjectCase: Pick<SubjectCase, 'id' | 'actingFor'>): ActingFor | null {
  if (!subjectCase.actingFor) return null;
  return JSON.parse(key.openText(subjectCase.actingFor, place(subjectCase.id))) as ActingFor;
}
