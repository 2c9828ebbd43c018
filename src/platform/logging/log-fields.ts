/** What a value must look like to be logged under a name. Free text has no shape here, so it cannot get in. */
const shapes = {
  /** UUID, 32 hex digits, or our public reference. */
  id: /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|HB-[0-9A-Z]{4}-[0-9A-Z]{4})$/i,
  /** The name of a queue's job: `<kind>.<id>.<wake>`. */
  job: /^[a-z][a-z-]{0,40}\.[0-9a-f-]{32,36}\.\d{1,10}$/,
  /** A constant of ours: kebab case, dots between its parts; also SQLSTATEs and Node's error codes. */
  code: /^(?:[a-z][a-z0-9]*(?:[.-][a-z0-9]+){0,8}|[A-Z][A-Z0-9_]{1,60}|[0-9A-Z]{5})$/,
  /** A route as it is declared, `/v1/requests/:id`, never a path as it was called. */
  route: /^\/[A-Za-z0-9/_:.{}*-]{0,200}$/,
  method: /^[A-Z]{3,10}$/,
  version: /^v?\d+(?:\.\d+){0,3}(?:-[a-z0-9.]{1,20})?$/,
} as const;

/** `amount`: counts, durations in ms, statuses; below 10¹⁰, so that a phone number is none. `bytes`: sizes. */
type Shape = keyof typeof shapes | 'amount' | 'bytes' | 'truth';

/**
 * Every field that a log line may bear. A name that is not listed is dropped, a value of another shape is withheld:
 * what people are called, where they live and what they wrote has no place to go (invariant 8).
 */
export const logFields = {
  requestId: 'id',
  caseId: 'id',
  rightRequestId: 'id',
  taskId: 'id',
  errandId: 'id',
  packageId: 'id',
  mapVersionId: 'id',
  controllerId: 'id',
  systemId: 'id',
  sourceId: 'id',
  hookEventId: 'id',
  outboxId: 'id',
  keyId: 'id',
  checkpointId: 'id',
  jobId: 'job',
  queue: 'code',
  lane: 'code',
  system: 'code',
  connector: 'code',
  controller: 'code',
  action: 'code',
  verb: 'code',
  event: 'code',
  signal: 'code',
  reason: 'code',
  code: 'code',
  state: 'code',
  from: 'code',
  to: 'code',
  check: 'code',
  component: 'code',
  migration: 'code',
  route: 'route',
  method: 'method',
  version: 'version',
  status: 'amount',
  milliseconds: 'amount',
  count: 'amount',
  attempt: 'amount',
  round: 'amount',
  people: 'amount',
  rows: 'amount',
  size: 'amount',
  port: 'amount',
  pid: 'amount',
  index: 'amount',
  bytes: 'bytes',
  ok: 'truth',
} as const satisfies Record<string, Shape>;

export type LogField = keyof typeof logFields;
export type LogFields = { readonly [name in LogField]?: string | number | boolean | null | undefined };

export const WITHHELD = '(withheld)';

/** The listed fields of an object, each checked; reads own data properties only, so that no getter runs. */
export function admitted(fields: unknown): Record<string, string | number | boolean> {
  const line: Record<string, string | number | boolean> = {};
  if (typeof fields !== 'object' || fields === null) return line;
  for (const name of Object.keys(logFields) as LogField[]) {
    const value: unknown = ownValue(fields, name);
    if (value === undefined || value === null) continue;
    line[name] = fits(value, logFields[name]) ? value : WITHHELD;
  }
  return line;
}

function ownValue(object: object, name: string): unknown {
  try {
    return Object.getOwnPropertyDescriptor(object, name)?.value;
  } catch {
    return undefined;
  }
}

function fits(value: unknown, shape: Shape): value is string | number | boolean {
  if (shape === 'truth') return typeof value === 'boolean';
  if (shape === 'amount' || shape === 'bytes') {
    return typeof value === 'number' && Math.abs(value) < (shape === 'bytes' ? 1e15 : 1e10);
  }
  return typeof value === 'string' && value.length <= 200 && shapes[shape].test(value);
}
