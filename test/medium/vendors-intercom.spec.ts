import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import type { LocatedRecord } from '../../src/connectors/kit/contract.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { KONRAD, NOBODY, threePeople, WILMA } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const world = new VendorWorld('intercom', {
  people: threePeople,
  connection: ({ accessToken }) => ({ address: { host: 'api.eu.intercom.io' }, token: accessToken! }),
});
const MASKS: Record<string, string> = { conversations: 'first_message', parts: 'body' };
const stepFor: Steps = ({ collection }: LocatedRecord): ReturnType<Steps> => {
  const field = MASKS[collection];
  return field === undefined ? { action: 'delete' } : { action: 'mask', mask: { [field]: { redact: true } } };
};
const idOf = (key: number): string => `5f00000000000000${key.toString(16).padStart(8, '0')}`;

conformance('intercom', {
  controller: CONTROLLER,
  nobody: NOBODY,
  someone: {
    identifiers: WILMA,
    records: [
      `contacts/${idOf(1)}`,
      'conversations/11',
      'conversations/12',
      `notes/${idOf(1)},14`,
      'parts/11,1101',
      'parts/11,1102',
      'parts/12,1201',
    ],
  },
  several: { identifiers: KONRAD, records: [`contacts/${idOf(2)}`, 'conversations/21', 'parts/21,2101'] },
  stepFor,
  replaceSomeone: async () => {
    const contact = world.simulator.control.contacts.get(idOf(1))!;
    Object.assign(contact, { name: 'Ganz Anders', email: 'anders@example.org', external_id: 'x' });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => {
    const { contacts, conversations } = world.simulator.control;
    return new Map([
      ...[...contacts.values()].map((one) => [`contacts/${one.id}`, JSON.stringify(one)] as const),
      ...[...conversations.values()].flatMap(({ parts, ...one }) => [
        [`conversations/${one.id}`, JSON.stringify(one)] as const,
        ...parts.map((part) => [`parts/${one.id},${part.id}`, JSON.stringify(part)] as const),
      ]),
    ]);
  },
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
});

describe('intercom', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (): Promise<Asking> => new Asking(await world.connect(), stepFor, WILMA);

  it('takes away messages that name her as a whole, and leaves the others', async () => {
    const she = await asking();
    const records = await she.locate();
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    const { source, parts } = world.simulator.control.conversations.get('11')!;
    expect([source, ...parts].map(({ redacted }) => redacted)).toEqual([true, true, true]);
    expect(world.simulator.control.conversations.get('12')!.parts[0]).toMatchObject({ redacted: false });
    expect(world.simulator.control.conversations.get('31')!.source.redacted).toBe(false);
    expect(await she.residue(records)).toEqual([]);
  });

  it('cannot find whom somebody has archived, and says so beforehand', async () => {
    const contact = world.simulator.control.contacts.get(idOf(1))!;
    await fetch(`${world.simulator.url}/contacts/${contact.id}/archive`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.simulator.credentials.accessToken}` },
    });
    world.clock.advance(600_000);
    const she = await asking();
    expect(await she.names()).toEqual([]);
    expect((await world.connect()).describe().done.residue).toMatchObject({ en: expect.stringContaining('archived') });
  });

  it('is not fooled by a deletion that is answered and not done', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'DELETE' });
    await she.erase(records);
    expect(await she.residue(records)).toContain(`contacts/${idOf(1)}`);
  });
});
