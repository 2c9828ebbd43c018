import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import type { LocatedRecord } from '../../src/connectors/kit/contract.js';
import { person, type SimulatedTicket } from '../../src/demo/simulators/ground/people.js';
import type { CrmObject } from '../../src/demo/simulators/hubspot/records.js';
import { DAY, MINUTE, SECOND } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const ticket = (key: number, body: string): SimulatedTicket => ({
  key,
  subject: 'Lieferung',
  status: 'closed',
  createdAt: '2026-03-01T08:00:00.000Z',
  messages: [{ from: 'person', body, internal: false, at: '2026-03-01T08:00:00.000Z' }],
});
const note = (key: number, body: string) => ({ key, body, at: '2026-03-02T08:00:00.000Z' });

const people = [
  person({
    key: 1,
    firstName: 'Wilma',
    lastName: 'Abendroth',
    email: 'wilma@example.org',
    furtherEmails: ['wilma.alt@example.net'],
    notes: [note(11, 'Frau Abendroth zieht um.'), note(12, 'Wilma mag Blau.')],
    tickets: [ticket(13, 'Wilma Abendroth wartet.')],
  }),
  person({
    key: 2,
    firstName: 'Konrad',
    lastName: 'Zuse-Mertens',
    email: 'konrad@example.org',
    phone: '+4917139200077',
    notes: [note(21, 'Kommt wieder.')],
  }),
  person({ key: 3, email: 'drittes@example.org', notes: [note(31, 'Wohnt mit Wilma zusammen.')] }),
];

const world = new VendorWorld('hubspot', {
  people,
  connection: ({ token }) => ({ token: token! }),
});

const stepFor: Steps = ({ collection }: LocatedRecord): ReturnType<Steps> =>
  collection === 'tickets'
    ? { action: 'mask', mask: { subject: { redact: true }, content: { redact: true } } }
    : { action: 'delete' };

const contact = (key: number): string => String(10_000_000_000 + key);
const noteId = (key: number): string => String(20_000_000_000 + key);
const hers = [`contacts/${contact(1)}`, `notes/${noteId(11)}`, `notes/${noteId(12)}`, 'tickets/30000000013'];

const objectOf = (type: 'contacts' | 'notes' | 'tickets', id: string): CrmObject =>
  world.simulator.control.objects[type].get(id)!;

