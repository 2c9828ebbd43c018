import { SystemClock } from '../../src/platform/clock/clock.js';
import { OwnerReminders } from '../../src/handwork/owner-reminders.js';
import { Client } from '../kit/client.js';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';
import type { Task } from '../kit/exchange/other-side.js';

const OWNER = 'petra.lohmann@small.test';
const PROCESSOR = 'service@aktenlager.test';

interface ConversationShown {
  id: string;
  system: string;
  verb: string;
  owner: string;
  state: string;
  how: string | null;
  seenAt: string | null;
  files: { id: string; mediaType: string }[];
}

describe('systems that are worked by hand', () => {
  let house: ToldHouse;

  beforeAll(async () => {
    house = await ToldHouse.open({
      maps: {
        files: membersMap('files', 'manual', {
          owner: { name: 'Petra Lohmann', email: OWNER, language: 'de' },
        }).replace('de: Treueprogramm', 'de: Aktenschrank'),
        archive: membersMap('archive', 'manual', {
          owner: { name: 'Service Desk', email: PROCESSOR, language: 'en' },
          processor: 'Aktenlager GmbH',
        }).replace('en: Loyalty programme', 'en: Paper archive'),
      },
    });
  });
  afterAll(() => house?.close());

  const read = new Set<string>();
  /** The link in the next letter of this kind; it is the only thing she has. */
  async function link(
    to: string,
    pattern: RegExp,
  ): Promise<{ url: URL; client: Client; text: string; subject: string }> {
    const letter = (await house.eventually(
      async () =>
        (await house.mails(to)).find((one) => !read.has(one.file) && pattern.test(`${one.subject}\n${one.text}`)),
      (one) => one !== undefined,
    ))!;
    read.add(letter.file);
    const url = new URL(/http:\/\/\S+\/task#\S+/.exec(letter.text)![0]);
    return { url, client: new Client(url.origin).as(url.hash.slice(1)), text: letter.text, subject: letter.subject };
  }

  const letterOf = (verb: RegExp) => link(OWNER, verb);
  const answer = (client: Client, body: object) => client.post<{ state: string }>('/v1/exchange/task/answer', body);

  it('a person in charge is sent a link, does it, and what she says is called declared via that link', async () => {
    const email = 'paper@people.example';
    const id = await house.begin(email);
    const find = await letterOf(/nachsehen, ob/);
    // The letter tells nothing of whom it is about, and is in her language.
    expect(find.text).toContain('Guten Tag Petra Lohmann');
    expect(find.text).toContain('Aktenschrank');
    expect(`${find.subject}${find.text}`).not.toContain(email);
    expect(find.url.search).toBe('');
    const errand = await house.errand(id, 'owner-asked');
    expect(errand.id).toBeTruthy();

    const { body: task } = await find.client.get<Task>('/v1/exchange/task');
    expect(task).toMatchObject({ verb: 'find', whole: false, identifiers: [{ kind: 'email', value: email }] });
    expect(task.form[0]).toMatchObject({ name: 'members', key: ['id'] });
    await find.client.put('/v1/exchange/task/pages/1', {
      items: [{ collection: 'members', record: { id: 'A-17', email, name: 'Paula Papier' } }],
    });
    expect((await answer(find.client, { state: 'done', pages: 1 })).status).toBe(200);
    // The processor has nothing.
    const other = await link(PROCESSOR, /look whether/);
    expect(other.text).toContain('Aktenlager GmbH');
    expect((await answer(other.client, { state: 'nothing-found' })).status).toBe(200);

    const erase = await letterOf(/die genannten Einträge löschen/);
    const { body: toErase } = await erase.client.get<Task>('/v1/exchange/task');
    expect(toErase.steps).toEqual([{ collection: 'members', action: 'delete', keys: [['A-17']] }]);
    // What she attaches is evidence: kept once, of a harmless kind, for the office alone.
    const pdf = new FormData();
    pdf.append('file', new Blob(['%PDF-1.7 shredded']), 'proof.pdf');
    const attach = (form: FormData) =>
      fetch(`${erase.url.origin}/v1/exchange/task/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${erase.url.hash.slice(1)}` },
        body: form,
      });
    expect((await attach(pdf)).status).toBe(201);
    const script = new FormData();
    script.append('file', new Blob(['<script>alert(1)</script>']), 'x.html');
    expect((await attach(script)).status).toBe(415);
    expect((await answer(erase.client, { state: 'done' })).status).toBe(200);

    await house.reach(id, 'closed');
    expect(await house.outcomes(id)).toEqual([
      { collection: 'members', intended: 1, residue: 0, evidence: 'declared' },
    ]);
    const letter = await house.mail(email, /declared/);
    expect(letter.text).toContain('declared via the link sent to her or him');
    expect(letter.text).not.toContain('Petra');
    const { body: shown } = await house.officer.get<ConversationShown[]>(`/v1/requests/${id}/conversations`);
    expect(shown.find(({ system, verb }) => system === 'files' && verb === 'erase')).toMatchObject({
      owner: 'Petra Lohmann',
      state: 'done',
      how: 'declared',
      files: [{ mediaType: 'application/pdf' }],
    });
    // Errands about her answers are over with them.
    expect((await house.errands(id)).filter(({ settledAt }) => settledAt === null)).toEqual([]);
  });

  it('the ledger says how it knows', async () => {
    const entries = await house.sql<{ how: string; role: string }>(
      `SELECT body::jsonb -> 'data' ->> 'how' AS how, body::jsonb -> 'by' ->> 'role' AS role FROM ledger_entry WHERE kind = 'exchange.answered'`,
    );
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ how }) => how))).toEqual(new Set(['declared']));
  });

  it('copies by hand: what she types in is what the person gets', async () => {
    const email = 'copy@people.example';
    const id = await house.begin(email, 'access');
    const find = await letterOf(/nachsehen, ob/);
    const { body: task } = await find.client.get<Task>('/v1/exchange/task');
    expect(task.whole).toBe(true);
    await find.client.put('/v1/exchange/task/pages/1', {
      items: [{ collection: 'members', record: { id: 'C-1', email, name: 'Carla Copy', tier: 'gold' } }],
    });
    await answer(find.client, { state: 'done', pages: 1, whole: true });
    await answer((await link(PROCESSOR, /look whether/)).client, { state: 'nothing-found' });
    const copied = await house.eventually(
      () =>
        house.sql<{ verb: string; state: string }>(
          `SELECT verb, state FROM conversation WHERE request_id = $1 ORDER BY opened_at`,
          [id],
        ),
      (rows) => rows.length >= 2,
    );
    expect(copied.map(({ verb }) => verb)).not.toContain('copy');
    await house.reach(id, 'reviewing');
    const [part] = await house.sql<{ records: number }>(
      `SELECT sum(records)::int AS records FROM part WHERE request_id = $1`,
      [id],
    );
    expect(part).toEqual({ records: 1 });
  });

  it('is reminded, and not twice for the same day; what is never answered becomes the office’s', async () => {
    const email = 'late@people.example';
    const id = await house.begin(email);
    await letterOf(/nachsehen, ob/);
    await house.eventually(
      () => house.sql(`SELECT 1 FROM conversation WHERE request_id = $1 AND told_at IS NOT NULL`, [id]),
      (rows) => rows.length === 2,
    );
    await link(PROCESSOR, /look whether/);
    const before = (await house.mails(OWNER)).length;
    const reminders = house.service.service.app.get(OwnerReminders, { strict: false });
    expect(await reminders.run()).toBe(0);
    await house.sql(`UPDATE conversation SET opened_at = opened_at - interval '6 days' WHERE request_id = $1`, [id]);
    expect(await reminders.run()).toBe(2);
    expect(await reminders.run()).toBe(0);
    const again = await link(OWNER, /^Erinnerung/);
    expect((await house.mails(OWNER)).length).toBe(before + 1);
    // The link is the same one.
    expect((await again.client.get<Task>('/v1/exchange/task')).status).toBe(200);

    await house.sql(`UPDATE conversation SET expires_at = $2 WHERE request_id = $1`, [
      id,
      new Date(new SystemClock().now().getTime() - 1000),
    ]);
    await reminders.run();
    await house.errand(id, 'wait-expired');
    expect((await again.client.get<Task>('/v1/exchange/task')).status).toBe(410);
    // The others' errands about her answer are gone: one to-do, not two.
    expect((await house.errands(id)).filter(({ kind, settledAt }) => kind === 'owner-asked' && !settledAt)).toEqual([]);
    // It is not kept waiting for: the plan is there, and the person will be answered.
    await house.reach(id, 'deciding', 'closed');
  });

  it('cannot be answered for by the machine’s key, nor by staff of another house', async () => {
    const email = 'sign@people.example';
    const id = await house.begin(email);
    await letterOf(/nachsehen, ob/);
    const { body: shown } = await house.officer.get<ConversationShown[]>(`/v1/requests/${id}/conversations`);
    const { status } = await house.officer.post(`/v1/requests/${id}/conversations/${shown[0]!.id}/answer`, {
      state: 'nothing-found',
    });
    // An API key is no personal sign-in (practice 30).
    expect([401, 403]).toContain(status);
    const elsewhere = new Client(house.service.url).as(
      await house.service.staff('other@office.test', ['privacy_officer'], ['elsewhere']),
    );
    expect((await elsewhere.get(`/v1/requests/${id}/conversations`)).status).toBe(404);
  });
});
