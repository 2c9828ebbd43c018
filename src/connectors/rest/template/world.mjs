/** Who is in the simulator, for `habeas connector test`. Records are named `collection/key`. */
import { Simulator, TOKEN } from './simulator.mjs';

const simulator = new Simulator();

export const world = {
  start: () => simulator.start(),
  stop: () => simulator.stop(),
  reset: () => simulator.reset(),
  snapshot: () => simulator.snapshot(),
  replaceSomeone: () => simulator.replaceSomeone(),

  /** Where the API begins below the simulator's address, and the settings that it takes. */
  path: '/v1',
  connection: { address: { account: 'acme' }, token: TOKEN, phoneCountry: 'DE' },

  nobody: [
    { kind: 'email', value: 'nobody@example.com' },
    { kind: 'phone', value: '+4915100000000' },
  ],
  /** One of her contacts lies in the bin already: nobody has purged it yet. */
  someone: {
    identifiers: [{ kind: 'email', value: 'anna.schmidt@example.com' }],
    records: ['contacts/1', 'contacts/6', 'notes/11', 'notes/12'],
  },
  several: {
    identifiers: [
      { kind: 'email', value: 'frida@example.org' },
      { kind: 'phone', value: '+4917012345678' },
    ],
    records: ['contacts/3', 'contacts/4', 'notes/31'],
  },
  many: {
    identifiers: [{ kind: 'email', value: 'maria@example.org' }],
    records: ['contacts/5', ...Array.from({ length: 25 }, (_, at) => `notes/${100 + at}`)],
  },
};
