import type { TicketReply } from '../../src/connectors/kit/contract.js';
import { plainText } from '../../src/connectors/kit/hooks/plain-text.js';
import { STANDING_PROPERTY, UNSENT } from '../../src/connectors/hubspot/reply.js';
import { textOf } from '../../src/demo/simulators/jira/records.js';
import { CONTROLLER } from '../kit/vendors/asking.js';
import { ticketCases } from '../kit/vendors/ticket-cases.js';
import { threePeople } from '../kit/vendors/three-people.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';
import type { VendorName } from '../../src/demo/simulators/vendors.js';

const connected =
  <Name extends VendorName>(world: VendorWorld<Name>) =>
  async (replies: TicketReply[]) =>
    (await world.connect()).reply!({ controller: CONTROLLER, replies });

describe('tickets of Freshdesk', () => {
  const world = new VendorWorld('freshdesk', {
    people: threePeople,
    base: '/api/v2',
    connection: ({ apiKey }) => ({ address: { domain: 'nordlicht' }, apiKey: apiKey! }),
  });
  beforeEach(() => world.again());
  afterAll(() => world.stop());
  const ticketOf = (id: string) => world.simulator.control.tickets.get(Number(id))!;

  ticketCases({
    ticket: () => '11',
    missing: '999',
    keeps: 'tags',
    reply: connected(world),
    tagged: (ticket, tags) => void (ticketOf(ticket).tags = tags),
    seen: (ticket) => ({
      said: [...world.simulator.control.conversations.values()]
        .filter((one) => one.ticket_id === Number(ticket))
        .map((one) => ({ text: plainText(one.body), public: !one.private })),
      tags: [...ticketOf(ticket).tags],
    }),
  });

  it('tells a deleted ticket nothing', async () => {
    ticketOf('11').deleted = true;
    expect(await connected(world)([{ reference: 'r1', ticket: '11', internalNote: 'x' }])).toEqual([
      { reference: 'r1', status: 'not-found' },
    ]);
  });
});

describe('conversations of Intercom', () => {
  const world = new VendorWorld('intercom', {
    people: threePeople,
    connection: ({ accessToken }) => ({ address: { host: 'api.eu.intercom.io' }, token: accessToken! }),
  });
  beforeEach(() => world.again());
  afterAll(() => world.stop());
  const conversationOf = (id: string) => world.simulator.control.conversations.get(id)!;

  ticketCases({
    ticket: () => '11',
    missing: '999',
    keeps: 'tags',
    reply: connected(world),
    tagged: (ticket, names) =>
      void (conversationOf(ticket).tags = names.map((name) => ({ id: `id-of-${name}`, name }))),
    seen: (ticket) => ({
      said: conversationOf(ticket).parts.map((one) => ({
        text: plainText(one.body ?? ''),
        public: one.part_type === 'comment',
      })),
      tags: conversationOf(ticket).tags.map(({ name }) => name),
    }),
  });
});

describe('tickets of HubSpot', () => {
  const world = new VendorWorld('hubspot', { people: threePeople, connection: ({ token }) => ({ token: token! }) });
  beforeEach(() => world.again());
  afterAll(() => world.stop());
  const ticketOf = (id: string) => world.simulator.control.objects.tickets.get(id)!;
  const someTicket = (): string => [...world.simulator.control.objects.tickets.keys()][0]!;
  const notes = () => [...world.simulator.control.objects.notes.values()];
  let notesBefore: Set<string>;
  beforeEach(() => {
    notesBefore = new Set(notes().map(({ id }) => id));
  });

  ticketCases({
    ticket: someTicket,
    missing: '999',
    keeps: 'standing',
    reply: connected(world),
    tagged: (ticket, tags) => void (ticketOf(ticket).properties[STANDING_PROPERTY] = tags.at(-1)!),
    seen: (ticket) => ({
      said: notes()
        .filter(({ id }) => !notesBefore.has(id))
        .map(({ properties }) => plainText(properties.hs_note_body ?? ''))
        .map((text) => ({ text: text.replace(UNSENT, ''), public: text.includes(UNSENT) })),
      tags: [ticketOf(ticket).properties[STANDING_PROPERTY]].filter((tag) => typeof tag === 'string'),
    }),
  });

  it('notes what the person should read as unsent, on the ticket and on nobody', async () => {
    await connected(world)([{ reference: 'r1', ticket: someTicket(), publicComment: 'Nummer HB-1.' }]);
    const [note] = notes().filter(({ id }) => !notesBefore.has(id));
    expect(plainText(note!.properties.hs_note_body!)).toMatch(/^Nicht verschickt \/ not sent:\s+Nummer HB-1\.$/);
    const answer = await fetch(`${world.simulator.url}/crm/v4/objects/notes/${note!.id}/associations/contacts`, {
      headers: { authorization: `Bearer ${world.simulator.credentials.token}` },
    });
    expect(((await answer.json()) as { results: unknown[] }).results).toEqual([]);
  });
});

describe('requests of Jira Service Management', () => {
  const world = new VendorWorld('jira', {
    people: threePeople,
    connection: ({ email, token }) => ({ address: { site: 'nordlicht' }, user: email!, password: token! }),
  });
  beforeEach(() => world.again());
  afterAll(() => world.stop());
  const issueOf = (key: string) => [...world.simulator.control.issues.values()].find((one) => one.key === key)!;

  ticketCases({
    ticket: () => 'DSR-100011',
    missing: 'DSR-9',
    keeps: 'tags',
    reply: connected(world),
    tagged: (key, labels) => void (issueOf(key).labels = labels),
    seen: (key) => ({
      said: issueOf(key).comments.map((one) => ({ text: textOf(one.body), public: !one.internal })),
      tags: [...issueOf(key).labels],
    }),
  });
});
