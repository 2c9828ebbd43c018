import { Temporal } from 'temporal-polyfill';
import { CopyReminders } from '../../src/delivery/answer/copy-reminders.js';
import { cast } from '../../src/demo/company/cast.js';
import { countByTable, rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import { DemoHouse } from '../kit/demo-house.js';

describe('copy first, and withdrawal', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  it('erases only after the copy has been answered and she has given her word', async () => {
    const own = await rowsOf(house.company, cast.anna);
    const asked = await house.ask('anna', ['access', 'erasure'], { copyFirst: true });
    const [access, erasure] = ['access', 'erasure'].map(
      (right) => asked.requests.find((one) => one.right === right)!.id,
    ) as [string, string];
    const person = house.person(asked.token);
    await house.prove(access);
    await house.approve(erasure);
    expect((await house.plan(erasure)).waitsFor).toBe('copy');
    expect((await person.post(`/v1/case/requests/${erasure}/confirmation`)).status).toBe(409);
    await house.release(access);
    await house.reach(access, 'closed');
    await house.quiet();
    expect((await house.show(erasure)).state).toBe('deciding');
    expect((await house.plan(erasure)).waitsFor).toBe('confirmation');
    expect(countByTable(await stillThere(house.company, own))).toEqual(countByTable(own));
    const letter = await house.mail(cast.anna.email, /Auskunft über Ihre Daten liegt bereit/);
    expect(letter.text).toMatch(/Die Löschung[^.]*wartet auf Ihren Wunsch/);
    await house.fetch(asked.token, access);
    expect((await person.post(`/v1/case/requests/${erasure}/confirmation`)).status).toBe(204);
    await house.reach(erasure, 'closed');
    expect((await stillThere(house.company, own)).length).toBeLessThan(own.length);
  });

  it('erases by itself on the day that she chose and was told, and not before; her word may come earlier', async () => {
    const email = await house.someone();
    const own = await rowsOf(house.company, { controller: 'nordlicht', email, furtherEmails: [] });
    const refused = (more: object) =>
      house.integration.post('/v1/requests', house.submission('anna', ['access', 'erasure'], more));
    expect((await refused({ copyFirst: true, eraseAfterDays: 90 })).status).toBe(400);
    expect((await refused({ eraseAfterDays: 5 })).status).toBe(400);
    const asked = await house.askAs(email, ['access', 'erasure'], { copyFirst: true, eraseAfterDays: 4 });
    const [access, erasure] = ['access', 'erasure'].map(
      (right) => asked.requests.find((one) => one.right === right)!.id,
    ) as [string, string];
    const person = house.person(asked.token);
    const choose = (eraseAfterDays: number | null, id = erasure) =>
      person.post<{ eraseOn: string | null }>(`/v1/case/requests/${id}/copy-first`, { eraseAfterDays });
    expect((await choose(2)).status).toBe(400);
    expect((await choose(5, access)).status).toBe(422);
    expect(await choose(5)).toMatchObject({ status: 200, body: { eraseAfterDays: 5, eraseOn: null } });
    await house.prove(access);
    await house.approve(erasure);
    await house.release(access);
    await house.reach(access, 'closed');
    await house.quiet();
    const day = Temporal.PlainDate.from(new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' })).add({
      days: 5,
    });
    const letter = await house.mail(email, /Auskunft über Ihre Daten liegt bereit/);
    const told = `${day.day}. ${new Intl.DateTimeFormat('de', { month: 'long' }).format(new Date(`${day.toString()}T12:00:00Z`))} ${day.year}`;
    expect(letter.text.replace(/\s+/g, ' ')).toContain(`beginnt auf Ihren Wunsch erst am ${told}`);
    expect((await house.plan(erasure)).waitsFor).toBe('confirmation');
    expect((await house.show(erasure)).state).toBe('deciding');
    // One reminder at half of the time, while the copy lies unfetched, and no second one.
    await house.sql(`UPDATE package SET released_at = released_at - interval '3 days'`);
    const reminders = house.service.service.app.get(CopyReminders, { strict: false });
    expect([await reminders.run(), await reminders.run()]).toEqual([1, 0]);
    await house.mail(email, new RegExp(`beginnt auf Ihren Wunsch am\\s+${told}`));
    // She keeps the word to herself after all, and then lets it run again.
    expect((await choose(null)).body.eraseOn).toBeNull();
    expect((await choose(3)).body.eraseOn).toBe(day.subtract({ days: 2 }).toString());
    expect(countByTable(await stillThere(house.company, own))).toEqual(countByTable(own));
    // The day comes.
    await house.sql(`UPDATE request SET erase_on = current_date - 1 WHERE id = $1`, [erasure]);
    await house.hurry(erasure);
    await house.reach(erasure, 'closed');
    expect((await stillThere(house.company, own)).length).toBeLessThan(own.length);
    const timed = await house.sql<{ days: number }>(
      `SELECT (body::jsonb -> 'data' ->> 'days')::int AS days FROM ledger_entry WHERE kind = 'erasure.timed' ORDER BY at, id`,
    );
    expect(timed.map(({ days }) => days)).toEqual([5, 0, 3]);
  });

  it('a word for a request that waits for no copy, or from another case, is refused', async () => {
    const asked = await house.ask('gesa', ['erasure']);
    const other = await house.ask('farid', ['access', 'erasure'], { copyFirst: true });
    const { id } = asked.requests[0]!;
    expect((await house.person(asked.token).post(`/v1/case/requests/${id}/confirmation`)).status).toBe(422);
    expect(
      (await house.person(asked.token).post(`/v1/case/requests/${other.requests[0]!.id}/confirmation`)).status,
    ).toBe(404);
  });

  it.each(['proving', 'deciding'])('withdrawn in %s: nothing is erased, and that is confirmed', async (stage) => {
    const email = await house.someone();
    const own = await rowsOf(house.company, { controller: 'nordlicht', email, furtherEmails: [] });
    const asked = await house.askAs(email, ['erasure']);
    const { id } = asked.requests[0]!;
    if (stage === 'deciding') await house.prove(id);
    await house.reach(id, stage);
    const { status, body } = await house.person(asked.token).post(`/v1/case/requests/${id}/withdrawal`);
    expect({ status, body }).toEqual({ status: 200, body: { outcome: 'withdrawn', begun: null, stopped: null } });
    expect((await house.show(id)).state).toBe('withdrawn');
    expect((await house.officer.post(`/v1/requests/${id}/plan/approval`, { hash: 'a'.repeat(64) })).status).toBe(409);
    await house.quiet();
    expect(countByTable(await stillThere(house.company, own))).toEqual(countByTable(own));
    await house.mail(email, /zurückgezogen\. Wir haben nichts gelöscht/);
    const again = await house.person(asked.token).post(`/v1/case/requests/${id}/withdrawal`);
    expect(again.body).toEqual({ outcome: 'ended-already', begun: null, stopped: null });
  });

  it('withdrawn at work, before the first intent: nothing is erased', async () => {
    const email = await house.someone();
    const own = await rowsOf(house.company, { controller: 'nordlicht', email, furtherEmails: [] });
    const asked = await house.askAs(email, ['erasure']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    await house.allPaused(async () => {
      await house.approve(id);
      await house.reach(id, 'working');
      const { body } = await house.person(asked.token).post(`/v1/case/requests/${id}/withdrawal`);
      expect(body).toEqual({ outcome: 'withdrawn', begun: null, stopped: null });
    });
    await house.quiet();
    expect(countByTable(await stillThere(house.company, own))).toEqual(countByTable(own));
  });

  it('withdrawn when one system has erased: too late there, stopped elsewhere, and told so', async () => {
    const own = await rowsOf(house.company, cast.bernd);
    const asked = await house.ask('bernd', ['erasure']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    await house.paused('shop', () =>
      house.paused('helpdesk', async () => {
        await house.approve(id);
        await house.eventually(
          async () => (await house.show(id)).tasks,
          (tasks) => tasks.some((task) => task.system === 'crm' && task.action === 'erase' && task.state === 'done'),
        );
        const { status, body } = await house.person(asked.token).post(`/v1/case/requests/${id}/withdrawal`);
        expect(status).toBe(200);
        expect(body).toEqual({ outcome: 'too-late', begun: ['crm'], stopped: ['helpdesk', 'shop'] });
      }),
    );
    // Nothing waits any more: the case ends with what was done, and does not call it fully complied.
    await house.reach(id, 'closed');
    expect((await house.show(id)).outcome).toBe('partly-complied');
    const left = countByTable(await stillThere(house.company, own));
    expect(Object.keys(left).filter((table) => table.startsWith('crm.'))).toEqual([]);
    const elsewhere = own.filter((row) => !row.table.startsWith('crm.'));
    expect(left).toEqual(countByTable(elsewhere));
    const letter = await house.mail(cast.bernd.email, /Da hatte die Löschung schon begonnen/);
    expect(letter.text).toMatch(/Kundenbeziehungen[\s\S]*gelöscht und am/);
    for (const mail of await house.mails(cast.bernd.email)) expect(mail.text).not.toMatch(/nichts gefunden/);
    expect(letter.text).toMatch(/Webshop\n[^#]*angehalten/);
  });

  it('two requests by one person: both go on, each proves itself, and an officer is told', async () => {
    const first = await house.ask('carla', ['access']);
    const second = await house.ask('carla', ['access']);
    const [a, b] = [first.requests[0]!.id, second.requests[0]!.id];
    await house.reach(b, 'proving');
    expect((await house.show(b)).errands.map(({ kind }) => kind)).toEqual(['duplicate']);
    await house.prove(a);
    await house.release(a);
    await house.reach(a, 'closed');
    expect((await house.show(b)).state).toBe('proving');
    expect((await house.person(second.token).post(`/v1/case/requests/${b}/package/grants`)).status).toBe(404);
    expect((await house.person(second.token).post(`/v1/case/requests/${a}/package/grants`)).status).toBe(404);
  });
});
