import { cast } from '../../src/demo/company/cast.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { type AskedCase, DemoHouse } from '../kit/demo-house.js';
import { unzip } from '../kit/unzip.js';

const DAY = 86_400_000;
const POLICY = { downloadDays: 10, downloads: 2 };

describe('a package that has left the office', () => {
  let house: DemoHouse;
  let clock: SetClock;

  beforeAll(async () => {
    clock = new SetClock(new Date());
    house = await DemoHouse.open({ clock, policies: { nordlicht: POLICY, sierra: POLICY } });
  });
  afterAll(() => house?.close());

  async function released(asked: AskedCase): Promise<string> {
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.release(id);
    await house.reach(id, 'closed');
    return id;
  }

  describe('by post', () => {
    const print = (id: string, body: object, by = house.clerk) =>
      by.post<{ detail: string }>(`/v1/requests/${id}/package/printing`, body);
    const REPORT = { form: 'report', reason: 'reply-by-post' };

    it('is taken out by the office when it is released, each time in the ledger, and its letter is dispatched', async () => {
      const email = await house.someone();
      const asked = await house.recorded(email, ['access'], { replyBy: 'post', receivedAt: clock.now().toISOString() });
      const { id } = asked.requests[0]!;
      await house.prove(id);
      await house.reach(id, 'reviewing');
      expect((await print(id, REPORT)).status).toBe(409);
      await house.release(id);
      await house.reach(id, 'closed');

      const answers = await Promise.all(
        ['report', 'archive'].map((form) => printed(id, { form, reason: 'reply-by-post' })),
      );
      expect(answers.map(({ status, type }) => [status, type])).toEqual([
        [200, 'text/html; charset=utf-8'],
        [200, 'application/zip'],
      ]);
      const html = answers[0]!.bytes.toString('utf8');
      const files = await unzip(answers[1]!.bytes);
      expect(html).toBe(files.get('report.html'));
      expect(html).toContain(email);
      expect(html).toContain('@media print');

      const noted = await house.sql<{ data: { form: string; code: string; digest: string }; by: { role: string } }>(
        `SELECT e.body::jsonb -> 'data' AS data, e.body::jsonb -> 'by' AS by FROM ledger_entry e JOIN request r ON e.body::jsonb ->> 'request' = r.ledger_id
         WHERE r.id = $1 AND e.kind = 'package.printed' ORDER BY e.body::jsonb -> 'data' ->> 'form'`,
        [id],
      );
      expect(noted.map(({ data }) => [data.form, data.code])).toEqual([
        ['archive', 'reply-by-post'],
        ['report', 'reply-by-post'],
      ]);
      expect(noted.every(({ data, by }) => /^[0-9a-f]{64}$/.test(data.digest) && by.role !== 'service')).toBe(true);

      const letters = (await house.show(id)).letters as { id: string; kind: string; state: string }[];
      const letter = letters.find(({ kind }) => kind === 'package-by-post')!;
      expect(letter.state).toBe('to-post');
      expect((await house.clerk.post(`/v1/requests/${id}/letters/${letter.id}/dispatch`)).status).toBe(204);
      expect((await house.show(id)).letters).toContainEqual(
        expect.objectContaining({ kind: 'package-by-post', state: 'sent' }),
      );
    });

    it('is for those who may, and for those who asked for it', async () => {
      const id = await released(await house.askAs(await house.someone(), ['access']));
      expect((await print(id, REPORT)).status).toBe(422);
      expect((await print(id, { form: 'report' })).status).toBe(400);
      expect((await print(id, { form: 'report', reason: 'curious' })).status).toBe(400);
      expect((await printed(id, { form: 'report', reason: 'person-asked' })).status).toBe(200);
      const dpo = await house.hire('dpo-print', ['dpo']);
      const elsewhere = await house.hire('elsewhere', ['privacy_officer'], ['sierra']);
      expect((await print(id, REPORT, dpo)).status).toBe(403);
      expect((await print(id, REPORT, elsewhere)).status).toBe(404);
    });

    it('of a portable copy has nothing to print, and goes as an archive', async () => {
      const { id } = (
        await house.recorded(await house.someone(), ['portability'], {
          replyBy: 'post',
          receivedAt: clock.now().toISOString(),
        })
      ).requests[0]!;
      await house.prove(id);
      await house.approve(id);
      await house.reach(id, 'closed');
      expect((await print(id, REPORT)).status).toBe(422);
      const { status, bytes } = await printed(id, { form: 'archive', reason: 'reply-by-post' });
      expect(status).toBe(200);
      expect([...(await unzip(bytes)).keys()]).toContain('manifest.json');
    });

    async function printed(id: string, body: object): Promise<{ status: number; type: string | null; bytes: Buffer }> {
      const key = await house.service.staff(`printer-${Math.random()}@office.test`, ['agent']);
      const response = await fetch(`${house.service.url}/v1/requests/${id}/package/printing`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    }
  });

  describe('by download', () => {
    const grant = (asked: AskedCase, id: string) =>
      house.person(asked.token).post<{ reason?: string; token?: string }>(`/v1/case/requests/${id}/package/grants`);
    const accept = (id: string) => house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
    const codeTo = async (email: string): Promise<string> => {
      const { text } = await house.mail(email, /Your confirmation code/);
      return /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(text)![1]!;
    };

    it('is good until the day that the letter names, which is the policy’s, and again on proof as good as the first', async () => {
      const email = await house.someone();
      const asked = await house.askAs(email, ['access']);
      const { id } = asked.requests[0]!;
      await house.prove(id);
      await house.reach(id, 'reviewing');
      // The office takes its time: what was proven then suffices for what the letter promises now.
      clock.advance(12 * DAY);
      await house.release(id);
      await house.reach(id, 'closed');
      const { text } = await house.mail(email, /liegt bereit/);
      const promised = new Date(clock.now().getTime() + 10 * DAY);
      expect(text).toContain(`gilt bis zum ${promised.getDate()}.`);
      expect(text).toContain('für 2 Abrufe');
      clock.advance(9 * DAY);
      expect((await grant(asked, id)).status).toBe(201);
      clock.advance(2 * DAY);
      expect(await grant(asked, id)).toMatchObject({ status: 422, body: { reason: 'proof-too-old' } });
      expect((await accept(id)).status).toBe(204);
      expect((await grant(asked, id)).status).toBe(201);
      clock.advance(11 * DAY);
      expect((await grant(asked, id)).body.reason).toBe('proof-too-old');
    });

    it('is not opened again by a code that reaches less than the package asks for', async () => {
      const asked = await house.ask('jo', ['access']);
      const { id } = asked.requests[0]!;
      const code = await codeTo(cast.jo.email);
      await released(asked);
      clock.advance(60_000);
      for (let n = 0; n < 2; n += 1) await house.fetch(asked.token, id);
      await house.quiet();
      expect((await grant(asked, id)).body.reason).toBe('spent');
      const typed = await house.person(asked.token).post('/v1/case/proof/code/answer', { code });
      expect(typed.status).toBe(200);
      expect((await grant(asked, id)).body.reason).toBe('spent');
      clock.advance(11 * DAY);
      expect((await house.person(asked.token).post('/v1/case/proof/code')).status).toBe(202);
      expect((await grant(asked, id)).body.reason).toBe('proof-too-old');
      expect((await accept(id)).status).toBe(204);
      expect((await grant(asked, id)).status).toBe(201);
    });
  });
});
