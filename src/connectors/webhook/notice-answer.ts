import { Ajv } from 'ajv';
import { Refused } from '../kit/errors.js';
import { ANSWER_STATES, type Answer } from '../kit/exchange.js';
import { assertTaken } from '../kit/told/response-check.js';

interface SaidAtOnce extends Omit<Answer, 'checkAgainAt'> {
  checkAgainAt?: string;
}

/** The answer in the response to a notice is written like the one of a callback. */
const validate = new Ajv({ allErrors: true, strict: false }).compile<SaidAtOnce>({
  type: 'object',
  required: ['state'],
  additionalProperties: false,
  properties: {
    state: { enum: ANSWER_STATES },
    checkAgainAt: { type: 'string', maxLength: 40 },
    whole: { type: 'boolean' },
    reason: { type: 'string', maxLength: 4000 },
    left: {
      type: 'array',
      maxItems: 1000,
      items: {
        type: 'object',
        required: ['collection', 'key'],
        additionalProperties: false,
        properties: { collection: { type: 'string' }, key: { type: 'array', items: { type: ['string', 'number'] } } },
      },
    },
    items: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        required: ['collection', 'record'],
        additionalProperties: false,
        properties: {
          collection: { type: 'string' },
          record: { type: 'object' },
          others: { type: 'integer', minimum: 0 },
        },
      },
    },
  },
});

/**
 * What the response to a notice says.
 *
 * @returns null when the other side will call back.
 * @throws the kit's errors for everything that is no success.
 */
export function answerIn(
  response: { status: number; headers: Record<string, string>; body: Buffer },
  now: Date,
): Answer | null {
  const { status, body } = response;
  assertTaken(response, now);
  return read(status, body);
}

function read(status: number, body: Buffer): Answer | null {
  if (status === 202 || status === 204 || body.length === 0) return null;
  let said: unknown;
  try {
    said = JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    // Many programs answer `OK`. They will call back.
    return null;
  }
  if (typeof said !== 'object' || said === null || !('state' in said)) return null;
  if (!validate(said)) throw new Refused('unsupported', 'The answer in the response to a notice is not as described.');
  const { checkAgainAt, ...answer } = said;
  const again = checkAgainAt === undefined ? undefined : new Date(checkAgainAt);
  return again === undefined || Number.isNaN(again.getTime()) ? answer : { ...answer, checkAgainAt: again };
}
