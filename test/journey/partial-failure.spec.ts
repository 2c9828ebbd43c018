import { cast } from '../../src/demo/company/cast.js';
import { countByTable, rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { DemoHouse } from '../kit/demo-house.js';

/** What a letter says of one system. */
function about(system: string, text: string): string {
  const section = text.split(/\n\n/).find((part) => part.startsWith(`${system}\n`));
  if (!section) throw new Error(`The letter says nothing of ${system}:\n${text}`);
  return section;
}

describe('one system cannot be reached', () => {
  let house: DemoHouse;
  let clock: SetClock;

  beforeEach(async () => {
    clock = new SetClock(new Date());
    house = await DemoHouse.open({ clock });
  });
  afterEach(async () => {
    await house?.reachable('crm', true);
    await house?.close();
  });

  /** The machine has tried for long enough: a person is asked. */
  async function tired(id: string, system: string): Promise<void> {
    await house.sql(
      `UPDATE task SET attempts = 30 WHERE request_id = $1 AND system = $2 AND state IN ('ready', 'leased')`,
      [id, system],
    );
    await house.hurry(id);
  }

  /** The day on which an answer must be out has come. */
  async function answerDay(id: string, except: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    const { answerBy } = (await house.show(id)).clocks[0]!;
    clock.set(new Date(`${answerBy}T12:00:00Z`));
    await except();
    await house.sql(`UPDATE outbox SET due_at = now() WHERE due_at > now()`);
  }

  it('while erasing: the others go on, the answer goes out in time, a supplement follows', async () => {
    const own = await rowsOf(house.company, cast.bernd);
    const asked = await house.ask('bernd', ['erasure']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    await house.reachable('crm', false);
    await house.approve(id);
    await house.eventually(
      async () =>
        (await house.show(id)).tasks
          .filter((task) => task.action === 'erase' && task.state === 'done')
          .map(({ system }) => system)
          .sort(),
      (systems) => systems.length === 2,
      async () => JSON.stringify((await house.show(id)).tasks, null, 1),
    );
    expect((await house.show(id)).state).toBe('working');
    const crm = own.filter((row) => row.table.startsWith('crm.'));

    await house.eventually(
      async () => (await house.show(id)).tasks.find((task) => task.system === 'crm' && task.action === 'erase'),
      (task) => task?.state === 'ready' && task.code !== null,
    );
    await tired(id, 'crm');
    const errand = await house.errand(id, 'attempts-exhausted');
    expect(errand.system).toBe('crm');
    expect((await house.show(id)).state).toBe('working');

    await answerDay(id);
    await house.reach(id, 'answering');
    const partial = await house.mail(cast.bernd.email, /antworten wir Ihnen, soweit wir heute können/);
    expect(about('Kundenbeziehungen', partial.text)).toContain('Noch nicht erledigt');
    expect(partial.text).toMatch(/Kundenservice\n[\s\S]*gelöscht und am/);

    await house.reachable('crm', true);
    expect((await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'try-again' })).status).toBe(
      204,
    );
    await house.hurry(id);
    await house.reach(id, 'closed');
    expect(await stillThere(house.company, crm)).toEqual([]);
    const supplement = await house.mail(cast.bernd.email, /ergänzen wir unser Schreiben/);
    expect(supplement.text).toMatch(/Kundenbeziehungen\n[\s\S]*gelöscht und am/);
    expect(supplement.text).toContain('Damit ist jedes System beantwortet.');
    expect(
      (await house.mails(cast.bernd.email)).filter(({ text }) => text.includes('soweit wir heute können')),
    ).toHaveLength(1);
    // Recipients of the late system are told as well.
    await house.mail('datenschutz@katalogversand-altona.test', new RegExp(cast.bernd.email));
  });

  it('while copying: the package goes out in time and says what is missing; a new one follows', async () => {
    await house.late('crm', 'collect');
    const asked = await house.ask('anna', ['access']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.eventually(
      async () =>
        (await house.show(id)).tasks.filter((task) => task.action === 'collect' && task.state === 'done').length,
      (copied) => copied === 2,
    );
    expect((await house.show(id)).state).toBe('working');
    await answerDay(id, () =>
      house.sql(`UPDATE task SET due_at = now() + interval '1 hour' WHERE request_id = $1 AND state = 'ready'`, [id]),
    );
    await house.release(id);
    await house.reach(id, 'answering');
    // The proof is weeks old by now: she is asked again before anything is handed out.
    await expect(house.fetch(asked.token, id)).rejects.toThrow('proof-too-old');
    await house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
    const first = await house.fetch(asked.token, id);
    const coverage = (files: Map<string, string>): object =>
      (JSON.parse(files.get('manifest.json')!) as { coverage: object }).coverage;
    expect(coverage(first)).toMatchObject({ searched: 2, of: 3 });
    expect([...first.keys()].some((file) => file.startsWith('data/crm/'))).toBe(false);
    expect((await house.mail(cast.anna.email, /liegt bereit/)).text).toContain('Durchsucht haben wir 2 von 3 Systemen');

    await house.hurry(id);
    await house.reach(id, 'reviewing');
    await house.release(id);
    await house.reach(id, 'closed');
    const second = await house.fetch(asked.token, id);
    expect(coverage(second)).toMatchObject({ searched: 3, of: 3 });
    expect([...second.keys()]).toContain('data/crm/contacts.json');
  });

  it('while searching: the plan says so, is never approved by policy, and the late find is planned anew', async () => {
    const own = await rowsOf(house.company, cast.bernd);
    const { id } = (await house.ask('bernd', ['erasure'])).requests[0]!;
    await house.reach(id, 'proving');
    await house.reachable('crm', false);
    await house.prove(id);
    await house.eventually(
      async () => (await house.show(id)).tasks.find((task) => task.system === 'crm'),
      (task) => task?.state === 'ready' && task.code !== null,
    );
    // Each round asks the system again, and gives up again.
    await house.eventually(
      async () => {
        await tired(id, 'crm');
        await new Promise((resolve) => setTimeout(resolve, 400));
        return (await house.show(id)).state;
      },
      (state) => state === 'deciding',
    );
    const errand = await house.errand(id, 'attempts-exhausted');
    const plan = await house.plan(id);
    expect(plan.systems.find(({ system }) => system === 'crm')!.unsearched).toBe('attempts-exhausted');
    await house.approve(id);
    await house.reach(id, 'answering');
    const partial = await house.mail(cast.bernd.email, /soweit wir heute können/);
    expect(about('Kundenbeziehungen', partial.text)).toContain('Noch nicht erledigt');
    const crm = own.filter((row) => row.table.startsWith('crm.'));
    await house.reachable('crm', true);
    expect(countByTable(await stillThere(house.company, crm))).toEqual(countByTable(crm));
    await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'try-again' });
    await house.hurry(id);
    await house.reach(id, 'deciding');
    expect((await house.plan(id)).systems.find(({ system }) => system === 'crm')!.groups.length).toBeGreaterThan(0);
    await house.approve(id);
    await house.reach(id, 'closed');
    expect(await stillThere(house.company, crm)).toEqual([]);
    await house.mail(cast.bernd.email, /ergänzen wir unser Schreiben/);
  });

  it.each(['not-possible', 'no-longer-needed'])(
    'and is settled as %s: said, never called nothing found, never fully complied',
    async (outcome) => {
      const own = await rowsOf(house.company, cast.kai);
      const { id } = (await house.ask('kai', ['erasure'])).requests[0]!;
      await house.prove(id);
      await house.reach(id, 'deciding');
      await house.reachable('crm', false);
      await house.approve(id);
      await house.eventually(
        async () => (await house.show(id)).tasks.find((task) => task.system === 'crm' && task.action === 'erase'),
        (task) => task?.state === 'ready' && task.code !== null,
      );
      await tired(id, 'crm');
      const errand = await house.errand(id, 'attempts-exhausted');
      await house.reachable('crm', true);
      expect((await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome })).status).toBe(204);
      await house.reach(id, 'closed');
      expect((await house.show(id)).outcome).toBe('partly-complied');
      const { text } = await house.mail(cast.kai.email, /verlangt, dass wir Ihre Daten löschen/);
      expect(about('Kundenbeziehungen', text)).toContain('Hier ist es nicht ausgeführt');
      expect(about('Kundenbeziehungen', text)).not.toContain('nichts gefunden');
      // Nothing was erased, so nobody is told that it was.
      expect(text).not.toContain('Wem wir die Löschung mitgeteilt haben');
      expect(await house.mails('datenschutz@katalogversand-altona.test')).toEqual([]);
      expect(await stillThere(house.company, own)).toHaveLength(own.length);
    },
  );

  it('and is settled as done by hand: called a declaration, not a check', async () => {
    const { id } = (await house.ask('kai', ['erasure'])).requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    await house.reachable('crm', false);
    await house.approve(id);
    await house.eventually(
      async () => (await house.show(id)).tasks.find((task) => task.system === 'crm' && task.action === 'erase'),
      (task) => task?.state === 'ready' && task.code !== null,
    );
    await tired(id, 'crm');
    const errand = await house.errand(id, 'attempts-exhausted');
    await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'done-by-hand' });
    await house.reach(id, 'closed');
    const { text } = await house.mail(cast.kai.email, /verlangt, dass wir Ihre Daten löschen/);
    const crm = about('Kundenbeziehungen', text);
    expect(crm).toContain('so hat es die zuständige Person im Vorgang erklärt');
    expect(crm).not.toMatch(/\bund am .* nachgeprüft|\*/);
  });
});

