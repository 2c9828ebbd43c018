import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import type { LocatedRecord } from '../../src/connectors/kit/contract.js';
import { SECOND } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { NOBODY, threePeople, WILMA } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const world = new VendorWorld('jira', {
  people: threePeople,
  connection: ({ email, token }) => ({ address: { site: 'nordlicht' }, user: email!, password: token! }),
  prepare: ({ control }) => void control.attach('DSR-100011', 'wilma-abendroth.pdf'),
});

/** What lies with Atlassian is no connector's to erase; the rest is deleted. */
const stepFor: Steps = ({ collection }) => (collection === 'customers' ? null : { action: 'delete' });
const everything: Steps = () => ({ action: 'delete' });
const account = (key: number): string => `qm:simulated:${key}`;
const request = (key: number): string => `requests/${1_000_000 + key}`;
const comments = (key: number, count: number): string[] =>
  Array.from({ length: count }, (_one, at) => `comments/${1_000_000 + key},${key * 100 + at}`);
const ATTACHMENT = 'attachments/1000011,40001';
const hers = [ATTACHMENT, ...comments(11, 2), ...comments(12, 1), `customers/${account(1)}`, request(11), request(12)];

conformance('jira', {
  controller: CONTROLLER,
  nobody: [...NOBODY, { kind: 'account_id', value: 'qm:simulated:99' }],
  someone: { identifiers: WILMA, records: hers },
  several: {
    identifiers: [
      { kind: 'email', value: 'konrad.unbekannt@example.org' },
      { kind: 'account_id', value: account(2) },
    ],
    records: [...comments(21, 1), `customers/${account(2)}`, request(21)],
  },
  stepFor,
  replaceSomeone: async () => {
    Object.assign(world.simulator.control.accounts.get(account(1))!, {
      displayName: 'Ganz Anders',
      emailAddress: 'anders@example.org',
    });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => {
    const { accounts, issues } = world.simulator.control;
    return new Map([
      ...[...accounts.values()].map((one) => [`customers/${one.accountId}`, JSON.stringify(one)] as const),
      ...[...issues.values()].flatMap(({ comments: said, attachments, updated: _updated, ...issue }) => [
        [`requests/${issue.id}`, JSON.stringify(issue)] as const,
        ...said.map((one) => [`comments/${issue.id},${one.id}`, JSON.stringify(one)] as const),
        ...attachments.map((one) => [`attachments/${issue.id},${one.id}`, JSON.stringify(one)] as const),
      ]),
    ]);
  },
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
});

describe('jira', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (steps: Steps): Promise<Asking> => new Asking(await world.connect(), steps, WILMA);
  const issue = (key: number) => world.simulator.control.issues.get(String(1_000_000 + key))!;
  const mask = { summary: { redact: true }, description: { redact: true } } as const;
  const masking = ({ collection }: LocatedRecord): ReturnType<Steps> => {
    if (collection === 'requests') return { action: 'mask', mask };
    if (collection === 'comments') return { action: 'mask', mask: { text: { redact: true } } };
    return collection === 'attachments' ? { action: 'delete' } : null;
  };

  it('says that accounts lie with Atlassian, and that texts stay in the history', async () => {
    const { residue } = (await world.connect()).describe().done;
    expect(JSON.stringify(residue)).toMatch(/Das Konto selbst liegt bei Atlassian/);
    expect(JSON.stringify(residue)).toMatch(/Verlauf, den niemand bearbeiten kann/);
  });

  it('deletes what she wrote, takes her account out of everything, and leaves the rest to a person', async () => {
    const she = await asking(everything);
    const records = await she.locate();
    expect(await she.erase(records)).toMatchObject({
      status: 'refused',
      reason: 'needs-a-person',
      collection: 'customers',
    });
    const { control } = world.simulator;
    expect(control.issues.has('1000011')).toBe(false);
    expect(control.accounts.get(account(1))).toMatchObject({
      active: false,
      desks: new Set(),
      organizations: new Set(),
    });
    expect(await she.residue(records)).toEqual([`customers/${account(1)}`]);
    // The administrator has done it; asked again, nothing is left.
    control.deleteAccount(1);
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(await she.residue(records)).toEqual([]);
    expect(control.accounts.get(account(2))).toMatchObject({ active: true, desks: new Set(['1']) });
  });

  it('redacts texts and comments, and says that the history still holds them', async () => {
    const she = await asking(masking);
    const records = await she.locate();
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(await she.residue(records)).toEqual([]);
    expect(JSON.stringify(issue(11).description)).not.toMatch(/wilma|abendroth/i);
    expect(JSON.stringify(issue(11).comments)).not.toMatch(/wilma|abendroth/i);
    expect(issue(11).attachments).toEqual([]);
    // What the plan calls fixed is copied, and shows it.
    const copies = await she.collect(await she.locate());
    expect(JSON.stringify(copies.get(request(11))!.history)).toContain('Wilma Abendroth');
    const [requests] = (await (await world.connect()).survey()).collections.filter(({ name }) => name === 'requests');
    expect(requests!.columns.find(({ name }) => name === 'history')).toMatchObject({ fixed: true });
    expect(JSON.stringify(issue(31))).toContain('Wilma');
  });

  it('finds a request that has just been made once the search knows it', async () => {
    const made = world.simulator.control.ask(1, 'Auskunft', 'Hier ist Wilma.');
    const she = await asking(stepFor);
    expect(await she.names()).not.toContain(`requests/${made.id}`);
    world.clock.advance(10 * SECOND);
    expect(await she.names()).toContain(`requests/${made.id}`);
  });

  it('passes over what the search still names and is gone', async () => {
    const she = await asking(stepFor);
    await she.erase(await she.locate());
    expect(await she.names()).toEqual([`customers/${account(1)}`]);
  });

  it('leaves a request on which others hang to a person', async () => {
    world.simulator.control.addSubtask('DSR-100011', 'Rechnung an Herrn Anders');
    const she = await asking(stepFor);
    expect(await she.erase(await she.locate())).toMatchObject({ status: 'refused', collection: 'requests' });
    expect(world.simulator.control.issues.has('1000011')).toBe(true);
  });

  it('does not find an account whose address Atlassian hides, but finds it by its id', async () => {
    Object.assign(world.simulator.control.accounts.get(account(1))!, { emailAddress: null });
    expect(await (await asking(stepFor)).names()).toEqual([]);
    const byId = new Asking(await world.connect(), stepFor, [{ kind: 'account_id', value: account(1) }]);
    expect(await byId.names()).toEqual(hers);
  });

  it('is not fooled by a deletion that is answered and not done', async () => {
    const she = await asking(stepFor);
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'DELETE' });
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect((await she.residue(records)).sort()).toEqual(hers.filter((name) => !name.startsWith('customers')));
  });

  it('waits as long as Retry-After says', async () => {
    const she = await asking(stepFor);
    const before = world.clock.now().getTime();
    world.simulator.modes.set({ kind: 'throttling', retryAfter: '8', times: 1 });
    expect(await she.names()).toEqual(hers);
    expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(8 * SECOND);
  });

  it('says which rights the account lacks', async () => {
    const connector = await world.connect();
    expect((await connector.check()).rights).toEqual(['read', 'update', 'delete']);
    world.simulator.control.denied.add('DELETE_ISSUES');
    const health = await connector.check();
    expect(health.rights).toEqual(['read', 'update']);
    expect(health.problems).toContainEqual(expect.objectContaining({ code: 'missing-right', collection: 'requests' }));
  });

  it('tells whom an account stands for', async () => {
    const connector = await world.connect();
    expect(
      await connector.identify!({ controller: CONTROLLER, records: [{ kind: 'account', id: account(1) }] }),
    ).toMatchObject([
      { id: account(1), identifiers: expect.arrayContaining([{ kind: 'email', value: 'wilma@example.org' }]) },
    ]);
  });
});
