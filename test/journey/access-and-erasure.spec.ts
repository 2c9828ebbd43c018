import { join } from 'node:path';
import { cast } from '../../src/demo/company/cast.js';
import { createCompany, dropCompany } from '../../src/demo/company/company.js';
import { environmentOf, type CompanyDatabases } from '../../src/demo/company/systems.js';
import { Client, until } from '../kit/client.js';
import { superUrl, uniquePrefix } from '../kit/demo-company.js';
import { receivedLetters } from '../kit/received-letters.js';
import { type RunningService, runService } from '../kit/running-service.js';

const MAPS = join(import.meta.dirname, '../../src/demo/company/maps');

interface Opened {
  cases: {
    reference: string;
    token: string;
    requests: { id: string; right: string; state: string; dueOn: string }[];
  }[];
}

describe('a request from intake to proof', () => {
  const prefix = uniquePrefix();
  let company: CompanyDatabases;
  let service: RunningService;
  let officer: Client;
  let clerk: Client;

  beforeAll(async () => {
    company = await createCompany({ superUrl: superUrl(), prefix, people: 60 });
    Object.assign(process.env, environmentOf(company));
    service = await runService();
    await service.apply(MAPS);
    const client = new Client(service.url);
    officer = client.as(await service.staff('officer@nordlicht.test', ['privacy_officer']));
    clerk = client.as(await service.staff('clerk@nordlicht.test', ['agent']));
  });

  afterAll(async () => {
    if (process.env.SHOW_LOG)
      console.log(
        service.log
          .filter(
            (line) => !line.includes('Answered') && !/"(InstanceLoader|RouterExplorer|RoutesResolver)"/.test(line),
          )
          .join(''),
      );
    await service?.stop();
    await dropCompany({ superUrl: superUrl(), prefix });
  });

  async function ask(rights: string[], email: string): Promise<Opened['cases'][number]> {
    const { status, body } = await new Client(service.url).post<Opened>('/v1/submissions', {
      controllers: ['nordlicht'],
      rights,
      identifiers: [{ kind: 'email', value: email }],
      locale: 'de',
      country: 'DE',
    });
    expect(status).toBe(201);
    return body.cases[0]!;
  }

  const stateOf = (id: string) => async () => {
    const { state, errands, tasks, outcomes } = (
      await officer.get<{ state: string; errands: unknown[]; tasks: unknown[]; outcomes: unknown[] }>(
        `/v1/requests/${id}`,
      )
    ).body;
    return { state, errands, tasks, outcomes };
  };

  it('access: asked, proven, searched, reviewed, released, fetched', async () => {
    const opened = await ask(['access'], cast.anna.email);
    const { id } = opened.requests[0]!;
    await until(stateOf(id), ({ state }) => state === 'proving');
    expect(
      (await clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept', note: 'known by voice' })).status,
    ).toBe(204);
    await until(stateOf(id), ({ state }) => state === 'reviewing');
    const { body: shown } = await officer.get<{
      digest: string;
      summary: { searched: number; of: number; records: number };
    }>(`/v1/requests/${id}/package`);
    expect(shown.summary).toMatchObject({ searched: 3, of: 3 });
    expect(shown.summary.records).toBeGreaterThan(10);
    expect((await officer.post(`/v1/requests/${id}/release`, { digest: shown.digest })).status).toBe(204);
    await until(stateOf(id), ({ state }) => state === 'closed');
    const person = new Client(service.url).as(opened.token);
    const grant = await person.post<{ token: string }>(`/v1/case/requests/${id}/package/grants`);
    expect(grant.status).toBe(201);
    const fetched = await person.bytes('/v1/packages/fetch', { token: grant.body.token });
    expect(fetched.status).toBe(200);
    expect(fetched.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await person.bytes('/v1/packages/fetch', { token: grant.body.token })).status).toBe(422);
  });

  it('erasure: approved by its hash, carried out, read again, answered', async () => {
    const opened = await ask(['erasure'], cast.bernd.email);
    const { id } = opened.requests[0]!;
    await until(stateOf(id), ({ state }) => state === 'proving');
    await clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
    await until(stateOf(id), ({ state }) => state === 'deciding');
    const { body: plan } = await officer.get<{ hash: string; systems: unknown[] }>(`/v1/requests/${id}/plan`);
    expect((await officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash })).status).toBe(200);
    const view = await until(stateOf(id), ({ state }) => state === 'closed');
    expect(view.errands).toEqual([]);
    const letters = await until(
      () => receivedLetters(service.home),
      (all) => all.some(({ to, text }) => to.includes(cast.bernd.email) && text.includes('gelöscht und am')),
    );
    expect(letters.some(({ text }) => /vollständig|unwiderruflich|nachweislich/.test(text))).toBe(false);
  });
});
