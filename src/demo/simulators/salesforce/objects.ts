/** The objects that are simulated, with the fields an organisation has; what is not listed does not exist. */
export const OBJECTS = {
  Contact: {
    prefix: '003',
    fields: [
      'FirstName',
      'LastName',
      'Email',
      'Phone',
      'MobilePhone',
      'MailingCity',
      'MailingCountry',
      'CustomerNo__c',
      'HasOptedOutOfEmail',
      'IndividualId',
      'MasterRecordId',
      'Description',
    ],
    required: ['LastName'],
  },
  Lead: {
    prefix: '00Q',
    fields: [
      'FirstName',
      'LastName',
      'Email',
      'Phone',
      'Company',
      'IndividualId',
      'HasOptedOutOfEmail',
      'MasterRecordId',
      'Description',
    ],
    required: ['LastName', 'Company'],
  },
  // The flags record a wish and do nothing: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_individual.htm
  Individual: {
    prefix: '0PK',
    fields: [
      'FirstName',
      'LastName',
      'HasOptedOutProcessing',
      'HasOptedOutProfiling',
      'HasOptedOutSolicit',
      'HasOptedOutTracking',
      'HasOptedOutGeoTracking',
      'CanStorePiiElsewhere',
      'ShouldForget',
      'SendIndividualData',
    ],
    required: ['LastName'],
  },
  Case: {
    prefix: '500',
    fields: ['Subject', 'Description', 'Status', 'ContactId', 'SuppliedEmail', 'SuppliedName', 'CaseNumber'],
    required: [],
  },
  CaseComment: { prefix: '00a', fields: ['ParentId', 'CommentBody', 'IsPublished'], required: ['ParentId'] },
} as const satisfies Record<string, { prefix: string; fields: readonly string[]; required: readonly string[] }>;

export type ObjectName = keyof typeof OBJECTS;

/** Fields that every object has, which nobody sets. */
export const SYSTEM_FIELDS = ['Id', 'IsDeleted', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

export const FLAGS = new Set(['HasOptedOutOfEmail', 'IsPublished', ...OBJECTS.Individual.fields.slice(2)]);

export interface SObject {
  type: ObjectName;
  Id: string;
  IsDeleted: boolean;
  CreatedDate: string;
  LastModifiedDate: string;
  deletedAt: number | null;
  values: Record<string, string | boolean | null>;
}

export const objectNamed = (name: string): ObjectName | undefined =>
  (Object.keys(OBJECTS) as ObjectName[]).find((one) => one.toLowerCase() === name.toLowerCase());

export function fieldOf(record: SObject, name: string): string | boolean | null {
  if (name === 'Id') return record.Id;
  if (name === 'IsDeleted') return record.IsDeleted;
  if (name === 'CreatedDate') return record.CreatedDate;
  if (name === 'LastModifiedDate' || name === 'SystemModstamp') return record.LastModifiedDate;
  return record.values[name] ?? (FLAGS.has(name) ? false : null);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Eighteen characters: fifteen, and three that say which of them are capitals. */
export function idOf(prefix: string, number: number): string {
  const short = `${prefix}08000${number.toString().padStart(7, '0')}`;
  const sums = [0, 5, 10].map((start) =>
    Array.from(short.slice(start, start + 5)).reduce(
      (sum, letter, at) => sum + (/[A-Z]/.test(letter) ? 2 ** at : 0),
      0,
    ),
  );
  return short + sums.map((sum) => LETTERS[sum]).join('');
}

/** Ids are given with fifteen or eighteen characters. */
export const sameId = (one: string, other: string): boolean =>
  one.slice(0, 15) === other.slice(0, 15) && [15, 18].includes(other.length);
