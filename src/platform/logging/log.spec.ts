import { Logger } from '@nestjs/common';
import { validateSync, IsEmail } from 'class-validator';
import fc from 'fast-check';
import { SetClock } from '../clock/clock.js';
import { withLogContext } from './log-context.js';
import type { LogFields } from './log-fields.js';
import { Log } from './log.js';

const CANARY = 'anna.canary@example.org';

function recorder(): { log: Log; lines: () => Record<string, unknown>[]; text: () => string } {
  const written: string[] = [];
  const clock = new SetClock(new Date('2026-11-23T10:00:00Z'));
  const log = new Log({ level: 'debug', clock, write: (line) => written.push(line) });
  return {
    log,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

class Person {
  @IsEmail()
  email = `not an address ${CANARY}`;
}

describe('the log', () => {
  it('writes one JSON line with time, level, message, fields and the ids of the work around it', () => {
    const { log, lines } = recorder();
    const requestId = '0199c0de-0000-7000-8000-000000000001';
    withLogContext({ requestId }, () =>
      withLogContext({ taskId: '0199c0de-0000-7000-8000-000000000002' }, () =>
        log.info('Batch done', { system: 'shop', count: 12 }),
      ),
    );
    expect(lines()).toEqual([
      {
        time: '2026-11-23T10:00:00.000Z',
        level: 'info',
        message: 'Batch done',
        requestId,
        taskId: '0199c0de-0000-7000-8000-000000000002',
        system: 'shop',
        count: 12,
      },
    ]);
  });

  it('leaves out what is less severe than asked for', () => {
    const written: string[] = [];
    const log = new Log({ level: 'warn', clock: new SetClock(new Date(0)), write: (line) => written.push(line) });
    log.info('Quiet');
    log.warn('Loud');
    expect(written).toHaveLength(1);
  });

  it('takes constants only, which the compiler checks', () => {
    const { log, text } = recorder();
    const name: string = CANARY;
    // @ts-expect-error a variable is no constant
    log.info(name);
    // @ts-expect-error nor is a template with something in it
    log.warn(`Hello ${name}`);
    expect(text()).not.toContain('canary');
    expect(text()).toContain('(message withheld)');
  });

  const pgError = Object.assign(new Error(`duplicate key value violates unique constraint: ${CANARY}`), {
    code: '23505',
    detail: `Key (email)=(${CANARY}) already exists.`,
    where: CANARY,
    parameters: [CANARY],
    query: `INSERT INTO person VALUES ('${CANARY}')`,
  });
  const imitation = new Error(`first line\n    at ${CANARY} (/app/src/${CANARY}:1:1)\n    at /src/${CANARY}:1:1`);
  const looped: Record<string, unknown> = { email: CANARY };
  looped['self'] = looped;

  it.each<[string, unknown]>([
    ['an error of PostgreSQL', pgError],
    ['an error wrapped twice', new Error(CANARY, { cause: new AggregateError([pgError], CANARY) })],
    ['an error whose message imitates a stack', imitation],
    ['an error whose name is a person', Object.assign(new Error('x'), { name: CANARY, code: CANARY })],
    ['errors of class-validator', validateSync(new Person())[0]],
    ['a list of them', { errors: validateSync(new Person()) }],
    ['a text', CANARY],
    ['an object that holds itself', looped],
    [
      'a getter',
      {
        get caseId(): string {
          return CANARY;
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error(CANARY);
          },
          getOwnPropertyDescriptor: () => {
            throw new Error(CANARY);
          },
        },
      ),
    ],
    ['toJSON', { toJSON: () => CANARY }],
    ['a toString', { toString: () => CANARY, status: { toJSON: () => CANARY } }],
    ['a known field with a foreign shape', { caseId: CANARY, code: CANARY, route: `/${CANARY}?q=1`, count: CANARY }],
    ['a phone number as a number', { count: 4915112345678, status: 4915112345678 }],
    ['an unknown field', { email: CANARY, name: CANARY }],
    ['Buffer', Buffer.from(CANARY)],
    ['a symbol', Symbol(CANARY)],
  ])('lets nothing through from %s', (_name, hostile) => {
    const { log, text, lines } = recorder();
    log.error('Something failed', { error: hostile });
    log.error('Something failed', hostile);
    log.error(hostile as never);
    log.fatal(hostile);
    log.log(hostile, hostile, 'SomeService');
    log.info('Something happened', hostile as LogFields);
    withLogContext(hostile as LogFields, () => log.debug('Something happened'));
    log.ofConnector('rest')('warn', `could not store ${CANARY}`, hostile as never);
    expect(text()).not.toMatch(/canary|4915112345678|Anna/i);
    expect(lines().length).toBeGreaterThan(5);
  });

  it('keeps what finds the fault', () => {
    const { log, lines } = recorder();
    log.error('Something failed', { error: pgError });
    expect(lines()[0]?.['error']).toMatchObject({
      name: 'Error',
      code: '23505',
      frames: expect.arrayContaining([expect.stringMatching(/^src\/platform\/logging\/log\.spec\.ts:\d+:\d+$/)]),
    });
  });

  it('hears what Nest says about itself, and not what others say through Nest', () => {
    const { log, text } = recorder();
    Logger.overrideLogger(log);
    new Logger('RouterExplorer').log('Mapped {/v1/requests/:id, GET} route');
    new Logger('ThrottlerGuard').warn(`too many from ${CANARY}`);
    new Logger('ExceptionsHandler').error(pgError);
    Logger.overrideLogger(false);
    expect(text()).toContain('Mapped {/v1/requests/:id, GET} route');
    expect(text()).not.toContain('canary');
  });

  it('lets no object whatever bring a canary through', () => {
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom('caseId', 'code', 'error', 'route', 'count', 'x'),
          values: [fc.constant(CANARY), fc.integer()],
        }),
        (hostile) => {
          const { log, text } = recorder();
          log.warn('Something odd', hostile);
          log.error('Something odd', { error: hostile });
          return !text().includes('canary');
        },
      ),
    );
  });
});
