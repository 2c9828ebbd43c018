import { SetClock } from '../../src/platform/clock/clock.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Browser } from '../kit/browser.js';
import { Client } from '../kit/client.js';
import { bodyOf, type DeskMember, deskMember, PASSWORD } from '../kit/desk-staff.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { withMaps } from '../kit/two-controllers.js';

interface Member {
  id: string;
  email: string;
  state: string;
  roles: string[];
  manageable: boolean;
}

/** What privacy officers do about the office, and what they cannot. */
describe('the office', () => {
  const clock = new SetClock(new Date('2026-11-02T09:00:00Z'));
  let service: RunningService;
  let chief: DeskMember;
  let alpha: DeskMember;
  let beta: DeskMember;

  beforeAll(async () => {
    service = await runService({
      clock,
      environment: { WORKERS: 'false', TRUSTED_PROXIES: '1', STEP_UP_MINUTES: '240', SESSION_IDLE_MINUTES: '240' },
    });
    await withMaps({}, (folder) => service.apply(folder));
    chief = await deskMember(service, clock, 'chief@desk.test', ['privacy_officer']);
    alpha = await deskMember(service, clock, 'alpha@desk.test', ['privacy_officer'], ['alpha']);
    beta = await deskMember(service, clock, 'beta@desk.test', ['agent'], ['beta']);
  }, 180_000);
  afterAll(() => service.stop());

  const invite = (by: DeskMember, email: string, controllers: string[] | null, roles = ['agent']) =>
    by.browser.post('/v1/staff', { name: 'Neu Hier', email, roles, controllers });
  const change = (by: DeskMember, id: string, wanted: object) => by.browser.patch(`/v1/staff/${id}`, wanted);
  const list = async (by: DeskMember): Promise<Member[]> =>
    bodyOf<{ items: Member[] }>(await by.browser.get('/v1/staff')).items;

  it('is seen as far as one shares a controller with it, page by page', async () => {
    const all = await list(chief);
    expect(all.map(({ email, state, manageable }) => [email, state, manageable])).toEqual([
      ['chief@desk.test', 'active', false],
      ['alpha@desk.test', 'active', true],
      ['beta@desk.test', 'active', true],
    ]);
    expect((await list(alpha)).map(({ email, manageable }) => [email, manageable])).toEqual([
      ['chief@desk.test', false],
      ['alpha@desk.test', false],
    ]);
    const first = bodyOf<{ items: Member[]; next: string }>(await chief.browser.get('/v1/staff?limit=2'));
    const second = bodyOf<{ items: Member[]; next: null }>(
      await chief.browser.get(`/v1/staff?limit=2&after=${first.next}`),
    );
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
    for (const query of ['limit=0', 'limit=201', 'after=x', 'role=agent']) {
      expect([query, (await chief.browser.get(`/v1/staff?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('grows by a link that is shown once and leads to a second factor', async () => {
    const { link, id } = bodyOf<{ link: string; id: string }>(await invite(alpha, 'New@Desk.test', ['alpha']), 201);
    expect(link).toMatch(/\/desk\/invitation#[\w-]{43}$/);
    expect((await list(alpha)).find((one) => one.id === id)).toMatchObject({
      email: 'new@desk.test',
      state: 'invited',
    });
    expect((await invite(chief, 'new@desk.test', null)).status).toBe(409);
    const again = bodyOf<{ link: string }>(await alpha.browser.post(`/v1/staff/${id}/invitations`), 201);
    const accept = (one: string) =>
      new Browser(service.url).post('/v1/staff/invitations/acceptance', {
        token: one.split('#')[1],
        password: PASSWORD,
      });
    expect((await accept(link)).status).toBe(422);
    expect(bodyOf(await accept(again.link))).toEqual({ next: 'enrol' });
    const active = await alpha.browser.post(`/v1/staff/${id}/invitations`);
    expect(active.status).toBe(409);
  });

  it.each([
    ['all controllers by somebody who has one', null, 403],
    ["another's controller", ['beta'], 422],
    ['her own and another', ['alpha', 'beta'], 422],
    ['a controller that is none', ['gamma'], 422],
  ])('gives nobody %s', async (_name, controllers, status) => {
    expect((await invite(alpha, 'wide@desk.test', controllers)).status).toBe(status);
    expect((await list(chief)).some(({ email }) => email === 'wide@desk.test')).toBe(false);
  });

  it('lets nobody change her own rights, nor those of somebody beyond her', async () => {
    expect((await change(chief, chief.id, { roles: ['auditor'] })).status).toBe(403);
    expect((await change(chief, chief.id, { disabled: true })).status).toBe(403);
    expect((await change(alpha, chief.id, { disabled: true })).status).toBe(403);
    expect((await change(alpha, beta.id, { disabled: true })).status).toBe(404);
    expect((await change(alpha, beta.id, { roles: ['auditor'] })).status).toBe(404);
    for (const wanted of [
      { roles: ['integration'] },
      { roles: [] },
      { roles: ['agent', 'agent'] },
      { email: 'x@y.z' },
      {},
    ]) {
      expect((await change(chief, beta.id, wanted)).status).toBe(400);
    }
  });

  it('ends the sessions of whoever is changed, and takes everything from whoever is disabled', async () => {
    const member = await deskMember(service, clock, 'gone@desk.test', ['agent'], ['beta']);
    expect((await change(chief, member.id, { name: 'Gundula Gone' })).status).toBe(200);
    expect((await member.browser.get('/v1/staff/me')).status).toBe(200);
    expect(bodyOf(await change(chief, member.id, { roles: ['auditor'] }))).toMatchObject({ roles: ['auditor'] });
    expect((await member.browser.get('/v1/staff/me')).status).toBe(401);

    expect(bodyOf(await change(chief, member.id, { disabled: true }))).toMatchObject({
      state: 'left',
      secondFactor: false,
    });
    const signIn = { email: member.email, password: PASSWORD };
    expect((await new Browser(service.url).post('/v1/staff/sign-in', signIn)).status).toBe(422);
    expect((await chief.browser.post(`/v1/staff/${member.id}/invitations`)).status).toBe(404);
    expect(bodyOf(await change(chief, member.id, { disabled: false }))).toMatchObject({ state: 'keys-only' });
    expect((await new Browser(service.url).post('/v1/staff/sign-in', signIn)).status).toBe(422);
    expect((await chief.browser.post(`/v1/staff/${member.id}/invitations`)).status).toBe(201);
  });

  it('keeps one officer when two dismiss each other in the same moment', async () => {
    const [one, two] = [
      await deskMember(service, clock, 'one@desk.test', ['privacy_officer']),
      await deskMember(service, clock, 'two@desk.test', ['privacy_officer']),
    ];
    const answers = await Promise.all([
      change(one, two.id, { disabled: true }),
      change(two, one.id, { disabled: true }),
    ]);
    expect(answers.map(({ status }) => status).sort()[0]).toBe(200);
    const left = (await list(chief)).filter(({ id, state }) => [one.id, two.id].includes(id) && state === 'active');
    expect(left).toHaveLength(1);
  });

  it('tells the ledger each change under the name of who made it, and of nobody', async () => {
    const rows = await service.service.app
      .get(Transactions, { strict: false })
      .manager.query<{ kind: string; body: string }[]>(`SELECT kind, body FROM ledger_entry ORDER BY id`);
    const by = (kind: string): unknown[] =>
      rows.filter((row) => row.kind === kind).map((row) => (JSON.parse(row.body) as { by: { role: string } }).by.role);
    expect(by('staff.changed')).toEqual(['staff']);
    expect(by('staff.left')).toEqual(['staff', 'staff']);
    expect(by('staff.invited')).toContain('staff');
    expect(rows.map(({ body }) => body).join()).not.toMatch(/desk\.test|gundula|neu hier/i);
  });

  it('has an officer who advises, whom agents cannot read and who cannot decide', async () => {
    const dpo = await deskMember(service, clock, 'dpo@desk.test', ['dpo']);
    const agent = await deskMember(service, clock, 'agent@desk.test', ['agent']);
    const opened = await new Client(service.url).post<{ cases: { requests: { id: string }[] }[] }>('/v1/submissions', {
      controllers: ['beta'],
      rights: ['erasure'],
      identifiers: [{ kind: 'email', value: 'somebody@beta.test' }],
    });
    const id = opened.body.cases[0]!.requests[0]!.id;
    const path = `/v1/requests/${id}/opinions`;
    const text = 'Die Löschung ist geboten; die Rechnung bleibt.';
    expect((await dpo.browser.post(path, { text, position: 'agrees' })).status).toBe(201);
    expect((await agent.browser.get(path)).status).toBe(403);
    expect((await agent.browser.post(path, { text })).status).toBe(403);
    expect((await chief.browser.post(path, { text })).status).toBe(403);
    expect((await alpha.browser.get(path)).status).toBe(404);
    expect(bodyOf(await chief.browser.get(path))).toMatchObject({
      items: [{ text, position: 'agrees', writtenBy: 'Ada Vogt', writtenAt: clock.now().toISOString() }],
    });
    const approve = await dpo.browser.post(`/v1/requests/${id}/plan/approval`, { hash: '0'.repeat(64) });
    expect(approve).toMatchObject({ status: 403, json: { code: 'forbidden' } });
    const [stored] = await service.service.app
      .get(Transactions, { strict: false })
      .manager.query<{ text: string; body: string }[]>(
        `SELECT o::text AS text, e.body FROM opinion o, ledger_entry e WHERE e.kind = 'opinion.given'`,
      );
    expect(stored!.text).not.toContain(Buffer.from('Rechnung').toString('hex'));
    expect(JSON.parse(stored!.body)).toMatchObject({
      data: { position: 'agrees' },
      commit: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });
});