describe('what changes between approval and execution', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open({ policies: { nordlicht: { grownRecords: 3 } } });
  });
  afterAll(() => house?.close());

  const note = (contact: number, id: number): Promise<unknown> =>
    house.inSystem(
      'crm',
      `INSERT INTO crm.notes (id, contact_id, author_id, body, created_at) VALUES ($2, $1, 2, 'neu', now())`,
      [contact, id],
    );

  /** Approves while the CRM's lane stands still, so that something can happen meanwhile. */
  async function meanwhile(
    name: 'anna' | 'bernd' | 'farid' | 'carla',
    change: () => Promise<unknown>,
  ): Promise<string> {
    const { id } = (await house.ask(name, ['erasure'])).requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    await house.allPaused(async () => {
      await house.approve(id);
      await change();
    });
    return id;
  }

  it('grown within the limit goes on', async () => {
    const id = await meanwhile('anna', () => note(101, 900_001));
    await house.reach(id, 'closed');
    expect(await house.inSystem('crm', `SELECT id FROM crm.notes WHERE contact_id = 101`)).toEqual([]);
    const notes = (await house.show(id)).outcomes.find(({ collection }) => collection === 'notes');
    expect(notes).toMatchObject({ intended: 3, residue: 0 });
  });

  it('shrunk goes on', async () => {
    const id = await meanwhile('bernd', () =>
      house.inSystem('crm', `DELETE FROM crm.activities WHERE contact_id = 102`),
    );
    await house.reach(id, 'closed');
    expect(
      (await house.show(id)).outcomes.some(({ system, collection }) => system === 'crm' && collection === 'activities'),
    ).toBe(false);
  });

  it('a new collection is refused, and planned and approved anew', async () => {
    const id = await meanwhile('carla', () => note(103, 900_003));
    const plan = await house.drawnAnew(id);
    expect(await house.inSystem('crm', `SELECT id FROM crm.notes WHERE id = 900003`)).toHaveLength(1);
    expect(plan.systems.find(({ system }) => system === 'crm')!.groups.map(({ collection }) => collection)).toContain(
      'notes',
    );
    await house.approve(id);
    await house.reach(id, 'closed');
    expect(await house.inSystem('crm', `SELECT id FROM crm.notes WHERE id = 900003`)).toEqual([]);
    // What was done under the first plan is told once.
    const { text } = await house.mail(cast.carla.email, /verlangt, dass wir Ihre Daten löschen/);
    const shop = about('Webshop', text);
    expect(shop.match(/Zahlungsarten \(1\)/g)).toHaveLength(1);
  });

  it('grown beyond the limit is refused', async () => {
    const id = await meanwhile('farid', async () => {
      for (let n = 0; n < 4; n++) await note(106, 900_010 + n);
    });
    await house.drawnAnew(id);
    expect(await house.inSystem('crm', `SELECT id FROM crm.notes WHERE contact_id = 106`)).toHaveLength(5);
  });
});
