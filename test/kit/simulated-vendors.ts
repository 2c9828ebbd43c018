import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningSimulator, startSimulator } from '../../src/demo/simulators/start.js';
import type { SimulatedPerson } from '../../src/demo/simulators/ground/people.js';
import type { VendorName } from '../../src/demo/simulators/vendors.js';
import { SetClock } from '../../src/platform/clock/clock.js';

export const NOON = new Date('2026-11-02T12:00:00.000Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, of whatever shape the test says. */
  json<T>(): T;
}

export type Caller = (line: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>;

/** Calls by a line such as `GET /api/v2/users`, with the same headers each time. */
export function caller(url: string, always: Record<string, string>): Caller {
  return async (line, body, headers = {}) => {
    const space = line.indexOf(' ');
    const [method, path] = [line.slice(0, space), line.slice(space + 1)];
    const answer = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...always,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: <T>() => JSON.parse(text) as T };
  };
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export interface Started<Name extends VendorName> {
  simulator: RunningSimulator<Name>;
  clock: SetClock;
}

/** A vendor at the company's noon with a few people. */
export async function started<Name extends VendorName>(
  name: Name,
  people: readonly SimulatedPerson[],
  limits: Record<string, number> = {},
): Promise<Started<Name>> {
  const clock = new SetClock(NOON);
  return { clock, simulator: await startSimulator(name, { clock, people, limits }) };
}

export interface Received {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Somebody who listens for webhooks and answers as told. */
export class Receiver {
  readonly received: Received[] = [];
  answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 204 };
  private server!: Server;

  async open(): Promise<this> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const { method = '', url: path = '' } = request;
        this.received.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(this.answer.status, this.answer.headers).end(this.answer.body);
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
