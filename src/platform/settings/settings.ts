import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  validateSync,
} from 'class-validator';

/** What a setting is for: printed in start-up messages, in `.env.example` and in the operating guide. */
interface Documentation {
  about: string;
  example: string;
  secret?: boolean;
}

const documentation = new Map<string, Documentation>();

function Documented(entry: Documentation): PropertyDecorator {
  return (_target, property) => {
    documentation.set(String(property), entry);
  };
}

const number = Transform(({ value }) => (value === undefined || value === '' ? undefined : Number(value)));
const truths: Record<string, boolean> = { true: true, false: false };
const truth = Transform(({ value }) => truths[String(value)] ?? (value as unknown));
const numbers = Transform(({ value }) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
        .map(Number)
    : value,
);
const list = Transform(({ value }) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : value,
);

/** Every variable the service reads, read once. Nothing else looks at the environment. */
export class Settings {
  @Documented({
    about: '`production` refuses generated keys, the embedded database and the demo.',
    example: 'production',
  })
  @IsIn(['development', 'test', 'production'])
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @Documented({ about: 'Address the HTTP server listens on.', example: '127.0.0.1' })
  @IsString()
  HOST = '127.0.0.1';

  @Documented({ about: 'Port the HTTP server listens on; 0 takes a free one.', example: '3000' })
  @number
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT = 3000;

  @Documented({
    about: 'Address under which people reach this service; links in letters begin with it.',
    example: 'https://privacy.example.com',
  })
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  PUBLIC_URL?: string;

  @Documented({ about: 'Number of proxies in front whose X-Forwarded-For is believed.', example: '1' })
  @number
  @IsInt()
  @Min(0)
  @Max(10)
  TRUSTED_PROXIES = 0;

  @Documented({
    about: 'Folder of what lives outside the database: vault, mailbox, checkpoints, embedded database, generated keys.',
    example: '/var/lib/habeas',
  })
  @IsString()
  HABEAS_HOME = '.habeas';

  @Documented({
    about:
      'PostgreSQL (15 or newer) of the service, as the role that may not rewrite the ledger. Without it an embedded server is started.',
    example: 'postgres://habeas_app:secret@db:5432/habeas',
    secret: true,
  })
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//)
  DATABASE_URL?: string;

  @Documented({
    about:
      'The same database as its owner, for migrations. Default: DATABASE_URL, with a warning, since an owner can rewrite the ledger.',
    example: 'postgres://habeas_owner:secret@db:5432/habeas',
    secret: true,
  })
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//)
  MIGRATION_DATABASE_URL?: string;

  @Documented({ about: 'Connections of one process to its database, beside those of the queues.', example: '10' })
  @number
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL = 10;

