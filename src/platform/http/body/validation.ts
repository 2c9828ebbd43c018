import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from '../problems/problem.js';

const MOST_ERRORS = 50;

/**
 * Checks each parameter against its class: what is not declared is refused, not dropped, since a misspelt member would
 * otherwise be lost in silence. The answer names places and rules, never values.
 */
export function validationPipe(): ValidationPipe {
  return new ObjectsAsBodies({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => new Problem('validation-failed', { errors: fieldErrors(errors) }),
  });
}

/** A body that is described as an object is one: `null`, a list or none would pass where every member is optional. */
class ObjectsAsBodies extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const described = metadata.type === 'body' && metadata.metatype !== undefined && metadata.metatype !== Object;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (described && !isObject) {
      throw new Problem('validation-failed', {
        errors: [{ pointer: '', rule: 'isObject', detail: 'must be an object' }],
      });
    }
    return super.transform(value, metadata);
  }
}

/** class-validator's tree as a flat list. */
export function fieldErrors(errors: ValidationError[]): FieldError[] {
  const found: FieldError[] = [];
  const visit = (error: ValidationError, above: string): void => {
    if (found.length >= MOST_ERRORS) return;
    const pointer = `${above}/${shownName(error)}`;
    for (const [rule, text] of Object.entries(error.constraints ?? {})) {
      found.push({ pointer, rule, detail: shownText(rule, text, error.value) });
    }
    for (const child of error.children ?? []) visit(child, pointer);
  };
  for (const error of errors) visit(error, '');
  return found;
}

/** Declared names are ours. An unknown one is the sender's, and shown only if it looks like a name of a member. */
function shownName(error: ValidationError): string {
  const name = error.property ?? '';
  return /^[A-Za-z_$][\w$]{0,63}$|^\d{1,6}$/.test(name) ? name : '(unreadable name)';
}

function shownText(rule: string, text: string, value: unknown): string {
  if (rule === 'whitelistValidation') return 'is not a member of this object';
  const quoted = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  // A message that was written with $value repeats what was sent.
  return quoted && quoted.length > 1 && text.includes(quoted) ? 'is not as described' : text;
}
