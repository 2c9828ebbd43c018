import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Problem } from '../problems/problem.js';
import { FORBIDDEN_NAMES } from './strict-json.js';
import { fieldErrors } from './validation.js';

/** Of a form that somebody fills in by hand. */
const MOST_BYTES = 64 * 1024;
const MOST_FIELDS = 50;

/** The fields of a form that have something in them. */
export type FormFields = Readonly<Record<string, string>>;

/**
 * A body of `application/x-www-form-urlencoded`, for the routes that plain pages send to (with `@RawBody()`), checked
 * against the class like any other body.
 *
 * @throws Problem
 */
export function readForm<T extends object>(shape: Type<T>, body: unknown, contentType: string | undefined): Promise<T> {
  return checkedForm(shape, formFields(body, contentType));
}

/**
 * As strict as our JSON: UTF-8, no field twice, no name that reaches prototypes, no text that PostgreSQL cannot store.
 * Fields that are left empty are as if they were not there, since a browser sends them all.
 *
 * @throws Problem
 */
export function formFields(body: unknown, contentType: string | undefined): FormFields {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new Problem('unsupported-media-type');
  if (!Buffer.isBuffer(body)) throw new Problem('bad-request');
  if (body.length > MOST_BYTES) throw new Problem('body-too-large');
  return fieldsOf(body.toString('latin1'));
}

/** @throws Problem `validation-failed` */
export async function checkedForm<T extends object>(shape: Type<T>, fields: FormFields): Promise<T> {
  const form = plainToInstance(shape, { ...fields }, { exposeDefaultValues: true });
  const errors = await validate(form, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: true },
  });
  if (errors.length > 0) throw new Problem('validation-failed', { errors: fieldErrors(errors) });
  return form;
}

function fieldsOf(text: string): Record<string, string> {
  const pairs = text === '' ? [] : text.split('&');
  if (pairs.length > MOST_FIELDS) throw new Problem('bad-request');
  const fields = new Map<string, string>();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    const name = decoded(cut < 0 ? pair : pair.slice(0, cut));
    // Browsers end lines of a text area with CR and LF.
    const value = decoded(cut < 0 ? '' : pair.slice(cut + 1)).replace(/\r\n?/g, '\n');
    if (FORBIDDEN_NAMES.has(name) || fields.has(name)) throw new Problem('bad-request');
    if (value.trim() !== '') fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function decoded(text: string): string {
  let value: string;
  try {
    value = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Problem('bad-request');
  }
  if (value.includes('\0')) throw new Problem('text-not-storable');
  return value;
}
