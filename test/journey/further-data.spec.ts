import { cast } from '../../src/demo/company/cast.js';
import type { PersonCaseDto } from '../../src/portal/case/person-case.dto.js';
import { type AskedCase, DemoHouse } from '../kit/demo-house.js';

const HELPFUL = { helpful: ['eine Kundennummer', 'eine frühere E-Mail-Adresse'] };

describe('somebody who cannot be told from others', () => {
  let house: DemoHouse;
  let strangers = 0;
  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  async function asking(rights = ['access'], email?: string): Promise<AskedCase & { id: string; email: string }> {
    strangers += 1;
    const address = email ?? `fremd-${strangers}@anderswo.example`;
    const asked = await house.askAs(address, rights);
    const { id } = asked.requests[0]!;
    await house.reach(id, 'proving');
    return { ...asked, id, email: address };
  }
  const invite = (id: string, body: object = HELPFUL) => house.clerk.post(`/v1/requests/${id}/further-data`, body);
  const give = (token: string, kind: string, value: string) =>
    house.person(token).post(`/v1/case/further-data`, { identifiers: [{ kind, value }] });
  const open = async (token: string) =>
    (await house.person(token).get<{ open: { request: string }[] }>('/v1/case/further-data')).body.open;

  it('is told so, and that it does not mean nothing; the time to answer runs on', async () => {
    const { id, token, email } = await asking();
    const before = (await house.show(id)).clocks[0]!;
    expect(await open(token)).toEqual([]);
    expect((await invite(id, { helpful: [] })).status).toBe(400);
    expect((await invite(id)).status).toBe(204);
    expect((await invite(id)).status).toBe(409);
    expect(await open(token)).toEqual([{ request: id, askedAt: expect.any(String) }]);
    const { body: view } = await house.person(token).get<PersonCaseDto>('/v1/case');
    expect(view.requests[0]!.may).toContain('give-further-data');
    const { body: asked } = await house.person(token).get<{ kinds: string[] }>('/v1/case/further-data');
    expect(asked.kinds).toEqual(expect.arrayContaining(['customer_no', 'email', 'phone']));
    const { text } = await house.mail(email, /nicht feststellen, welche Daten zu Ihnen gehören/);
    for (const said of [
      '(Art. 11 Abs. 2, Art. 12 Abs. 2 DSGVO)',
      'Das heißt nicht, dass wir keine haben.',
      'der E-Mail-Adresse aus Ihrer Anfrage',
      'eine Kundennummer',
      '/case#',
      'ein Gericht anrufen (Art. 79 DSGVO)',
    ])
      expect(text).toContain(said);
    const after = (await house.show(id)).clocks[0]!;
    expect([after.due, after.state]).toEqual([before.due, before.state]);
  });

  it('gives further data, which are sealed and not proven, and learns nothing by giving them', async () => {
    const answers = [];
    for (const value of ['NL-100101', 'NL-999999']) {
      const { id, token } = await asking();
      await invite(id);
      expect((await house.person(token).post('/v1/case/further-data', { identifiers: [] })).status).toBe(400);
      expect((await give(token, 'phone', 'no number')).status).toBe(400);
      const { status, body } = await give(token, 'customer_no', value);
      answers.push({ status, body });
      expect((await house.show(id)).identifiers).toContainEqual({
        kind: 'customer_no',
        source: 'given',
        proven: false,
        round: 0,
      });
      expect(await open(token)).toEqual([]);
      expect((await give(token, 'customer_no', 'NL-100102')).status).toBe(409);
      await house.errand(id, 'further-data-given');
    }
    expect(answers[0]).toEqual({ status: 204, body: null });
    expect(answers[1]).toEqual(answers[0]);
    const plain = await house.sql(
      `SELECT id FROM ledger_entry WHERE body LIKE '%NL-100101%' UNION ALL SELECT id FROM identifier WHERE encode(sealed, 'escape') LIKE '%NL-100101%'`,
    );
    expect(plain).toEqual([]);
  });

  it('cannot give anything unasked', async () => {
    const { token } = await asking();
    expect((await give(token, 'customer_no', 'NL-100101')).status).toBe(409);
    expect((await house.public.post('/v1/case/further-data', HELPFUL)).status).toBe(401);
  });

  it('goes on: what she gave is searched by once an officer has accepted it', async () => {
    const { id, token } = await asking();
    await invite(id);
    await give(token, 'email', cast.anna.email);
    await house.errand(id, 'further-data-given');
    await house.prove(id);
    await house.release(id);
    await house.reach(id, 'closed');
    const shown = await house.show(id);
    expect(shown.errands).toEqual([]);
    expect(shown.outcome).not.toBe('nothing-found');
    expect(shown.tasks.some(({ action, state }) => action === 'collect' && state === 'done')).toBe(true);
  });

  it('proves a mail address that she gave by the code that goes to it, where a code counts for something', async () => {
    const wrong = 'jo-somewhere-else@anderswo.example';
    const asked = await house.ask('jo', ['access'], { identifiers: [{ kind: 'email', value: wrong }] });
    const { id } = asked.requests[0]!;
    await house.mail(wrong, /Your confirmation code/);
    expect((await invite(id, { helpful: ['an earlier e-mail address'] })).status).toBe(204);
    const { text: invitation } = await house.mail(wrong, /cannot tell which data are yours/);
    expect(invitation).not.toMatch(/GDPR|Article/);
    expect((await give(asked.token, 'email', cast.jo.email)).status).toBe(204);
    const { text } = await house.mail(cast.jo.email, /Your confirmation code/);
    const code = /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(text)![1]!;
    expect((await house.person(asked.token).post('/v1/case/proof/code/answer', { code })).status).toBe(200);
    const shown = await house.show(id);
    expect(shown.assurance).toBe('contact');
    expect(shown.identifiers.filter(({ proven }) => proven)).toHaveLength(1);
  });

  it('pauses the time only by a doubt that is recorded, and her answer ends the pause', async () => {
    const { id, token } = await asking();
    const doubt = { doubt: 'Mehrere Kundinnen tragen diesen Namen.', needed: 'Ihre Kundennummer' };
    expect((await house.clerk.post(`/v1/requests/${id}/doubt`, doubt)).status).toBe(204);
    expect((await house.show(id)).clocks[0]!.state).toBe('paused');
    await invite(id);
    await give(token, 'customer_no', 'NL-100103');
    expect((await house.show(id)).clocks[0]!.state).not.toBe('paused');
    const events = await house.sql<{ event: string }>(
      `SELECT e.event FROM clock_event e JOIN request r ON r.case_id = e.case_id WHERE r.id = $1 ORDER BY e.id`,
      [id],
    );
    expect(events.map(({ event }) => event)).toEqual(['received', 'doubt_recorded', 'doubt_settled']);
  });

  it('is refused as unidentifiable only after she was invited, with reasons, authority and court', async () => {
    const { id, email } = await asking();
    const refuse = () =>
      house.officer.post<{ detail: string }>(`/v1/requests/${id}/refusal`, { reason: 'unidentifiable' });
    const early = await refuse();
    expect({ status: early.status, detail: early.body.detail }).toEqual({
      status: 409,
      detail: expect.stringContaining('further data'),
    });
    await invite(id);
    expect((await refuse()).status).toBe(204);
    const { text } = await house.mail(email, /kommen wir nicht nach/);
    for (const said of [
      'Die Person kann nicht identifiziert werden (Art. 11 Abs. 2, Art. 12 Abs. 2 DSGVO).',
      'Der Hamburgische Beauftragte für Datenschutz',
      '(Art. 77 DSGVO)',
      'ein Gericht anrufen (Art. 79 DSGVO)',
    ])
      expect(text).toContain(said);
    expect(await house.show(id)).toMatchObject({ state: 'refused', outcome: 'unidentifiable' });
    expect((await invite(id)).status).toBe(409);
  });
});
