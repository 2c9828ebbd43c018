import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import { FIRST_CONTACT_ID } from '../../src/demo/simulators/freshdesk/index.js';
import { Asking, CONTROLLER, nameOf, type Steps } from '../kit/vendors/asking.js';
import { KONRAD, NOBODY, threePeople, WILMA } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const world = new VendorWorld('freshdesk', {
  people: threePeople,
  base: '/api/v2',
  connection: ({ apiKey }) => ({ address: { domain: 'nordlicht' }, apiKey: apiKey! }),
});
const stepFor: Steps = () => ({ action: 'delete' });
const contact = (key: number): string => `contacts/${FIRST_CONTACT_ID + key}`;

/** Conversations have ids of their own making: found once, by looking. */
const all = async (): Promise<Map<string, string>> => {
  const { contacts, tickets } = world.simulator.control;
  return new Map([
    ...[...contacts.values()].map((one) => [`contacts/${one.id}`, JSON.stringify(one)] as const),
    ...[...tickets.values()].map((one) => [`tickets/${one.id}`, JSON.stringify(one)] as const),
  ]);
};
const hers = ['conversations/11,43100000001', 'conversations/11,43100000002', 'conversations/12,43100000003'];

conformance('freshdesk', {
  controller: CONTROLLER,
  nobody: NOBODY,
  someone: { identifiers: WILMA, records: [...hers, contact(1), 'tickets/11', 'tickets/12'] },
  several: { identifiers: KONRAD, records: ['conversations/21,43100000004', contact(2), 'tickets/21'] },
  stepFor,
  replaceSomeone: async () => {
    Object.assign(world.simulator.control.contacts.get(FIRST_CONTACT_ID + 1)!, {
      name: 'Ganz Anders',
      email: 'anders@example.org',
    });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: all,
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
});

describe('freshdesk', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (steps: Steps = stepFor): Promise<Asking> => new Asking(await world.connect(), steps, WILMA);

  it('does not delete a contact with tickets that are to stay: the vendor would take them along', async () => {
    const she = await asking(({ collection, key }) =>
      collection === 'tickets' && key[0] === 12 ? null : { action: 'delete' },
    );
    expect(await she.erase(await she.locate())).toMatchObject({
      status: 'refused',
      reason: 'constraint',
      collection: 'tickets',
    });
    expect(world.simulator.control.contacts.has(FIRST_CONTACT_ID + 1)).toBe(true);
    expect(world.simulator.control.tickets.has(12)).toBe(true);
  });

  it('does not delete a ticket that came after the plan was drawn', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.control.receive({ email: 'wilma@example.org', subject: 'Neu', body: 'Noch etwas.' });
    expect(await she.erase(records)).toMatchObject({ status: 'refused', reason: 'constraint' });
    expect(world.simulator.control.contacts.has(FIRST_CONTACT_ID + 1)).toBe(true);
  });

  it('finds a contact that was deleted by hand, and deletes it for good with its tickets', async () => {
    world.simulator.control.contacts.get(FIRST_CONTACT_ID + 1)!.deleted = true;
    const she = await asking();
    const records = await she.locate();
    expect(records.map(nameOf)).toContain(contact(1));
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(await she.residue(records)).toEqual([]);
    expect(world.simulator.control.tickets.has(11)).toBe(false);
  });

  it('is not fooled by a deletion that is answered and not done', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'hard_delete' });
    await she.erase(records);
    expect(await she.residue(records)).toEqual(expect.arrayContaining([contact(1), 'tickets/11']));
  });
});
