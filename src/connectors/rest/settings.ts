import { Ajv, type ValidateFunction } from 'ajv';
import type { Localised } from '../../datamap/language.js';
import { Refused } from '../kit/errors.js';
import type { Authentication, Definition } from './definition.js';

type Properties = Record<string, object>;

const text = { type: 'string', minLength: 1 };
const secret = (title: string, description?: string): object => ({
  ...text,
  title,
  secret: true,
  ...(description ? { description } : {}),
});
const plain = (title: string): object => ({ ...text, title });

/** What each way of showing who we are needs to know, and what of it at least. */
const AUTHENTICATION: Record<
  Authentication['kind'],
  (given: Authentication) => { properties: Properties; required: string[] }
> = {
  none: () => ({ properties: {}, required: [] }),
  'api-key': () => ({ properties: { apiKey: secret('API key') }, required: ['apiKey'] }),
  bearer: () => ({ properties: { token: secret('Access token') }, required: ['token'] }),
  basic: (given) => {
    const { user, password } = given as Extract<Authentication, { kind: 'basic' }>;
    const properties = {
      ...(user === undefined ? { user: plain('User') } : {}),
      ...(password === undefined ? { password: secret('Password') } : {}),
      ...(user === '{apiKey}' || password === '{apiKey}' ? { apiKey: secret('API key') } : {}),
    };
    return { properties, required: Object.keys(properties) };
  },
  oauth2: (given) => {
    const { grant } = given as Extract<Authentication, { kind: 'oauth2' }>;
    const client = { clientId: plain('Client id'), clientSecret: secret('Client secret') };
    if (grant === 'client-credentials') return { properties: client, required: ['clientId', 'clientSecret'] };
    return {
      properties: {
        ...client,
        refreshToken: secret('Refresh token', 'Or a code that has just been given.'),
        authorizationCode: secret('Authorisation code'),
        redirectUri: { ...plain('Redirect address of the code'), pattern: '^https?://' },
      },
      required: ['clientId'],
    };
  },
  'jwt-bearer': () => ({
    properties: {
      issuer: plain('Issuer'),
      subject: plain('Subject'),
      privateKey: secret('Private key', 'PKCS #8 in PEM.'),
      keyId: plain('Key id'),
    },
    required: ['issuer', 'subject', 'privateKey'],
  }),
  mtls: () => ({ properties: {}, required: ['certificate'] }),
};

const certificate = {
  type: 'object',
  title: 'Certificate of ours',
  additionalProperties: false,
  properties: { ca: text, cert: text, key: { ...text, secret: true } },
};

/** JSON Schema of `connection`, from which the desk draws a form. */
export function settingsSchema(definition: Definition): object {
  const { properties, required } = AUTHENTICATION[definition.authentication.kind](definition.authentication);
  const address = addressSchema(definition);
  const doors = doorsSchema(definition);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: definition.title,
    type: 'object',
    additionalProperties: false,
    properties: {
      ...(address ? { address } : {}),
      ...properties,
      ...(doors ? { doors } : {}),
      certificate,
      phoneCountry: {
        type: 'string',
        pattern: '^[A-Z]{2}$',
        title: 'Country of telephone numbers stored without a country code',
      },
      ...otherAddresses(definition.authentication),
    },
    required: [
      ...(address && address.required.length > 0 ? ['address'] : []),
      ...required,
      ...(doors ? ['doors'] : []),
    ],
  };
}

function otherAddresses(authentication: Authentication): Properties {
  const hasToken = 'token' in authentication;
  return {
    baseUrl: { type: 'string', pattern: '^https?://', title: 'Other address', description: 'Of a proxy.' },
    ...(hasToken ? { tokenUrl: { type: 'string', pattern: '^https?://', title: 'Other authorisation server' } } : {}),
  };
}

/** Each further door has its own secret. */
function doorsSchema({ doors }: Definition): object | null {
  const entries = Object.entries(doors ?? {});
  if (entries.length === 0) return null;
  return {
    type: 'object',
    title: 'Further access',
    words: { title: { en: 'Further access', de: 'Weiterer Zugang' } },
    additionalProperties: false,
    properties: Object.fromEntries(
      entries.map(([name, { title, authentication }]) => {
        const { properties, required } = AUTHENTICATION[authentication.kind](authentication);
        const words = { title: inEnglish(title), words: { title } };
        const all = { ...properties, ...otherAddresses(authentication) };
        return [name, { type: 'object', ...words, additionalProperties: false, properties: all, required }];
      }),
    ),
    required: entries.map(([name]) => name),
  };
}

function addressSchema({ address }: Definition): { required: string[] } | null {
  const settings = Object.entries(address.settings ?? {});
  if (settings.length === 0) return null;
  const schema = {
    type: 'object',
    title: 'Account',
    additionalProperties: false,
    properties: Object.fromEntries(
      settings.map(([name, { title, description, pattern, default: preset }]) => [
        name,
        {
          type: 'string',
          pattern,
          title: inEnglish(title),
          ...(description ? { description: inEnglish(description) } : {}),
          words: { title, ...(description ? { description } : {}) },
          ...(preset ? { default: preset } : {}),
        },
      ]),
    ),
    required: settings.filter(([, setting]) => setting.default === undefined).map(([name]) => name),
  };
  return schema;
}

const inEnglish = (words: Localised): string => (typeof words === 'string' ? words : words.en);

const validators = new WeakMap<object, ValidateFunction>();

/** @throws Refused `unsupported` naming the places that are wrong, never the values. */
export function checkSettings(connection: Record<string, unknown>, schema: object): void {
  const validate =
    validators.get(schema) ?? new Ajv({ allErrors: true, keywords: ['secret', 'words'] }).compile(schema);
  validators.set(schema, validate);
  if (validate(connection)) return;
  const places = (validate.errors ?? []).map((error) =>
    `connection${error.instancePath} ${error.message ?? ''}`.trim(),
  );
  throw new Refused('unsupported', `These settings cannot be used: ${[...new Set(places)].join('; ')}.`);
}
