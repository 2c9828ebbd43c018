/** Exit codes of every command, as docs/cli.md lists them. */
export const exitCodes = {
  done: 0,
  /** It ran, and the answer is no: findings, damage, a refusal of the service. */
  no: 1,
  /** It could not be tried as asked: options, settings, an unreadable file. */
  usage: 2,
  /** Service or database cannot be reached. */
  unreachable: 3,
  /** A fault of the program. */
  fault: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error whose message is meant for the person at the terminal, as it stands. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';

  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.no,
  ) {
    super(message);
  }
}

export interface Explained {
  message: string;
  exitCode: ExitCode;
  code?: string;
}

/**
 * Errors of the house whose messages are written for people, by class: they name variables, files and codes, and hold
 * neither secrets nor personal data by their contracts. Named and not imported, so that a quick command loads nothing.
 */
const spoken: Record<string, ExitCode> = {
  CliFailure: exitCodes.no,
  SettingsError: exitCodes.usage,
  VerifierKeyError: exitCodes.usage,
  LedgerKeyUnfit: exitCodes.usage,
  ControllersFileError: exitCodes.no,
  BrokenLawFile: exitCodes.no,
  UnknownLaw: exitCodes.no,
  LedgerRefusal: exitCodes.no,
  Refused: exitCodes.no,
  ConnectorError: exitCodes.unreachable,
  ApiUnreachable: exitCodes.unreachable,
  EmbeddedPostgresError: exitCodes.unreachable,
};

/** What PostgreSQL and the socket say, in words (www.postgresql.org/docs/current/errcodes-appendix.html). */
const databaseCodes: Record<string, string> = {
  ECONNREFUSED: 'The database does not answer: nothing listens at its address.',
  ENOTFOUND: 'The database does not answer: its host name is unknown.',
  ETIMEDOUT: 'The database does not answer in time.',
  '28P01': 'The database refuses the password.',
  '28000': 'The database refuses this role.',
  '3D000': 'There is no database of this name.',
  '42501': 'The database refuses: this role may not do that. Migrations run as the owner (MIGRATION_DATABASE_URL).',
  '42P01': 'A table is missing: run `habeas migrate` first.',
};

const fileCodes: Record<string, string> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read',
  EISDIR: 'is a folder',
  ENOTDIR: 'is no folder',
};

/** What to say about an error, without stacks, secrets or personal data. */
export function explain(error: unknown): Explained {
  if (error instanceof CliFailure) return { message: error.message, exitCode: error.exitCode };
  const problem = problemIn(error);
  if (problem) return problem;
  for (const name of classesOf(error)) {
    const exitCode = spoken[name];
    if (exitCode !== undefined) return { message: (error as Error).message, exitCode };
  }
  const code = codeOf(error);
  const path = typeof error === 'object' && error !== null && 'path' in error ? String(error.path) : undefined;
  if (path !== undefined && fileCodes[code])
    return { message: `${path} ${fileCodes[code]}.`, exitCode: exitCodes.usage, code };
  if (code === 'EADDRINUSE') {
    const port = (error as { port?: number }).port;
    return {
      message: `Port ${port} is taken by another process. Give a free one (PORT=3001), or 0 for any.`,
      exitCode: exitCodes.unreachable,
      code,
    };
  }
  const database = databaseCodes[code];
  if (database) return { message: database, exitCode: exitCodes.unreachable, code };
  const name = classesOf(error)[0] ?? 'unknown error';
  return {
    message: `This went wrong inside Habeas (${name}${code ? `, ${code}` : ''}). With LOG_LEVEL=debug it shows where.`,
    exitCode: exitCodes.fault,
    ...(code ? { code } : {}),
  };
}

interface ApiProblemShape {
  status: number;
  code: string;
  message: string;
  errors: readonly { pointer: string; detail: string }[];
  members: Readonly<Record<string, unknown>>;
}

function problemIn(error: unknown): Explained | undefined {
  if (!classesOf(error).includes('ApiProblem')) return undefined;
  const { status, code, message, errors, members } = error as ApiProblemShape;
  const hint = status === 401 ? ' Give a key with --key or HABEAS_API_KEY (`habeas staff key` makes one).' : '';
  const more = Object.entries(members).map(([name, value]) => `  ${name}: ${String(value)}`);
  const places = errors.map((one) => `  ${one.pointer}: ${one.detail}`);
  return {
    message: [`${message}${hint} [${code}]`, ...places, ...more].join('\n'),
    exitCode: status >= 500 ? exitCodes.unreachable : exitCodes.no,
    code,
  };
}

/** Names of the error's classes, the most special first. */
function classesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let prototype: unknown = error; prototype; prototype = Object.getPrototypeOf(prototype)) {
    const name = (prototype as { constructor?: { name?: string } }).constructor?.name;
    if (name && name !== 'Object' && names.at(-1) !== name) names.push(name);
  }
  return names;
}

/** Of an error, or of what a library has wrapped. */
function codeOf(error: unknown): string {
  for (let one: unknown = error, depth = 0; typeof one === 'object' && one !== null && depth < 4; depth++) {
    if ('code' in one && typeof one.code === 'string' && /^[A-Z0-9_]{3,40}$/.test(one.code)) return one.code;
    if ('errors' in one && Array.isArray(one.errors) && one.errors.length > 0) one = one.errors[0] as unknown;
    else one = 'cause' in one ? one.cause : undefined;
  }
  return '';
}
