import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { newId } from '../../platform/ids/ids.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { proofOfWork } from './proof-of-work.js';
import { type RemoteOptions, serviceClient } from './service-client.js';

interface SubmitOptions extends RemoteOptions {
  controller?: string[];
  right?: string[];
  email?: string;
  identifier?: string[];
  locale?: string;
  country?: string;
  state?: string;
  copyFirst?: boolean;
  eraseAfterDays?: number;
  replyBy?: string;
  channel?: string;
  receivedAt?: string;
  public?: boolean;
  file?: string;
  idempotencyKey?: string;
}

/** What the service answers to a submission. */
export interface OpenedCases {
  cases: {
    controller: string;
    reference: string;
    token: string;
    requests: { id: string; right: string; state: string; dueOn: string | null }[];
  }[];
}

export async function submit(options: SubmitOptions): Promise<Outcome> {
  const body = { ...(options.file ? await bodyFrom(options.file) : {}), ...bodyOf(options) };
  if (options.public && options.channel) {
    throw new CliFailure('--channel records what reached the office; with --public nobody records.', exitCodes.usage);
  }
  const client = serviceClient(options);
  const path = options.public ? '/v1/submissions' : options.channel ? '/v1/requests/recorded' : '/v1/requests';
  const work = options.public ? await proofOfWork(client.as('')) : {};
  const opened = await (options.public ? client.as('') : client).post<OpenedCases>(
    path,
    { ...body, ...work },
    {
      'idempotency-key': options.idempotencyKey ?? newId(),
    },
  );
  return {
    json: opened,
    lines: opened.cases.flatMap(({ controller, reference, token, requests }) => [
      `${reference} at ${controller}`,
      ...table(
        ['request', 'right', 'state', 'answer due'],
        requests.map((request) => [request.id, request.right, request.state, request.dueOn]),
      ),
      `The person follows her case with this token; it is shown here and in letters to her: ${token}`,
    ]),
  };
}

function bodyOf(options: SubmitOptions): Record<string, unknown> {
  const identifiers = [
    ...(options.email ? [{ kind: 'email', value: options.email }] : []),
    ...(options.identifier ?? []).map((pair) => {
      const cut = pair.indexOf('=');
      if (cut < 1) throw new CliFailure('An identifier reads kind=value, e.g. customer_no=NL-100102.', exitCodes.usage);
      return { kind: pair.slice(0, cut), value: pair.slice(cut + 1) };
    }),
  ];
  const { controller, right, locale, country, state, copyFirst, eraseAfterDays, replyBy, channel, receivedAt } =
    options;
  const body = {
    controllers: controller,
    rights: right,
    identifiers: identifiers.length > 0 ? identifiers : undefined,
    locale,
    country,
    state,
    copyFirst,
    eraseAfterDays,
    replyBy,
    channel,
    receivedAt,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

async function bodyFrom(file: string): Promise<Record<string, unknown>> {
  const source = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  try {
    const body = JSON.parse(source) as unknown;
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // The parser's message would quote the file.
  }
  throw new CliFailure(`${file === '-' ? 'Standard input' : file} holds no JSON object.`, exitCodes.usage);
}
