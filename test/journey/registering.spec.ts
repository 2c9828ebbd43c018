import { stringify } from 'yaml';
import type { DraftView, TrialView } from '../../src/registering/registering-views.dto.js';
import { CANARIES, canaryMap, EMAIL, loadCanaryShop } from '../kit/canary-shop.js';
import { Client, until } from '../kit/client.js';
import { postgresPlace, type SqlPlace } from '../kit/connectors/sql-harness.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { withMaps } from '../kit/two-controllers.js';
import pg from 'pg';

/** The map of the birds as somebody writes it at the desk: the connection stands in the draft already. */
function birdsText(connection: unknown, change: object = {}): string {
  return stringify({ ...canaryMap('UNUSED'), connection, ...change });
}

describe('a system registered at the desk', () => {
  let place: SqlPlace;
  let service: RunningService;
  let engineer: Client;
  let officer: Client;
  let database: pg.Client;
  let settings: Record<string, unknown>;
  let password: string;

  beforeAll(async () => {
    place = await postgresPlace();
    await loadCanaryShop(place);
    const url = new URL(place.url);
    password = 'Kaefigschluessel-4711';
    await place.run(`CREATE ROLE keeper_${url.pathname.slice(1)} LOGIN PASSWORD '${password}'`);
    await place.run(`GRANT SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO keeper_${url.pathname.slice(1)}`);
    settings = {
      host: url.hostname || '127.0.0.1',
      port: Number(url.port || 5432),
      database: url.pathname.slice(1),
      user: `keeper_${url.pathname.slice(1)}`,
      password,
    };
    service = await runService({});
    await withMaps({}, (folder) => service.apply(folder));
    const client = new Client(service.url);
    engineer = client.as(await service.staff('engineer@beta.test', ['engineer']));
    officer = client.as(await service.staff('officer@beta.test', ['privacy_officer']));
    database = new pg.Client({ connectionString: service.database.ownerUrl });
    await database.connect();
  });

  afterAll(async () => {
    await database?.end();
    await service?.stop();
    await place?.run(
      `DROP OWNED BY keeper_${String(settings.database)}; DROP ROLE keeper_${String(settings.database)}`,
    );
    await place?.drop();
  });

  const birds = (more: object = {}) => ({
    system: 'birds',
    title: { en: 'Birds', de: 'Vögel' },
    connector: 'postgres',
    controllers: ['beta'],
    settings,
    ...more,
  });
  const draft = async (): Promise<DraftView> => (await engineer.get<DraftView>('/v1/systems/birds/draft')).body;
  const write = async (yaml: string): Promise<DraftView> =>
    (await engineer.put<DraftView>('/v1/systems/birds/draft', { yaml, revision: (await draft()).revision })).body;
  const codes = ({ findings }: DraftView): string[] => findings.map(({ code }) => code);

  it('draws its form from the connectors’ schemas', async () => {
    const { body } = await engineer.get<{ connectors: { name: string; settings: { properties: object } }[] }>(
      '/v1/connectors',
    );
    expect(body.connectors.map(({ name }) => name)).toEqual(expect.arrayContaining(['postgres', 'mysql', 'mailchimp']));
    expect(body.connectors[0]!.settings.properties).toHaveProperty('password.secret', true);
    const { body: schema } = await engineer.get<{ $id?: string; properties: object }>('/v1/maps/schema');
    expect(schema.properties).toHaveProperty('collections');
  });

  it('refuses settings that the connector does not take, without repeating them', async () => {
    const { status, body } = await engineer.post<{ code: string; errors: { pointer: string }[] }>(
      '/v1/systems',
      birds({ settings: { ...settings, port: 'Kaefigtuer', colour: 'blue' } }),
    );
    expect(status).toBe(400);
    expect(body.code).toBe('validation-failed');
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/settings', '/settings/port']));
    expect(JSON.stringify(body)).not.toContain('Kaefigtuer');
    expect((await engineer.post('/v1/systems', birds({ connector: 'oracle' }))).status).toBe(422);
    expect((await engineer.post('/v1/systems', birds({ controllers: ['gamma'] }))).status).toBe(422);
    expect((await engineer.post('/v1/systems', birds({ system: '../birds' }))).status).toBe(400);
    expect((await officer.post('/v1/systems', birds())).status).toBe(403);
  });

  it('seals the password: it stands in no answer and in no table', async () => {
    const { status, body } = await engineer.post<DraftView>('/v1/systems', birds());
    expect(status).toBe(201);
    expect(body.connection).toMatchObject({
      user: settings.user,
      password: expect.stringMatching(/^sealed:[0-9a-f-]{36}$/),
    });
    expect(JSON.stringify(body)).not.toContain(password);
    expect(codes(body)).not.toEqual([]);
    expect(body.usable).toBe(false);
    const { rows } = await database.query<{ found: boolean }>(
      `SELECT bool_or(strpos(d.yaml, $1) > 0 OR strpos(encode(c.sealed, 'escape'), $1) > 0) AS found
       FROM system_draft d, system_credential c`,
      [password],
    );
    expect(rows[0]!.found).toBe(false);
    expect((await engineer.post('/v1/systems', birds())).status).toBe(409);
  });

  it('is looked at: reachable, with which rights, and a map proposed from what stands there', async () => {
    const { body: health } = await engineer.post<{ reachable: boolean; rights: string[] }>(
      '/v1/systems/birds/draft/check',
    );
    expect(health.reachable).toBe(true);
    const { status, body } = await engineer.post<{ yaml: string; tables: number }>('/v1/systems/birds/draft/scan');
    expect(status).toBe(200);
    expect(body.tables).toBe(2);
    expect(body.yaml).toContain('user.contact.email');
    for (const value of Object.values(CANARIES)) expect(body.yaml).not.toContain(value);
    const kept = await write(body.yaml);
    expect(codes(kept)).toContain('to-fill-in');
    expect((await engineer.post('/v1/systems/birds/draft/activation', { revision: kept.revision })).status).toBe(422);
  });

  it('never sends a secret to another address, nor takes one from the host', async () => {
    const { connection } = await draft();
    const elsewhere = await write(birdsText({ ...connection, host: 'birdcatcher.example' }));
    expect(codes(elsewhere)).toContain('credential-elsewhere');
    expect((await engineer.post('/v1/systems/birds/draft/check')).status).toBe(422);
    const outside = await write(birdsText({ ...connection, password: 'env:KEY_ENCRYPTION_KEYS' }));
    expect(codes(outside)).toContain('reference-not-from-desk');
    expect((await engineer.post('/v1/systems/birds/draft/scan')).status).toBe(422);
    const strange = await write(birdsText({ ...connection, password: 'sealed:00000000-0000-4000-8000-000000000000' }));
    expect(codes(strange)).toContain('credential-unknown');
    const moved = { ...settings, host: 'birdcatcher.example', password: connection!.password };
    const { status, body } = await engineer.put<{ code: string }>('/v1/systems/birds/draft/connection', {
      connector: 'postgres',
      settings: moved,
      revision: (await draft()).revision,
    });
    expect([status, body.code]).toEqual([422, 'secret-needed']);
    await write(birdsText(connection));
  });

  it('refuses a change by somebody who has read an older revision', async () => {
    const { revision, yaml } = await draft();
    const { status, body } = await engineer.put<{ code: string }>('/v1/systems/birds/draft', {
      yaml: `${yaml}\n# late`,
      revision: revision - 1,
    });
    expect([status, body.code]).toEqual([409, 'draft-changed']);
    expect((await draft()).yaml).toBe(yaml);
  });

  it('is tried on one person before it is in force: counts and verdicts, and no value of hers', async () => {
    const { status, body } = await engineer.post<TrialView>('/v1/systems/birds/trials', {
      controller: 'beta',
      identifiers: [{ kind: 'email', value: EMAIL.toUpperCase() }],
      draft: true,
    });
    expect(status).toBe(200);
    expect(body.groups).toEqual([
      expect.objectContaining({ collection: 'customers', records: 1, action: 'delete', because: 'erase' }),
      expect.objectContaining({ collection: 'orders', records: 1, action: 'delete', because: 'erase' }),
    ]);
    expect(body.fields).toContainEqual({
      collection: 'orders',
      field: 'gift',
      categories: ['user.behavior.purchase_history'],
    });
    for (const value of Object.values(CANARIES)) expect(JSON.stringify(body)).not.toContain(value);
    expect(await place.run(`SELECT count(*)::int AS n FROM customers`)).toEqual([{ n: 2 }]);
    const tried = await database.query<{ kind: string }>(`SELECT kind FROM ledger_entry WHERE kind = 'map.tried'`);
    expect(tried.rows).toHaveLength(1);
    const nobody = await engineer.post<TrialView>('/v1/systems/birds/trials', {
      controller: 'beta',
      identifiers: [{ kind: 'email', value: 'nobody@example.com' }],
      draft: true,
    });
    expect(nobody.body).toMatchObject({ groups: [], empty: ['customers', 'orders'] });
  });

  it('is put in force, and erases by the sealed password', async () => {
    const { revision } = await draft();
    const { status, body } = await engineer.post('/v1/systems/birds/draft/activation', { revision });
    expect([status, body]).toEqual([200, { system: 'birds', version: 1, changed: true }]);
    expect((await engineer.get('/v1/systems/birds/draft')).status).toBe(404);
    const { body: inForce } = await officer.get<{ version: number; origin: string; yaml: string }>(
      '/v1/systems/birds/map',
    );
    expect(inForce).toMatchObject({ version: 1, origin: 'desk' });
    expect(inForce.yaml).not.toContain(password);

    const clerk = new Client(service.url).as(await service.staff('clerk@beta.test', ['agent']));
    const asked = await clerk.post<{ cases: { requests: { id: string }[] }[] }>('/v1/requests/recorded', {
      controllers: ['beta'],
      rights: ['erasure'],
      identifiers: [{ kind: 'email', value: EMAIL }],
      channel: 'letter',
      receivedAt: new Date().toISOString(),
    });
    const { id } = asked.body.cases[0]!.requests[0]!;
    const state = async (): Promise<string> => (await officer.get<{ state: string }>(`/v1/requests/${id}`)).body.state;
    await until(state, (now) => now === 'proving');
    const second = new Client(service.url).as(await service.staff('second@beta.test', ['agent']));
    await second.post(`/v1/requests/${id}/identity`, { decision: 'accept', note: 'seen' });
    await until(state, (now) => now === 'deciding');
    const { body: plan } = await officer.get<{ hash: string }>(`/v1/requests/${id}/plan`);
    await officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash });
    await until(state, (now) => now === 'closed');
    expect(await place.run(`SELECT id FROM customers`)).toEqual([{ id: 2 }]);
  });

  it('is changed by a new draft from the map in force, and what came from files is not', async () => {
    const { status, body } = await engineer.post<DraftView>('/v1/systems/birds/draft');
    expect([status, body.revision, body.usable]).toEqual([200, 1, true]);
    const typed = await engineer.put<DraftView>('/v1/systems/birds/draft/connection', {
      connector: 'postgres',
      settings: { ...settings, statementTimeout: 5_000, password: body.connection!.password },
      revision: 1,
    });
    expect(typed.body.connection).toEqual({ ...body.connection, statementTimeout: 5_000 });
    const applied = await engineer.post('/v1/systems/birds/draft/activation', { revision: 2 });
    expect(applied.body).toMatchObject({ version: 2, changed: true });

    const map = { ...(canaryMap('NOWHERE_URL') as { system: string }), system: 'nests' };
    await withMaps({ nests: map }, (folder) => service.apply(folder));
    const refused = await engineer.post<{ code: string }>('/v1/systems/nests/draft');
    expect([refused.status, refused.body.code]).toEqual([409, 'map-from-files']);
  });

  it('is not there for somebody of another controller', async () => {
    const stranger = new Client(service.url).as(await service.staff('engineer@alpha.test', ['engineer'], ['alpha']));
    expect((await stranger.get('/v1/systems/birds/map')).status).toBe(404);
    expect((await stranger.post('/v1/systems/birds/draft')).status).toBe(404);
    expect((await stranger.post('/v1/systems', birds({ system: 'eggs' }))).status).toBe(422);
    expect(
      (
        await stranger.post('/v1/systems/birds/trials', {
          controller: 'beta',
          identifiers: [{ kind: 'email', value: EMAIL }],
        })
      ).status,
    ).toBe(422);
  });

  it('tells how far the first run is', async () => {
    const { body } = await engineer.get<{ steps: { step: string; done: boolean }[]; complete: boolean }>(
      '/v1/first-run',
    );
    expect(body.steps.map(({ step, done }) => [step, done])).toEqual([
      ['controller', true],
      ['system', true],
      ['map', true],
      ['trial', true],
      ['request', true],
      ['proof', true],
    ]);
    expect(body.complete).toBe(true);
  });

  it('tells it to each of her own companies alone, and where the next step is taken', async () => {
    const show = async (key: string) =>
      (
        await new Client(service.url)
          .as(key)
          .get<{ steps: { step: string; done: boolean; system: string | null }[] }>('/v1/first-run')
      ).body.steps;
    const hers = await show(await service.staff('engineer-of-beta@beta.test', ['engineer'], ['beta']));
    expect(hers.find(({ step }) => step === 'map')).toMatchObject({ done: true, system: expect.any(String) });
    const others = await show(await service.staff('engineer-of-alpha@alpha.test', ['engineer'], ['alpha']));
    expect(others.map(({ step, done, system }) => [step, done, system])).toEqual([
      ['controller', true, null],
      ['system', false, null],
      ['map', false, null],
      ['trial', false, null],
      ['request', false, null],
      ['proof', false, null],
    ]);
  });
});
