import type { FastifyRequest } from 'fastify';
import type { Form, FormValue } from '../ground/form.js';
import { parsedForm } from '../ground/form.js';
import { fail, unknownParameter } from './refusals.js';

/** The parameters of body or query. @throws VendorError 400 naming the first that is not known */
export function parametersOf(request: FastifyRequest, known: readonly string[]): Form {
  const given = request.method === 'GET' ? parsedForm(request.url.split('?')[1] ?? '') : ((request.body ?? {}) as Form);
  const unknown = Object.keys(given).find((name) => !known.includes(name) && name !== 'expand');
  return unknown === undefined ? given : unknownParameter(unknown);
}

export function text(value: FormValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Cursor lists: https://docs.stripe.com/api/pagination */
export function listOf<T extends { id: string }>(
  request: FastifyRequest,
  given: Form,
  all: readonly T[],
  view: (one: T) => object,
): object {
  const limit = Number(text(given.limit) ?? 10);
  if (!(limit >= 1 && limit <= 100))
    fail(400, { message: 'Invalid integer: limit must be between 1 and 100', param: 'limit' });
  const after = text(given.starting_after);
  const start = after === undefined ? 0 : all.findIndex((one) => one.id === after) + 1;
  const page = all.slice(start, start + limit);
  return { object: 'list', url: request.url.split('?')[0], has_more: start + limit < all.length, data: page.map(view) };
}
