import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { readYaml } from '../datamap/load/yaml-source.js';
import type { Localised } from '../datamap/language.js';
import type { ControllerPolicy } from '../requests/legal-controller.entity.js';

interface Address {
  street: string;
  postcode: string;
  city: string;
  state?: string;
  country: string;
}

/** One controller as `controllers.yaml` describes it. */
export interface ControllerEntry {
  slug: string;
  legalName: string;
  address: Address;
  contact: { mail: string; phone?: string };
  officer: { name: string; mail: string };
  dpo?: { name?: string; mail: string };
  authority: { name: Localised; address?: Address; url?: string };
  law: string;
  country: string;
  state?: string;
  zone: string;
  languages: string[];
  systems?: string[];
  /** What people are shown when they ask (Art. 13 GDPR), in each of the languages. */
  notice?: { version: string; text: Partial<Record<'de' | 'en', string>> };
  policy?: Partial<ControllerPolicy>;
}

const address = {
  type: 'object',
  additionalProperties: false,
  required: ['street', 'postcode', 'city', 'country'],
  properties: {
    street: text(),
    postcode: text(),
    city: text(),
    state: text(),
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
  },
};

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['habeas', 'controllers'],
  properties: {
    habeas: { const: 1 },
    controllers: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: [
          'slug',
          'legalName',
          'address',
          'contact',
          'officer',
          'authority',
          'law',
          'country',
          'zone',
          'languages',
        ],
        properties: {
          slug: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,62}$' },
          legalName: text(),
          address,
          contact: {
            type: 'object',
            additionalProperties: false,
            required: ['mail'],
            properties: { mail: text(), phone: text() },
          },
          officer: {
            type: 'object',
            additionalProperties: false,
            required: ['name', 'mail'],
            properties: { name: text(), mail: text() },
          },
          dpo: {
            type: 'object',
            additionalProperties: false,
            required: ['mail'],
            properties: { name: text(), mail: text() },
          },
          authority: {
            type: 'object',
            additionalProperties: false,
            required: ['name'],
            properties: { name: { type: ['string', 'object'] }, address, url: text() },
          },
          law: text(),
          country: { type: 'string', pattern: '^[A-Z]{2}$' },
          state: { type: 'string', pattern: '^[A-Z0-9]{1,3}$' },
          zone: text(),
          languages: { type: 'array', minItems: 1, items: { enum: ['de', 'en'] } },
          systems: { type: 'array', items: text() },
          notice: {
            type: 'object',
            additionalProperties: false,
            required: ['version', 'text'],
            properties: {
              version: { type: 'string', pattern: '^[\\w.-]{1,40}$' },
              text: {
                type: 'object',
                additionalProperties: false,
                minProperties: 1,
                properties: { de: longText(), en: longText() },
              },
            },
          },
          policy: {
            type: 'object',
            additionalProperties: false,
            properties: {
              objectionHours: { type: 'number', minimum: 0, maximum: 720 },
              grownRecords: { type: 'integer', minimum: 0, maximum: 100000 },
              approveAutomatically: { type: 'array', items: text() },
              singlePersonUntil: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
              copyFirstDays: {
                type: 'object',
                additionalProperties: false,
                required: ['least', 'most'],
                properties: {
                  least: { type: 'integer', minimum: 1, maximum: 365 },
                  most: { type: 'integer', minimum: 1, maximum: 365 },
                },
              },
              downloadDays: { type: 'integer', minimum: 1, maximum: 365 },
              downloads: { type: 'integer', minimum: 1, maximum: 100 },
              login: {
                type: 'object',
                additionalProperties: false,
                required: ['issuer', 'audience'],
                properties: {
                  issuer: text(),
                  audience: text(),
                  jwksUrl: text(),
                  jwks: { type: 'object' },
                  page: { type: 'string', pattern: '^https?://[^\\s#]+$', maxLength: 500 },
                },
              },
            },
          },
        },
      },
    },
  },
};

function text(): object {
  return { type: 'string', minLength: 1, maxLength: 500 };
}

function longText(): object {
  return { type: 'string', minLength: 1, maxLength: 20_000 };
}

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<{
  habeas: 1;
  controllers: ControllerEntry[];
}>(schema);

export class ControllersFileError extends Error {}

/**
 * Reads `controllers.yaml` of a folder; an empty list when there is none.
 *
 * @throws ControllersFileError that names each place and what is wrong there.
 */
export async function readControllers(folder: string): Promise<ControllerEntry[]> {
  const path = join(folder, 'controllers.yaml');
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const read = readYaml(source);
  if (read.status !== 'read') throw new ControllersFileError(`${path} is no readable YAML.`);
  if (!validate(read.value)) {
    const complaints = (validate.errors ?? []).map((error) => `  ${error.instancePath || '/'}: ${error.message}`);
    throw new ControllersFileError(`${path} cannot be used:\n${complaints.join('\n')}`);
  }
  return read.value.controllers;
}
