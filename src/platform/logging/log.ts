import type { LoggerService } from '@nestjs/common';
import type { Clock } from '../clock/clock.js';
import { currentLogContext } from './log-context.js';
import { admitted, type LogFields } from './log-fields.js';
import { reduceError } from './reduced-error.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const severity: Record<LogLevel, number> = { debug: 10, info: 20, warn: 30, error: 40 };

/**
 * A text written out in the program. A `string`, or a template with something in it, is refused by the compiler:
 * variable parts go into fields, where they are checked.
 */
export type Constant<Text extends string> = Record<never, never> extends Record<Text, true> ? never : Text;

/** What an error line is about: the error itself and fields. */
export type LogDetails = LogFields & { readonly error?: unknown };

/** Nest's own, and only these, speak in texts that consist of class names and routes. */
const trustedContexts = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestApplicationContext',
]);

const PLAIN = /^[\w ,.;:'()/-]{1,160}$/;
const MESSAGE_WITHHELD = '(message withheld)';

/**
 * The log of the service: a JSON object a line, with constant messages, listed fields of known shapes, ids of the
 * surrounding work, and errors without their messages. It is also Nest's logger; what frameworks and libraries say
 * through that door is cut down to the same.
 */
export class Log implements LoggerService {
  constructor(
    private readonly options: {
      level: LogLevel;
      clock: Clock;
      /** Receives whole lines. Default: standard output. */
      write?: (line: string) => void;
    },
  ) {}

  debug<Text extends string>(message: Constant<Text>, details?: LogDetails): void {
    this.put('debug', message, details);
  }

  info<Text extends string>(message: Constant<Text>, details?: LogDetails): void {
    this.put('info', message, details);
  }

  /** Also Nest's, whose further arguments end in the name of the speaker. */
  warn<Text extends string>(message: Constant<Text>, ...details: unknown[]): void {
    this.put('warn', message, ...details);
  }

  error<Text extends string>(message: Constant<Text>, ...details: unknown[]): void {
    this.put('error', message, ...details);
  }

  /** Nest's name for `info`. */
  log(message: unknown, ...details: unknown[]): void {
    this.put('info', message, ...details);
  }

  verbose(message: unknown, ...details: unknown[]): void {
    this.put('debug', message, ...details);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.put('error', message, ...details);
  }

  /** The `log` of a connector's tools: its messages are constants by contract, and are checked to look like it. */
  ofConnector(connector: string): (level: LogLevel, message: string, fields?: Record<string, string | number>) => void {
    return (level, message, fields) => {
      const plain = /^[A-Za-z][a-z -]{2,80}$/.test(message) ? message : MESSAGE_WITHHELD;
      this.put(level, plain, { ...fields, connector });
    };
  }

  private put(level: LogLevel, message: unknown, ...details: unknown[]): void {
    if (severity[level] < severity[this.options.level]) return;
    const speaker = speakerOf(details);
    const error = [message, ...details].map(errorIn).find((found) => found !== undefined);
    const fields = details.find(
      (detail) => typeof detail === 'object' && detail !== null && !(detail instanceof Error),
    );
    const line = {
      time: this.options.clock.now().toISOString(),
      level,
      message: textOf(message, speaker),
      ...(speaker === undefined ? {} : { speaker }),
      ...admitted(currentLogContext()),
      ...admitted(fields),
      ...(error === undefined ? {} : { error: reduceError(error) }),
    };
    (this.options.write ?? toStandardOutput)(`${JSON.stringify(line)}\n`);
  }
}

/** Nest passes the speaker's class name last. */
function speakerOf(details: unknown[]): string | undefined {
  const last = details.at(-1);
  return typeof last === 'string' && /^[A-Z][A-Za-z]{1,60}$/.test(last) && !last.includes('\n') ? last : undefined;
}

function textOf(message: unknown, speaker: string | undefined): string {
  if (typeof message !== 'string') return message instanceof Error ? 'Error' : MESSAGE_WITHHELD;
  if (speaker !== undefined) return trustedContexts.has(speaker) ? message.slice(0, 300) : MESSAGE_WITHHELD;
  // Constants by type; this is for callers who got round the compiler. A run of digits could be a number of somebody's.
  return PLAIN.test(message) && !/\d{5}/.test(message) ? message : MESSAGE_WITHHELD;
}

function errorIn(detail: unknown): unknown {
  if (detail instanceof Error) return detail;
  if (typeof detail !== 'object' || detail === null) return undefined;
  try {
    return Object.getOwnPropertyDescriptor(detail, 'error')?.value as unknown;
  } catch {
    return undefined;
  }
}

const toStandardOutput = (line: string): void => void process.stdout.write(line);
