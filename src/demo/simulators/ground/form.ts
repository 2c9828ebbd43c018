import type { FastifyInstance } from 'fastify';

export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = Record<string, FormValue>;

/** Lets a vendor take `application/x-www-form-urlencoded`, with names such as `objects[customers][]`. */
export function readForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parsedForm(String(body)));
  });
}

export function parsedForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    put(form, [name.split('[', 1)[0] ?? '', ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key ?? '')], value);
  }
  return form;
}

function put(into: Form | FormValue[], [key, ...rest]: string[], value: string): void {
  if (key === undefined || key === '__proto__') return;
  const list = Array.isArray(into);
  if (rest.length === 0) {
    if (list) into.push(value);
    else into[key] = value;
    return;
  }
  const fresh = (): FormValue => (rest[0] === '' || /^\d+$/.test(rest[0] ?? '') ? [] : {});
  if (list) {
    const index = key === '' ? into.length : Number(key);
    into[index] ??= fresh();
    put(into[index] as Form, rest, value);
  } else {
    if (typeof into[key] !== 'object') into[key] = fresh();
    put(into[key] as Form, rest, value);
  }
}