conformance('hubspot', {
  controller: CONTROLLER,
  nobody: [{ kind: 'email', value: 'niemand@example.org' }],
  someone: { identifiers: [{ kind: 'email', value: 'wilma@example.org' }], records: hers },
  several: {
    identifiers: [
      { kind: 'email', value: 'konrad.unbekannt@example.org' },
      { kind: 'phone', value: '+4917139200077' },
    ],
    records: [`contacts/${contact(2)}`, `notes/${noteId(21)}`],
  },
  stepFor,
  replaceSomeone: async () => {
    Object.assign(objectOf('contacts', contact(1)).properties, {
      firstname: 'Ganz',
      lastname: 'Anders',
      email: 'anders@example.org',
      hs_additional_emails: null,
    });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () =>
    new Map(
      Object.values(world.simulator.control.objects).flatMap((objects) =>
        [...objects.values()].map((one) => [`${one.type}/${one.id}`, JSON.stringify(one)] as const),
      ),
    ),
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(35 * DAY),
});

describe('hubspot', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (email: string, steps: Steps = stepFor): Promise<Asking> =>
    new Asking(await world.connect(), steps, [{ kind: 'email', value: email }]);
  const pass = (until: Date): void => world.clock.set(until);
  const blocklist = (): ReadonlySet<string> => world.simulator.control.blocklist;

  it('finds a contact by a further address, also at once after it was made', async () => {
    expect(await (await asking('wilma.alt@example.net')).names()).toEqual(hers);
    const made = world.simulator.control.formSubmitted({ email: 'neu@example.org' });
    expect(await (await asking('neu@example.org')).names()).toEqual([`contacts/${made.id}`]);
  });

  it('finds a contact whom somebody has deleted by hand, and deletes her for good', async () => {
    await fetch(`${world.simulator.url}/crm/v3/objects/contacts/${contact(1)}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${world.simulator.credentials.token}` },
    });
    world.clock.advance(MINUTE);
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    expect(records.map(({ key }) => key)).toEqual([[contact(1)]]);
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(world.simulator.control.objects.contacts.has(contact(1))).toBe(false);
    expect(await she.names()).toEqual([]);
  });

  it('finds a merged contact under its new id', async () => {
    const merged = world.simulator.control.merge(contact(1), contact(2));
    const names = await (await asking('konrad@example.org')).names();
    expect(names).toContain(`contacts/${merged.id}`);
    expect(names).toContain(`notes/${noteId(11)}`);
    expect(names.filter((name) => name.startsWith('contacts/'))).toHaveLength(1);
  });

  it('does not delete somebody who became part of her after the plan was drawn', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    const merged = world.simulator.control.merge(contact(1), contact(2));
    expect(await she.erase(records)).toMatchObject({ status: 'refused' });
    expect(world.simulator.control.objects.contacts.has(merged.id)).toBe(true);
    expect(objectOf('notes', noteId(11)).properties.hs_note_body).toContain('Abendroth');
  });

  it('never blocks an address: it deletes by id alone', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    await she.eraseToTheEnd(records, pass);
    await she.erase(records);
    expect([...blocklist()]).toEqual([]);
  });

  it('is pending until the vendor has purged what hangs on the contact, up to thirty days', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    const { result, pending } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(pending.length).toBeGreaterThan(5);
    const waited = world.clock.now().getTime() - Date.parse('2026-11-02T12:00:00Z');
    expect(waited).toBeGreaterThan(29 * DAY);
    expect(waited).toBeLessThan(33 * DAY);
    expect(await she.residue(records)).toEqual([]);
    // What waits is empty from the first moment.
    expect(world.simulator.control.objects.notes.has(noteId(11))).toBe(false);
    expect(objectOf('tickets', '30000000013').properties.content).not.toMatch(/wilma|abendroth/i);
  });

  it('empties notes before the vendor gets to them', async () => {
    const she = await asking('wilma@example.org');
    expect(await she.erase(await she.locate())).toMatchObject({ status: 'pending' });
    expect(objectOf('notes', noteId(11)).properties.hs_note_body).toBeNull();
    expect(world.simulator.control.objects.contacts.has(contact(1))).toBe(false);
  });

  it('leaves a note that stands on somebody else too', async () => {
    const headers = { authorization: `Bearer ${world.simulator.credentials.token}` };
    const path = `/crm/v4/objects/contacts/${contact(1)}/associations/default/notes/${noteId(31)}`;
    await fetch(`${world.simulator.url}${path}`, { method: 'PUT', headers });
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    const shared = records.find(({ key }) => key[0] === noteId(31));
    expect(shared).toMatchObject({ otherHolders: 1 });
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result).toMatchObject({ status: 'done', kept: [{ key: [noteId(31)], why: 'held-by-others' }] });
    expect(objectOf('notes', noteId(31)).properties.hs_note_body).toBe('Wohnt mit Wilma zusammen.');
  });

  it('is not fooled by a deletion that is answered and not done', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'gdpr-delete' });
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result).toMatchObject({ status: 'refused', reason: 'wait-expired', collection: 'contacts' });
    expect(await she.residue(records)).toContain(`contacts/${contact(1)}`);
    const spent = world.clock.now().getTime() - Date.parse('2026-11-02T12:00:00Z');
    expect(spent).toBeLessThan(3 * DAY);
  });

  it('keeps to the limits of the vendor over many people', async () => {
    const connector = await world.connect();
    const before = world.clock.now().getTime();
    const identifiers = Array.from({ length: 30 }, (_one, at) => [{ kind: 'email', value: `viele-${at}@example.org` }]);
    const records: LocatedRecord[] = [];
    for await (const chunk of connector.locate({
      controller: CONTROLLER,
      people: identifiers.map((one, at) => ({ person: `p${at}`, identifiers: one })),
      digest: (value) => value,
    }))
      records.push(...chunk);
    expect(records).toEqual([]);
    // Sixty calls, half of them searches, of which four a second are allowed.
    expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(7 * SECOND);
  });

  it('finds whoever comes back as somebody new', async () => {
    const she = await asking('wilma@example.org');
    await she.eraseToTheEnd(await she.locate(), pass);
    const again = world.simulator.control.formSubmitted({ email: 'wilma@example.org', firstname: 'Wilma' });
    world.clock.advance(MINUTE);
    expect(await she.names()).toEqual([`contacts/${again.id}`]);
  });
});
