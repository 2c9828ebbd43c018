import { FaultHouse } from '../kit/faults/fault-house.js';
import type { Arming, Worker } from '../kit/faults/worker.js';

/** Before and after every effect of an erasure, in the order in which it comes to them. */
const PLACES: [Arming['place'], string][] = [
  ['before-handle', 'planning.begin'],
  ['before-answered', 'planning.located'],
  ['after-take', 'planning.execute'],
  ['before-answered', 'planning.execute'],
  ['after-take', 'work.lane'],
  ['after-add', 'work.lane'],
  ['before-handle', 'work.lane'],
  ['before-intent', 'shop'],
  ['after-intent', 'shop'],
  ['before-effect', 'shop'],
  ['after-effect', 'shop'],
  ['before-shown', 'shop'],
  ['after-shown', 'shop'],
  ['before-answered', 'planning.executed'],
  ['before-answered', 'planning.check'],
  ['before-answered', 'delivery.answer'],
  ['after-answered', 'delivery.answer'],
  ['before-answered', 'retention.close'],
];

describe('a worker that is killed', () => {
  let house: FaultHouse;
  let worker: Worker;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'apart' });
    worker = await house.work();
  });
  afterAll(() => house?.close());

  it.each(PLACES)('%s %s: the next one finishes, and nothing is done or counted twice', async (place, about) => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    await house.quiet();
    await worker.arm({ place, about, how: 'kill' });
    const id = await house.begin(person);
    expect(await worker.end()).toBe('SIGKILL');
    worker = await house.work();
    await house.reach(id, 'closed');
    await house.proveErased(id, person, others);
  });
});
