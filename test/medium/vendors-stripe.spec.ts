import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import { DAY } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { KONRAD, NOBODY, threePeople, WILMA } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const world = new VendorWorld('stripe', {
  people: threePeople,
  base: '/v1',
  connection: ({ secretKey }) => ({ token: secretKey! }),
});
const stepFor: Steps = () => ({ action: 'delete' });
const recordsOf = (key: number): string[] => [`charges/ch_simulated${key}`, `customers/cus_simulated${key}`];

conformance('stripe', {
  controller: CONTROLLER,
  nobody: NOBODY,
  someone: { identifiers: WILMA, records: recordsOf(1) },
  several: { identifiers: KONRAD, records: recordsOf(2) },
  stepFor,
  replaceSomeone: async () => {
    const customer = world.simulator.control.customers.get('cus_simulated1')!;
    Object.assign(customer, { name: 'Ganz Anders', email: 'anders@example.org' });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => {
    const { customers, charges } = world.simulator.control;
    return new Map([
      ...[...customers.values()].map((one) => [`customers/${one.id}`, JSON.stringify(one)] as const),
      ...[...charges.values()]
        .filter(({ redacted }) => !redacted)
        .map((one) => [`charges/${one.id}`, JSON.stringify(one)] as const),
    ]);
  },
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(DAY),
});

describe('stripe', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (steps: Steps = stepFor): Promise<Asking> => new Asking(await world.connect(), steps, WILMA);
  const pass = (until: Date): void => world.clock.set(until);

  it('waits until a job has been validated, runs it once, and waits until it is done', async () => {
    const she = await asking();
    const { result, pending } = await she.eraseToTheEnd(await she.locate(), pass);
    expect(result.status).toBe('done');
    expect(pending.length).toBeGreaterThan(2);
    expect(world.simulator.control.charges.get('ch_simulated1')).toMatchObject({ redacted: true });
  });

  it('hands a running subscription and an open dispute to a person before anything is touched', async () => {
    for (const obstacle of ['subscription', 'dispute'] as const) {
      await world.again();
      const { control } = world.simulator;
      if (obstacle === 'subscription') control.subscribe('cus_simulated1');
      else control.dispute('ch_simulated1', true);
      const she = await asking();
      const { result } = await she.eraseToTheEnd(await she.locate(), pass);
      expect(result).toMatchObject({ status: 'refused', reason: 'conflict', collection: 'customers' });
      expect(control.charges.get('ch_simulated1')).toMatchObject({ redacted: false });
    }
  });

  it('does not redact payments that a law keeps', async () => {
    const she = await asking(({ collection }) => (collection === 'charges' ? null : { action: 'delete' }));
    expect(await she.erase(await she.locate())).toMatchObject({
      status: 'refused',
      reason: 'constraint',
      collection: 'charges',
    });
    expect(world.simulator.control.customers.has('cus_simulated1')).toBe(true);
  });

  it('is not fooled by a job that succeeds and redacts nothing', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'redaction_jobs' });
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect((await she.residue(records)).sort()).toEqual(recordsOf(1));
  });
});