  @Documented({
    about:
      'Redis or Valkey for the queues, for those who outgrow one database. Without it the queues live in PostgreSQL.',
    example: 'redis://:secret@redis:6379/0',
    secret: true,
  })
  @IsOptional()
  @Matches(/^rediss?:\/\//)
  REDIS_URL?: string;

  @Documented({
    about: 'Key-encryption key: 32 bytes in base64. Or name a file with KEY_ENCRYPTION_KEY_FILE.',
    example: '(openssl rand -base64 32)',
    secret: true,
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  KEY_ENCRYPTION_KEY?: string;

  @Documented({
    about:
      'File with the key-encryption key, one base64 key a line, newest first; older ones only open. Default in development: generated under HABEAS_HOME/keys.',
    example: '/run/secrets/habeas-kek',
  })
  @IsOptional()
  @IsString()
  KEY_ENCRYPTION_KEY_FILE?: string;

  @Documented({
    about:
      'File with the Ed25519 key that signs the checkpoints of the ledger. Leave it out where `habeas ledger sign` runs apart.',
    example: '/run/secrets/habeas-ledger-key',
  })
  @IsOptional()
  @IsString()
  LEDGER_KEY_FILE?: string;

  @Documented({
    about: 'Name of the ledger, as it stands on the first line of its checkpoints.',
    example: 'privacy.example.com/ledger',
  })
  @Matches(/^[\w.-]+(\/[\w.-]+)*$/)
  LEDGER_ORIGIN = 'habeas.localhost/ledger';

  @Documented({
    about:
      'Verifier keys of the ledger (earlier ones, and the present one where another process signs), separated by commas.',
    example: 'privacy.example.com/ledger+1a2b3c4d+AbC…',
  })
  @list
  @IsString({ each: true })
  LEDGER_VERIFIER_KEYS: string[] = [];

  @Documented({
    about: 'Write-once folder that receives each checkpoint, best on a disk that this service cannot rewrite.',
    example: '/mnt/worm/checkpoints',
  })
  @IsOptional()
  @IsString()
  CHECKPOINT_DIR?: string;

  @Documented({
    about: 'Mail addresses that receive a checkpoint a day (an auditor outside the house), separated by commas.',
    example: 'auditor@example.org',
  })
  @list
  @IsString({ each: true })
  CHECKPOINT_MAIL: string[] = [];

  @Documented({
    about: 'SMTP server for letters and codes. Without it mail is kept in HABEAS_HOME/mailbox (refused in production).',
    example: 'smtps://user:secret@mail.example.com',
    secret: true,
  })
  @IsOptional()
  @Matches(/^smtps?:\/\//)
  SMTP_URL?: string;

  @Documented({ about: 'Sender of mail.', example: 'Example Privacy <privacy@example.com>' })
  @IsString()
  MAIL_FROM = 'Habeas <privacy@habeas.localhost>';

  @Documented({ about: 'Folder of data maps and controllers, applied at start.', example: '/etc/habeas/maps' })
  @IsOptional()
  @IsString()
  MAP_DIR?: string;

  @Documented({
    about: 'Folder of connectors of your own: definitions of REST APIs, each in a folder of its name.',
    example: '/etc/habeas/connectors',
  })
  @IsOptional()
  @IsString()
  CONNECTORS_DIR?: string;

  @Documented({
    about:
      'Hosts (and host:port) inside private networks that outgoing calls may reach nevertheless, separated by commas.',
    example: 'crm.internal:8443',
  })
  @list
  @IsString({ each: true })
  EGRESS_ALLOW: string[] = [];

  @Documented({
    about: 'Minutes without a call after which a session of staff ends.',
    example: '30',
  })
  @number
  @IsInt()
  @Min(1)
  @Max(1_440)
  SESSION_IDLE_MINUTES = 30;

  @Documented({ about: 'Hours after which a session of staff ends, however busy it is.', example: '12' })
  @number
  @IsInt()
  @Min(1)
  @Max(168)
  SESSION_HOURS = 12;

  @Documented({
    about: 'Minutes for which a second factor counts as fresh: approvals, releases and changes of staff ask for it.',
    example: '10',
  })
  @number
  @IsInt()
  @Min(1)
  @Max(240)
  STEP_UP_MINUTES = 10;

  @Documented({
    about:
      'Proof of work that a browser does before it may ask: the most tries of some milliseconds each; 0 asks for none.',
    example: '400',
  })
  @number
  @IsInt()
  @Min(0)
  @Max(100_000)
  PROOF_OF_WORK = 400;

  @Documented({
    about:
      'Days after an erasure on which each system is asked whether the person has come back, separated by commas. Sealed identifiers live until two weeks after the last.',
    example: '1,7,30,90',
  })
  @numbers
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(3650, { each: true })
  @ArrayMaxSize(20)
  @ArrayUnique()
  PROBE_DAYS: number[] = [1, 7, 30, 90];

  @Documented({ about: 'Least severe level that is logged.', example: 'info' })
  @IsIn(['debug', 'info', 'warn', 'error'])
  LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' = 'info';

  @Documented({
    about: 'Bearer token that may read /metrics; without it /metrics answers only the loopback address.',
    example: '(openssl rand -hex 32)',
    secret: true,
  })
  @IsOptional()
  @IsString()
  METRICS_TOKEN?: string;

  @Documented({ about: 'Does this process run the workers too? `npm run worker` always does.', example: 'true' })
  @truth
  @IsBoolean()
  WORKERS = true;

  @Documented({ about: 'Jobs a process works on at once, by queue.', example: '4' })
  @number
  @IsInt()
  @Min(1)
  @Max(64)
  WORKER_CONCURRENCY = 4;
}

export class SettingsError extends Error {}

/**
 * Reads and checks the environment.
 *
 * @throws SettingsError whose message names each variable, what is wrong with it, and an example.
 */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const known = Object.fromEntries(
    [...documentation.keys()]
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const settings = plainToInstance(Settings, known, { exposeDefaultValues: true });
  const complaints = validateSync(settings, { forbidUnknownValues: true }).map((error) => {
    const about = documentation.get(error.property);
    const wrong = Object.values(error.constraints ?? {}).join('; ');
    return `  ${error.property}: ${wrong}.\n    ${about?.about}\n    Example: ${error.property}=${about?.example}`;
  });
  if (complaints.length > 0) {
    throw new SettingsError(`These settings cannot be used:\n${complaints.join('\n')}`);
  }
  return settings;
}

/** `.env.example`, written from the settings' own documentation. */
export function exampleEnvironment(): string {
  const defaults = new Settings() as unknown as Record<string, unknown>;
  const blocks = [...documentation].map(([name, { about, example }]) => {
    const standard = defaults[name];
    const plain = typeof standard === 'string' || typeof standard === 'number' || typeof standard === 'boolean';
    const shown = plain ? ` Default: ${standard}.` : '';
    return `# ${about}${shown}\n# ${name}=${example}\n`;
  });
  return `# Settings of Habeas. Generated from src/platform/settings/settings.ts by \`npm run generate\`.\n\n${blocks.join('\n')}`;
}

/** The settings as they may be printed: secrets as the fact that they are set. */
export function withoutSecrets(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, documentation.get(name)?.secret && value ? '(set)' : value]),
  );
}

/** A variable that a data map refers to (`env:NAME`). Looked up when the system is opened, never kept. */
export function environmentVariable(name: string): string | undefined {
  return process.env[name];
}
