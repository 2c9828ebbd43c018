import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Client } from '../client.js';
import { type RunningService, runService } from '../running-service.js';
import { withMaps } from '../two-controllers.js';
import { senderOf, signed, type SignerName } from './signing.js';

/** A service with two controllers to which tools may send webhooks. */
export class HooksHouse {
  engineer!: Client;
  officer!: Client;
  private readonly sources = new Map<string, { url: string; secret: string }>();

  private constructor(
    readonly service: RunningService,
    readonly database: pg.Pool,
  ) {}

  static async open(options: Parameters<typeof runService>[0] = {}): Promise<HooksHouse> {
    const service = await runService({ ...options, environment: { TRUSTED_PROXIES: '1', ...options.environment } });
    const house = new HooksHouse(service, new pg.Pool({ connectionString: service.database.ownerUrl, max: 2 }));
    await withMaps({}, (folder) => service.apply(folder));
    house.engineer = new Client(service.url).as(await service.staff('engineer@hooks.test', ['engineer']));
    house.officer = new Client(service.url).as(await service.staff('officer@hooks.test', ['privacy_officer']));
    return house;
  }

  async close(): Promise<void> {
    await this.database.end();
    await this.service.stop();
  }

  async sql<T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(text, parameters)).rows;
  }

  /** A source for what a signer signs. @returns its id. */
  async source(
    signer: SignerName,
    {
      secret,
      settings = {},
      controller = 'alpha',
      system,
    }: { secret: string; settings?: object; controller?: string; system?: string },
  ): Promise<string> {
    const { status, body } = await this.engineer.post<{ id: string }>('/v1/hook-sources', {
      controller,
      name: `${signer} of ${controller}`,
      sender: senderOf(signer),
      settings,
      secret,
      ...(system === undefined ? {} : { system }),
    });
    if (status !== 201) throw new Error(`No source: ${status} ${JSON.stringify(body)}`);
    const { sources } = (await this.engineer.get<{ sources: { id: string; url: string }[] }>('/v1/hook-sources')).body;
    this.sources.set(body.id, { url: sources.find(({ id }) => id === body.id)!.url, secret });
    return body.id;
  }

  urlOf(source: string): string {
    return this.sources.get(source)!.url;
  }

  /** Signs a body as the sender would, and sends it. */
  async send(
    signer: SignerName,
    source: string,
    body: unknown,
    more: { id?: string; headers?: Record<string, string>; secret?: string; at?: Date; from?: string } = {},
  ): Promise<{ status: number; text: string; type: string | null }> {
    const { url, secret } = this.sources.get(source)!;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const hook = signed(signer, {
      secret: more.secret ?? secret,
      body: text,
      uri: url,
      at: more.at ?? new Date(),
      id: more.id ?? randomUUID(),
    });
    return this.post(source, hook.body, {
      ...hook.headers,
      ...more.headers,
      ...(more.from ? { 'x-forwarded-for': more.from } : {}),
    });
  }

  async post(
    source: string,
    body: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string; type: string | null }> {
    const path = new URL(this.urlOf(source)).pathname;
    const response = await fetch(`${this.service.url}${path}`, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
  }

  /** Waits until nothing that a source has sent waits to be read, and nothing else is under way. */
  async quiet(): Promise<void> {
    const end = performance.now() + 30_000;
    for (;;) {
      const [row] = await this.sql<{ open: number }>(
        `SELECT (SELECT count(*) FROM hook_event WHERE state = 'waiting' AND due_at <= now())::int
              + (SELECT count(*) FROM outbox WHERE due_at <= now() + CASE WHEN signal LIKE 'hooks.%' THEN interval '5 seconds' ELSE '0' END)::int + (SELECT count(*) FROM wake)::int AS open`,
      );
      if (row!.open === 0) return;
      if (performance.now() > end) throw new Error(`Waited in vain: ${row!.open} are under way.`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}
