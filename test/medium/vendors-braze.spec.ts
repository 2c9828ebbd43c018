import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import { DAY } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { KONRAD, NOBODY, threePeople, WILMA } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const world = new VendorWorld('braze', {
  people: threePeople,
  connection: ({ restApiKey }) => ({ address: { cluster: 'rest.fra-01', top: 'eu' }, token: restApiKey! }),
});
const stepFor: Steps = () => ({ action: 'delete' });
const idOf = (key: number): string => `5f00000000000000${key.toString(16).padStart(8, '0')}`;

conformance('braze', {
  controller: CONTROLLER,
  nobody: NOBODY,
  someone: { identifiers: WILMA, records: [`profiles/${idOf(1)}`] },
  several: { identifiers: KONRAD, records: [`profiles/${idOf(2)}`] },
  stepFor,
  replaceSomeone: async () => {
    const profile = world.simulator.control.profiles.get(idOf(1))!;
    Object.assign(profile, { first_name: 'Ganz', last_name: 'Anders', email: 'anders@example.org', external_id: 'x' });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () =>
    new Map([...world.simulator.control.profiles].map(([id, one]) => [`profiles/${id}`, JSON.stringify(one)])),
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(DAY),
});

describe('braze', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (): Promise<Asking> => new Asking(await world.connect(), stepFor, WILMA);

  it('believes no count: it waits until the profile is gone', async () => {
    const she = await asking();
    const records = await she.locate();
    expect(await she.erase(records)).toMatchObject({ status: 'pending' });
    const { result } = await she.eraseToTheEnd(records, (until) => world.clock.set(until));
    expect(result.status).toBe('done');
    expect(await she.residue(records)).toEqual([]);
  });

  it('tells a person when a deletion that was counted is never carried out', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: '/users/delete' });
    const { result } = await she.eraseToTheEnd(records, (until) => world.clock.set(until));
    expect(result).toMatchObject({ status: 'refused', reason: 'wait-expired' });
  });
});
