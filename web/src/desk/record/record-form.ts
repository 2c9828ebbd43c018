import type { components } from '../../api/schema.js';
import { receiptMoment } from './receipt-moment.js';

type Recorded = components['schemas']['RecordedSubmissionDto'];
export type Right = Recorded['rights'][number];
export type Channel = Recorded['channel'];
export type Relation = NonNullable<Recorded['relation']>;
export type ReplyBy = NonNullable<Recorded['replyBy']>;
export type OurRole = NonNullable<Recorded['role']>;
type Acting = NonNullable<Recorded['actingFor']>;

export const CHANNELS: readonly Channel[] = ['letter', 'phone', 'counter', 'email'];
export const RELATIONS: readonly Relation[] = ['customer', 'employee', 'applicant', 'supplier_contact', 'other'];
export const REPLIES: readonly ReplyBy[] = ['portal', 'mail', 'post'];
export const ROLES: readonly OurRole[] = ['controller', 'processor', 'joint'];
export const ACTING: readonly Acting['relation'][] = [
  'parent',
  'guardian',
  'relative',
  'lawyer',
  'authorised_agent',
  'legal_representative',
  'other',
];
export const AUTHORITIES: readonly Acting['authority'][] = [
  'signed_permission',
  'power_of_attorney',
  'parental_responsibility',
  'court_appointment',
  'other',
];

/** What the form holds while it is filled in. */
export interface RecordValues {
  channel: Channel;
  day: string;
  time: string;
  controllers: string[];
  rights: Right[];
  copyFirst: boolean;
  identifiers: { kind: string; value: string }[];
  text: string;
  locale: 'de' | 'en';
  country: string;
  state: string;
  relation: Relation;
  replyBy: ReplyBy;
  role: OurRole;
  acting: boolean;
  actingName: string;
  actingRelation: Acting['relation'] | null;
  authority: Acting['authority'] | null;
  actingContact: string;
  testPerson: boolean;
  files: File[];
}

/** What is wrong with a field; the texts are the catalog's. */
export type Fault =
  'day' | 'future' | 'controllers' | 'rights' | 'identifiers' | 'country' | 'state' | 'acting' | 'files';

/** What would be refused, before it is sent. */
export function faultsOf(values: RecordValues, zone: string, now: Date): Fault[] {
  const { day, time, acting, actingName, actingRelation, authority } = values;
  const known = /^\d{4}-\d\d-\d\d$/.test(day);
  const checks: [Fault, boolean][] = [
    ['day', !known],
    ['future', known && receiptMoment(day, time, zone, now) > now],
    ['controllers', values.controllers.length === 0],
    ['rights', values.rights.length === 0],
    [
      'identifiers',
      given(values).length === 0 || given(values).some(({ kind }) => !/^[a-z][a-z0-9_]{0,39}$/.test(kind)),
    ],
    ['country', !/^(?:[A-Z]{2})?$/.test(values.country)],
    ['state', !/^(?:[A-Z0-9]{1,3})?$/.test(values.state)],
    ['acting', acting && (actingName.trim() === '' || actingRelation === null || authority === null)],
  ];
  return checks.flatMap(([fault, wrong]) => (wrong ? [fault] : []));
}

const given = ({ identifiers }: RecordValues): { kind: string; value: string }[] =>
  identifiers
    .map(({ kind, value }) => ({ kind: kind.trim(), value: value.trim() }))
    .filter(({ value }) => value !== '');

/** What is sent: nothing that was left empty. */
export function recordedOf(values: RecordValues, zone: string, now: Date): Recorded {
  const { actingRelation, authority, text, country, state } = values;
  const copyFirst = values.copyFirst && values.rights.includes('access') && values.rights.includes('erasure');
  return {
    channel: values.channel,
    receivedAt: receiptMoment(values.day, values.time, zone, now).toISOString(),
    controllers: values.controllers,
    rights: values.rights,
    identifiers: given(values),
    locale: values.locale,
    relation: values.relation,
    replyBy: values.replyBy,
    role: values.role,
    ...(copyFirst ? { copyFirst } : {}),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(country === '' ? {} : { country }),
    ...(state === '' ? {} : { state }),
    ...(values.testPerson ? { testPerson: true } : {}),
    ...(values.acting && actingRelation && authority
      ? {
          actingFor: {
            relation: actingRelation,
            name: values.actingName.trim(),
            authority,
            ...(values.actingContact.trim() === '' ? {} : { contact: values.actingContact.trim() }),
          },
        }
      : {}),
  };
}
