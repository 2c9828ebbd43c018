import { cast } from '../../src/demo/company/cast.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { type AskedCase, DemoHouse } from '../kit/demo-house.js';

const DAY = 86_400_000;

describe('a request whose sender is proven less than it asks for', () => {
  let house: DemoHouse;
  let clock: SetClock;

  beforeAll(async () => {
    clock = new SetClock(new Date());
    house = await DemoHouse.open({ clock });
  });
  afterAll(() => house?.close());

  const kinds = (id: string) =>
    house
      .sql<{ kind: string; as: string | null }>(
        `SELECT e.kind, e.body::jsonb -> 'data' ->> 'as' AS "as" FROM ledger_entry e JOIN request r ON e.body::jsonb ->> 'request' = r.ledger_id
         WHERE r.id = $1 AND e.kind = 'request.treated-as' ORDER BY e.recorded_at`,
        [id],
      )
      .then((rows) => rows.map((row) => row.as));

  async function californian(rights = ['access']): Promise<AskedCase & { id: string }> {
    const asked = await house.ask('jo', rights);
    const { id } = asked.requests[0]!;
    await house.reach(id, 'proving');
    return { ...asked, id };
  }

  async function typeCode(asked: AskedCase): Promise<void> {
    const codes = async (): Promise<string[]> =>
      (
        await house.sql<{ id: string }>(
          `SELECT l.id FROM letter l JOIN subject_case c ON c.id = l.case_id WHERE c.reference = $1 AND l.kind = 'code' AND l.state = 'sent' ORDER BY l.created_at`,
          [asked.reference],
        )
      ).map(({ id }) => id);
    await house.eventually(codes, (sent) => sent.length > 0);
    const mails = (await house.mails(cast.jo.email)).filter(({ subject }) => subject === 'Your confirmation code');
    const code = /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(mails.at(-1)!.text)![1]!;
    const { status } = await house.person(asked.token).post('/v1/case/proof/code/answer', { code });
    expect(status).toBe(200);
  }

  const refuse = (id: string, reason = 'identity-not-proven') =>
    house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'refuse', reason });

  it('says before what the code is good for, and that more is asked for the single data', async () => {
    const asked = await californian();
    const { body } = await house.person(asked.token).get<{ needs: object[]; ways: string[] }>('/v1/case/proof');
    expect(body).toMatchObject({ required: 'login', sufficient: false, ways: ['email-code', 'officer'] });
    expect(body.needs).toEqual([
      {
        request: asked.id,
        right: 'access',
        required: 'login',
        categoriesFrom: 'contact',
        ways: ['email-code', 'officer'],
      },
    ]);
    const { text } = await house.mail(
      cast.jo.email,
      new RegExp(`${asked.reference}[^]*name the categories of your data`),
    );
    expect(text).toContain('We also send you a code.');
  });

  it('is answered with the categories once an officer does not accept the identity (11 CCR 7024(a))', async () => {
    const asked = await californian();
    const { id } = asked;
    await typeCode(asked);
    await house.quiet();
    // The code alone decides nothing: there is time to prove more.
    expect((await house.show(id)).state).toBe('proving');
    expect((await refuse(id)).status).toBe(204);
    await house.release(id);
    await house.reach(id, 'closed');
    const shown = await house.show(id);
    expect(shown).toMatchObject({ outcome: 'partly-complied', assurance: 'contact' });
    // Nothing was copied out of any system.
    expect(shown.tasks.filter(({ action }) => action !== 'locate')).toEqual([]);
    expect(await kinds(id)).toEqual(['categories']);

    const files = await house.fetch(asked.token, id);
    expect([...files.keys()]).toEqual(['README.txt', 'report.html', 'manifest.json']);
    const report = files.get('report.html')!;
    for (const said of [
      'Categories of your personal information',
      'could not verify to the degree',
      '11 CCR section 7024(a)',
      'About you we have here',
      'sections 1798.110 and 1798.115',
      'e-mail address',
      'California Privacy Protection Agency',
      'What we use the data for',
      'Where the data come from',
    ])
      expect(report).toContain(said);
    const all = [...files.values()].join('\n');
    for (const single of [cast.jo.email, cast.jo.lastName, cast.jo.phone!]) expect(all).not.toContain(single);
    expect(/GDPR|DSGVO|BDSG|\bArt(\.|icle) ?\d/.exec(all)?.[0]).toBeUndefined();

    const { text } = await house.mail(
      cast.jo.email,
      new RegExp(
        `${asked.reference}[^]*categories of your personal information is ready|categories of your personal information is ready[^]*${asked.reference}`,
      ),
    );
    expect(text).toContain(
      'We therefore treat your request as one for the categories of your data (11 CCR section 7024(a)).',
    );
    expect(text).toContain(
      'reply to this letter; we will tell you how you can show who you are. You need not ask again.',
    );
    expect(text).not.toMatch(/GDPR|Article/);
  });

  it('is answered in full when she proves it after all, also after it was closed', async () => {
    const asked = await californian();
    const { id } = asked;
    await typeCode(asked);
    await refuse(id);
    await house.release(id);
    await house.reach(id, 'closed');
    const before = await house.sql<{ n: number }>(`SELECT count(*)::int AS n FROM package WHERE request_id = $1`, [id]);
    expect((await house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' })).status).toBe(204);
    await house.reach(id, 'reviewing');
    expect(before).toEqual([{ n: 1 }]);
    await house.release(id);
    await house.reach(id, 'closed');
    expect(await kinds(id)).toEqual(['categories', 'asked']);
    const files = await house.fetch(asked.token, id);
    const data = [...files.keys()].filter((name) => name.startsWith('data/'));
    expect(data.length).toBeGreaterThan(0);
    const all = [...files.values()].join('\n');
    expect(all).toContain(cast.jo.email);
    expect(
      /GDPR|DSGVO|BDSG|\bArt(\.|icle) ?\d/.exec(files.get('report.html')! + files.get('README.txt')!)?.[0],
    ).toBeUndefined();
    expect((await house.show(id)).outcome).not.toBe('nothing-found');
  });

  it('is searched again as it was asked when she proves it while the lesser answer waits for its release', async () => {
    const asked = await californian();
    const { id } = asked;
    await typeCode(asked);
    await refuse(id);
    await house.reach(id, 'reviewing');
    await house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
    await house.eventually(
      async () => (await house.officer.get<{ kind: string }>(`/v1/requests/${id}/package`)).body.kind,
      (kind) => kind === 'access',
    );
    await house.release(id);
    await house.reach(id, 'closed');
    expect([...(await house.fetch(asked.token, id)).keys()]).toContain('data/crm/contacts.json');
  });

  it('waits when the proof contradicts the data, or nothing at all is proven', async () => {
    const mismatch = await californian();
    await typeCode(mismatch);
    await refuse(mismatch.id, 'identity-mismatch');
    const nothing = await californian();
    await refuse(nothing.id);
    await house.quiet();
    for (const { id } of [mismatch, nothing]) expect((await house.show(id)).state).toBe('proving');
    // The officer has said no to the single data; the code that comes later is enough for the rest.
    await typeCode(nothing);
    await house.reach(nothing.id, 'reviewing');
    expect(await kinds(nothing.id)).toEqual(['categories']);
  });

  it('under the GDPR is no lesser request: it waits for an officer', async () => {
    const email = await house.someone();
    const { id } = (await house.askAs(email, ['access', 'rectification'])).requests[0]!;
    await house.reach(id, 'proving');
    await refuse(id);
    await house.quiet();
    expect(await house.show(id)).toMatchObject({ state: 'proving' });
    expect(await kinds(id)).toEqual([]);
  });

  it('refused for good points to the privacy policy, and names agency and Attorney General', async () => {
    const asked = await californian();
    const { id } = asked;
    expect((await house.officer.post(`/v1/requests/${id}/refusal`, { reason: 'identity-not-proven' })).status).toBe(
      204,
    );
    const { text } = await house.mail(cast.jo.email, new RegExp(`do not comply[^]*${asked.reference}`));
    expect(text).toContain('Our privacy policy says which categories');
    expect(text).toContain('California Privacy Protection Agency or the California Attorney General');
    expect(text).not.toMatch(/GDPR|Article/);
  });

  describe('when the day of the answer has come', () => {
    let proven: AskedCase & { id: string };
    let unknown: AskedCase & { id: string };
    let german: string;

    beforeAll(async () => {
      proven = await californian();
      await typeCode(proven);
      unknown = await californian();
      german = (await house.askAs(await house.someone(), ['access'])).requests[0]!.id;
      await house.reach(german, 'proving');
      await house.quiet();
      await house.hurry(proven.id);
      await house.quiet();
      for (const id of [proven.id, unknown.id, german]) expect((await house.show(id)).state).toBe('proving');
      clock.advance(41 * DAY);
      await house.hurry(proven.id);
    });

    it('goes on as the lesser one on the code alone', async () => {
      await house.reach(proven.id, 'reviewing');
      expect(await kinds(proven.id)).toEqual(['categories']);
    });

    it('asks an officer where nothing is proven, and never ends by itself', async () => {
      for (const id of [unknown.id, german]) {
        await house.errand(id, 'proof-not-given');
        expect((await house.show(id)).state).toBe('proving');
      }
      await house.officer.post(`/v1/requests/${german}/refusal`, { reason: 'identity-not-proven' });
      expect((await house.show(german)).errands).toEqual([]);
    });
  });
});
