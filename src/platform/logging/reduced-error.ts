/** What is left of an error in a log. */
export interface ReducedError {
  name: string;
  code?: string;
  /** `file:line:column` of our own code and its packages; no text. */
  frames?: string[];
  causes?: ReducedError[];
}

/**
 * An error without its message: those of drivers and parsers quote what they could not digest (`invalid input syntax
 * for type date: "…"`, the `detail` of a unique violation, the `target` of a validation), and a stack begins with it.
 * Name, code and places are what finds the fault.
 */
export function reduceError(error: unknown, depth = 3): ReducedError {
  if (typeof error !== 'object' || error === null) return { name: 'NotAnError' };
  const code = codeOf(read(error, 'code'));
  const frames = framesOf(read(error, 'stack'), read(error, 'message'));
  const causes =
    depth === 0
      ? []
      : [read(error, 'cause'), read(error, 'driverError'), ...listOf(read(error, 'errors')).slice(0, 5)]
          .filter((cause) => typeof cause === 'object' && cause !== null)
          .map((cause) => reduceError(cause, depth - 1));
  return {
    name: nameOf(error),
    ...(code === undefined ? {} : { code }),
    ...(frames.length === 0 ? {} : { frames }),
    ...(causes.length === 0 ? {} : { causes }),
  };
}

/** Class names as programmers give them; anything else could be somebody's. */
const NAME = /^(?:[A-Z][A-Za-z]{0,60}(?:Error|Exception)|Problem|Retryable|RateLimited|Refused|Gone|Cancelled)$/;

function nameOf(error: object): string {
  for (const candidate of [read(error, 'name'), read(read(error, 'constructor'), 'name')]) {
    if (typeof candidate === 'string' && NAME.test(candidate)) return candidate;
  }
  return 'Error';
}

const codeOf = (code: unknown): string | undefined =>
  typeof code === 'string' && /^(?:[0-9A-Z]{5}|[A-Z][A-Z0-9_]{1,60}|[a-z]+(?:-[a-z]+){0,6})$/.test(code)
    ? code
    : undefined;

const FRAME =
  /^ {4}at .*?(?:^|[\s(/])((?:node_modules|src|dist|test|migrations|scripts)\/[\w./@+-]{1,200}|node:[\w/]{1,60}):(\d{1,7}):(\d{1,7})\)?$/;

function framesOf(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return [];
  // A message of several lines may imitate frames: where it stands in the stack, we begin behind it.
  const at = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const behind = at === -1 ? stack : stack.slice(at + String(message).length);
  return behind
    .split('\n')
    .map((line) => FRAME.exec(line.slice(0, 600)))
    .filter((match) => match !== null)
    .slice(0, 12)
    .map(([, file, line, column]) => `${file}:${line}:${column}`);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Reads a property of something that may be a proxy or have getters that throw. */
function read(object: unknown, property: string): unknown {
  try {
    return (object as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
