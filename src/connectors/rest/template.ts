import { hash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Scalar } from '../../datamap/language.js';
import { Refused } from '../kit/errors.js';
import type { JsonTemplate } from './definition.js';

/** Values by name, and by the place where they come from: `{key.id}`, `{identifier}`. */
export type Scope = Readonly<Record<string, Scalar | Readonly<Record<string, Scalar>>>>;

/** `{root}`, `{root.name}`, `{root.name|filter|filter}`. There is nothing else: no conditions, no code. */
const PLACEHOLDER = /\{([a-z]+)(?:\.([A-Za-z_][A-Za-z0-9_]*))?((?:\|[a-z0-9]+)*)\}/g;
const ONLY = new RegExp(`^${PLACEHOLDER.source}$`);

/** Changes of a value that vendors ask for. Quoting is for values inside of a query language. */
export const filters: Readonly<Record<string, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  digits: (text) => text.replace(/\D/g, ''),
  /** A telephone number as it is dialled in its own country, in digits: `+4917012345678` → `017012345678`. */
  national: (text) => parsePhoneNumberFromString(text)?.formatNational().replace(/\D/g, '') ?? text,
  // Vendors name records by it (Mailchimp: the MD5 of the address); it protects nothing here.
  md5: (text) => hash('md5', text, 'hex'),
  sha256: (text) => hash('sha256', text, 'hex'),
  /** Between double quotes: Lucene, JQL and the like. */
  quoted: (text) => text.replace(/[\\"]/g, '\\$&'),
  /** Between single quotes: SOQL. */
  soql: (text) => text.replace(/[\\']/g, '\\$&'),
};

export interface Placeholder {
  root: string;
  name: string | undefined;
  filters: string[];
}

/** What a text asks for, in order; for the linter too. */
export function placeholdersIn(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, root = '', name, given = '']) => ({
    root,
    name,
    filters: given.split('|').filter(Boolean),
  }));
}

/** Braces that are no placeholder: a typing error, for a value that should have stood there. */
export const strayBraces = (text: string): boolean => /[{}]/.test(text.replace(PLACEHOLDER, ''));

/** A path or the beginning of an address. Each value is one segment or a part of one, whatever signs it holds. */
export function fillPath(template: string, scope: Scope): string {
  return replaced(template, scope, (value) => {
    const text = encoded(value);
    // These would lead to another resource: to the whole list, or to the one above.
    if (text === '' || text === '.' || text === '..') throw unusable();
    return text;
  });
}

/** A value of a query, a form or a header; whoever puts it there encodes it. */
export function fillText(template: string | number | boolean, scope: Scope): string {
  return typeof template === 'string' ? replaced(template, scope, (value) => value) : String(template);
}

/** JSON: a text that is a placeholder and nothing else keeps the type of its value. */
export function fillJson(template: JsonTemplate, scope: Scope): JsonTemplate {
  if (Array.isArray(template)) return template.map((one) => fillJson(one, scope));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([name, inner]) => [name, fillJson(inner, scope)]));
  }
  if (typeof template !== 'string') return template;
  const [, root = '', name, given] = ONLY.exec(template) ?? [];
  if (root !== '' && given === '') return valueOf(scope, root, name);
  return replaced(template, scope, (value) => value);
}

function replaced(template: string, scope: Scope, encode: (value: string) => string): string {
  return template.replace(PLACEHOLDER, (_whole, root: string, name: string | undefined, given: string) => {
    const value = valueOf(scope, root, name);
    const changed = given
      .split('|')
      .filter(Boolean)
      .reduce((text, filter) => (filters[filter] ?? unknownFilter)(text), value === null ? '' : String(value));
    return encode(changed);
  });
}

function valueOf(scope: Scope, root: string, name: string | undefined): Scalar {
  const found = Object.hasOwn(scope, root) ? scope[root] : undefined;
  if (name === undefined) {
    if (found !== undefined && (typeof found !== 'object' || found === null)) return found;
  } else if (typeof found === 'object' && found !== null && Object.hasOwn(found, name)) return found[name] ?? null;
  throw new Refused('unsupported', 'The definition of the connector asks for a value that is not there.');
}

function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    throw unusable();
  }
}

const unusable = (): Refused => new Refused('conflict', 'A value cannot stand in the address of a call.');

function unknownFilter(): never {
  throw new Refused('unsupported', 'The definition of the connector names a filter that does not exist.');
}
