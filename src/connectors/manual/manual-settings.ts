import { Ajv } from 'ajv';
import { Refused } from '../kit/errors.js';

/** Whoever works a system by hand, and how she is written to. */
export interface Owner {
  name: string;
  email: string;
  language?: 'de' | 'en';
}

/** `connection` of a system that somebody works by hand, in the house or at a processor. */
export interface ManualSettings {
  owner: Owner;
  /** The owner is somebody of another company, who is written to as a processor. */
  processor?: string;
  phoneCountry?: string;
}

export const manualSettings = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'By hand',
  type: 'object',
  additionalProperties: false,
  required: ['owner'],
  properties: {
    owner: {
      type: 'object',
      title: 'Who does it',
      additionalProperties: false,
      required: ['name', 'email'],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 200, title: 'Name' },
        email: { type: 'string', pattern: '^[^\\s@]+@[^\\s@]+$', maxLength: 254, title: 'Mail address' },
        language: { enum: ['de', 'en'], title: 'Language', default: 'de' },
      },
    },
    processor: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      title: 'Processor',
      description: 'Where the system is another company’s, who is asked by letter.',
    },
    phoneCountry: {
      type: 'string',
      pattern: '^[A-Z]{2}$',
      title: 'Country of telephone numbers without a country code',
    },
  },
} as const;

const validate = new Ajv({ allErrors: true, strict: false }).compile<ManualSettings>(manualSettings);

/** @throws Refused naming the places that are wrong, never the values. */
export function readManualSettings(connection: Record<string, unknown>): ManualSettings {
  if (validate(connection)) return connection;
  const places = (validate.errors ?? []).map((error) =>
    `connection${error.instancePath} ${error.message ?? ''}`.trim(),
  );
  throw new Refused('unsupported', `These settings cannot be used: ${[...new Set(places)].join('; ')}.`);
}
