import { HTTP_FAULTS, isWriteByMethod } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import { Asking, CONTROLLER, nameOf, type Steps } from '../kit/vendors/asking.js';
import { KONRAD, NOBODY, threePeople, WILMA } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';
import { DAY } from '../kit/simulated-vendors.js';

const world: VendorWorld<'salesforce'> = new VendorWorld('salesforce', {
  people: threePeople,
  base: '/services/data/v62.0',
  connection: ({ clientId, clientSecret }) => ({
    address: { domain: 'nordlicht' },
    clientId: clientId!,
    clientSecret: clientSecret!,
    tokenUrl: `${world.simulator.url}/services/oauth2/token`,
  }),
  // The session is asked for by POST, and changes nothing.
  isWrite: (url, request) => !url.includes('/oauth2/') && isWriteByMethod(url, request),
  prepare: ({ control }) => control.allowHardDelete(true),
});
const stepFor: Steps = () => ({ action: 'delete' });
const KINDS: Record<string, string> = { Contact: 'contacts', Case: 'cases', CaseComment: 'case_comments' };

const snapshot = (): Map<string, string> =>
  new Map(
    [...world.simulator.control.records.values()].flatMap((one) => {
      const kind = KINDS[one.type];
      return kind ? [[`${kind}/${one.Id}`, JSON.stringify(one)] as const] : [];
    }),
  );

/** Ids carry a checksum: those of a fresh world are read off it. */
async function recordsOf(cases: number[], personKey: number): Promise<string[]> {
  await world.again();
  const { control } = world.simulator;
  const contact = control.contactIdOf(personKey);
  const own = [...control.records.values()].filter(
    ({ type, values }) => type === 'Case' && values.ContactId === contact,
  );
  const comments = [...control.records.values()].filter(
    ({ type, values }) => type === 'CaseComment' && own.some(({ Id }) => Id === values.ParentId),
  );
  expect(own).toHaveLength(cases.length);
  return [
    `contacts/${contact}`,
    ...own.map(({ Id }) => `cases/${Id}`),
    ...comments.map(({ Id }) => `case_comments/${Id}`),
  ];
}

const wilma = await recordsOf([11, 12], 1);
const konrad = await recordsOf([21], 2);

conformance('salesforce', {
  controller: CONTROLLER,
  nobody: NOBODY,
  someone: { identifiers: WILMA, records: wilma },
  several: { identifiers: KONRAD, records: konrad },
  stepFor,
  replaceSomeone: async () => {
    const contact = world.simulator.control.records.get(world.simulator.control.contactIdOf(1))!;
    Object.assign(contact.values, { FirstName: 'Ganz', LastName: 'Anders', Email: 'anders@example.org' });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => snapshot(),
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(DAY / 4),
});

describe('salesforce', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  it('finds what lies in the recycle bin, and deletes it for good', async () => {
    const { control } = world.simulator;
    const contact = control.records.get(control.contactIdOf(3))!;
    contact.IsDeleted = true;
    const she = new Asking(await world.connect(), stepFor, [{ kind: 'email', value: 'drittes@example.org' }]);
    const records = await she.locate();
    expect(records.map(nameOf)).toContain(`contacts/${contact.Id}`);
    const { result } = await she.eraseToTheEnd(records, (until) => world.clock.set(until));
    expect(result.status).toBe('done');
    expect(await she.residue(records)).toEqual([]);
    expect(control.records.has(contact.Id)).toBe(false);
  });

  it('says that the permission is missing, and touches nothing', async () => {
    world.simulator.control.allowHardDelete(false);
    const she = new Asking(await world.connect(), stepFor, WILMA);
    const before = snapshot();
    expect(await she.erase(await she.locate())).toMatchObject({ status: 'refused' });
    expect(snapshot()).toEqual(before);
  });
});
