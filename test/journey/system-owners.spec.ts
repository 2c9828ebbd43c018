import { Client } from '../kit/client.js';
import { type DeskMember, deskMember } from '../kit/desk-staff.js';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';
import { SystemClock } from '../../src/platform/clock/clock.js';

const FIRST = 'petra.lohmann@small.test';
const SECOND = 'ole.brandt@small.test';
const OWNER = { name: 'Ole Brandt', email: SECOND, language: 'de' };

interface Task {
  id: string;
  requestId: string;
  verb: string;
  dueOn: string;
  reminders: number;
  toldAt: string | null;
  linkRevokedAt: string | null;
}
interface View {
  owner: { name: string; email: string } | null;
  origin: string;
  tasks: Task[];
}

describe('who works a system by hand', () => {
  let house: ToldHouse;
  let engineer: Client;

  beforeAll(async () => {
    house = await ToldHouse.open({
      maps: { files: membersMap('files', 'manual', { owner: { name: 'Petra Lohmann', email: FIRST } }) },
    });
    engineer = new Client(house.service.url).as(await house.service.staff('engineer@office.test', ['engineer']));
  });
  afterAll(() => house?.close());

  const read = new Set<string>();
  async function letter(to: string): Promise<Client> {
    const found = (await house.eventually(
      async () => (await house.mails(to)).find((one) => !read.has(one.file)),
      (one) => one !== undefined,
    ))!;
    read.add(found.file);
    const url = new URL(/http:\/\/\S+\/task#\S+/.exec(found.text)![0]);
    return new Client(url.origin).as(url.hash.slice(1));
  }
  const shown = async (): Promise<View> => (await engineer.get<View>('/v1/systems/files/owner')).body;
  const taskOf = async (request: string): Promise<Task | undefined> =>
    (await shown()).tasks.find(({ requestId }) => requestId === request);
  const opens = async (link: Client): Promise<number> => (await link.get('/v1/exchange/task')).status;
  const told = (kind: string): Promise<{ change: string }[]> =>
    house.sql(`SELECT body::jsonb -> 'data' ->> 'change' AS change FROM ledger_entry WHERE kind = $1 ORDER BY id`, [
      kind,
    ]);

  it('is shown with what she owes, and her link can be sent again and revoked', async () => {
    const request = await house.begin('one@people.example');
    const link = await letter(FIRST);
    const task = (await house.eventually(
      () => taskOf(request),
      (found) => found?.toldAt !== null && found !== undefined,
    ))!;
    expect(await shown()).toMatchObject({ origin: 'map', owner: { name: 'Petra Lohmann', email: FIRST } });
    expect(task).toMatchObject({ verb: 'find', reminders: 0, linkRevokedAt: null });
    expect(task.dueOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(JSON.stringify(task)).not.toContain('one@people.example');

    expect((await house.clerk.post(`/v1/owner-tasks/${task.id}/link`)).status).toBe(204);
    const again = await letter(FIRST);
    expect([await opens(link), await opens(again)]).toEqual([200, 200]);

    expect((await house.clerk.post(`/v1/owner-tasks/${task.id}/link/revocation`)).status).toBe(204);
    expect([await opens(link), await opens(again)]).toEqual([401, 401]);
    expect((await house.clerk.post(`/v1/owner-tasks/${task.id}/link/revocation`)).status).toBe(409);
    expect((await taskOf(request))!.linkRevokedAt).not.toBeNull();

    expect((await house.clerk.post(`/v1/owner-tasks/${task.id}/link`)).status).toBe(204);
    const next = await letter(FIRST);
    expect([await opens(link), await opens(next)]).toEqual([401, 200]);
    expect((await told('exchange.link')).map(({ change }) => change)).toEqual(['sent-again', 'revoked', 'sent-again']);
    expect((await next.post('/v1/exchange/task/answer', { state: 'nothing-found' })).status).toBe(200);
    expect((await house.clerk.post(`/v1/owner-tasks/${task.id}/link`)).status).toBe(409);
  });

  it('is changed: what is open goes to the new one, and the links of the old one end', async () => {
    const request = await house.begin('two@people.example');
    const old = await letter(FIRST);
    expect((await house.officer.put('/v1/systems/files/owner', OWNER)).status).toBe(403);
    expect((await engineer.put('/v1/systems/files/owner', { ...OWNER, email: 'nobody' })).status).toBe(400);
    expect((await engineer.put('/v1/systems/elsewhere/owner', OWNER)).status).toBe(404);
    const { status, body } = await engineer.put<View>('/v1/systems/files/owner', OWNER);
    expect({ status, body }).toMatchObject({ status: 200, body: { origin: 'desk', owner: { email: SECOND } } });
    const hers = await letter(SECOND);
    expect([await opens(old), await opens(hers)]).toEqual([401, 200]);
    // A name that was misspelt changes nobody's link.
    await engineer.put('/v1/systems/files/owner', { ...OWNER, name: 'Ole Brandt-Meier' });
    expect(await opens(hers)).toBe(200);
    expect((await hers.post('/v1/exchange/task/answer', { state: 'nothing-found' })).status).toBe(200);
    await house.reach(request, 'closed');
  });

  it('is ended: nobody is written to, the office sees it, and who is named next is sent it', async () => {
    const open = await house.begin('three@people.example');
    const link = await letter(SECOND);
    expect((await engineer.post<View>('/v1/systems/files/owner/ending')).body).toMatchObject({
      origin: 'ended',
      owner: null,
    });
    expect((await engineer.post('/v1/systems/files/owner/ending')).status).toBe(409);
    expect(await opens(link)).toBe(401);
    const before = (await house.mails(SECOND)).length;
    const later = await house.begin('four@people.example');
    await house.errand(later, 'owner-asked');
    expect((await house.mails(SECOND)).length).toBe(before);
    const task = (await taskOf(later))!;
    expect((await house.clerk.post(`/v1/owner-tasks/${task.id}/link`)).status).toBe(409);
    await engineer.put('/v1/systems/files/owner', { ...OWNER, name: 'Ida Krüger', email: FIRST });
    for (const request of [open, later]) {
      const hers = await letter(FIRST);
      expect((await hers.post('/v1/exchange/task/answer', { state: 'nothing-found' })).status).toBe(200);
      expect(request).toBeDefined();
    }
    await house.reach(open, 'closed');
    await house.reach(later, 'closed');
    expect((await told('system.owner')).map(({ change }) => change)).toEqual(['changed', 'changed', 'ended', 'named']);
  });

  it('what is answered after signing in is signed; what is answered through the link is declared', async () => {
    const officer: DeskMember = await deskMember(house.service, new SystemClock(), 'signing@office.test', [
      'privacy_officer',
    ]);
    const how = (request: string) =>
      house.sql<{ how: string; role: string }>(
        `SELECT e.body::jsonb -> 'data' ->> 'how' AS how, e.body::jsonb -> 'by' ->> 'role' AS role
         FROM ledger_entry e JOIN request r ON r.ledger_id::text = e.body::jsonb ->> 'request'
         WHERE e.kind = 'exchange.answered' AND r.id = $1`,
        [request],
      );
    const signed = await house.begin('five@people.example');
    const declared = await house.begin('six@people.example');
    const links = [await letter(FIRST), await letter(FIRST)];
    const task = (await taskOf(signed))!;
    const answered = await officer.browser.post(`/v1/requests/${signed}/conversations/${task.id}/answer`, {
      state: 'nothing-found',
    });
    expect(answered.status).toBe(200);
    for (const link of links) {
      const { status } = await link.post('/v1/exchange/task/answer', { state: 'nothing-found' });
      expect([200, 409]).toContain(status);
    }
    await house.reach(signed, 'closed');
    await house.reach(declared, 'closed');
    expect(await how(signed)).toEqual([
      { how: 'signed', role: expect.not.stringMatching(/^(connector|owner)$/) as string },
    ]);
    expect((await how(declared)).map((one) => one.how)).toEqual(['declared']);
    const { body } = await house.officer.get<{ how: string }[]>(`/v1/requests/${signed}/conversations`);
    expect(body.map((one) => one.how)).toEqual(['signed']);
  });

  it('is read by those who answer for the company, and by no others', async () => {
    const elsewhere = new Client(house.service.url).as(
      await house.service.staff('other@office.test', ['engineer'], ['elsewhere']),
    );
    expect((await elsewhere.get('/v1/systems/files/owner')).status).toBe(404);
    expect((await elsewhere.put('/v1/systems/files/owner', OWNER)).status).toBe(404);
    expect((await house.clerk.get('/v1/systems/files/owner')).status).toBe(403);
  });
});
