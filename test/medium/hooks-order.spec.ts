import fc from 'fast-check';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Suppression } from '../../src/suppression/suppression.js';
import { type HelpdeskHouse, openHelpdeskHouse } from '../kit/hooks/helpdesk-house.js';
import { commentAdded, ticketCreated, userEvent } from '../kit/hooks/zendesk-news.js';

const SECRET = 'a-secret-of-the-sender';
const ERASED = new Date('2026-01-01T00:00:00Z');
const RUNS = Number(process.env.HOOKS_ORDER_RUNS ?? 12);

const words = [
  'hello',
  '[access]',
  '[erasure]',
  '[access] [erasure]',
  '[access?]',
  '[rectification?]',
  '[portability]',
];
const moment = (minute: number): string => new Date(Date.UTC(2026, 1, 1, 8, minute)).toISOString();

/** What happens in a helpdesk: tickets with their messages, and contacts that come, come back and are joined. */
const happenings = fc.record({
  tickets: fc.array(
    fc.record({
      text: fc.constantFrom(...words),
      at: fc.integer({ min: 0, max: 300 }),
      comments: fc.array(fc.record({ text: fc.constantFrom(...words), at: fc.integer({ min: 0, max: 300 }) }), {
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  contacts: fc.array(fc.constantFrom('created', 'restored', 'merged', 'deleted'), { maxLength: 3 }),
});
type Happenings = typeof happenings extends fc.Arbitrary<infer T> ? T : never;

describe('webhooks in whatever order they come', () => {
  let house: HelpdeskHouse;
  let source: string;
  let world = 0;

  beforeAll(async () => {
    house = await openHelpdeskHouse();
    source = await house.source('zendesk', {
      secret: SECRET,
      system: 'desk',
      settings: { kinds: { user: 'desk_user' }, perMinute: 1_000_000 },
    });
  });
  afterAll(() => house.close());

  /** The events of a helpdesk of its own, in the order in which they happened. */
  async function eventsOf({ tickets, contacts }: Happenings, name: string): Promise<object[]> {
    const { app } = house.service.service;
    const email = `${name}@example.org`;
    const [alpha] = await house.sql<{ id: string }>(`SELECT id FROM controller WHERE slug = 'alpha'`);
    await app
      .get(Transactions, { strict: false })
      .run((tx) => app.get(Suppression, { strict: false }).write(tx, alpha!.id, [{ kind: 'email', value: email }]));
    await house.sql(`UPDATE tombstone SET written_at = $1`, [ERASED]);
    return [
      ...tickets.flatMap(({ text, at, comments }, n) => {
        const ticket = `${name}-${n}`;
        const requester = `${name}-requester-${n}`;
        house.desk.users.set(requester, `${requester}@example.org`);
        return [
          ticketCreated(ticket, text, moment(at), requester),
          ...comments.map((comment, c) =>
            commentAdded(ticket, { id: `c${c}`, text: comment.text, at: moment(comment.at), by: requester }),
          ),
        ];
      }),
      ...contacts.map((change, n) => {
        const user = `${name}-user-${n}`;
        const about = { email, at: moment(400 + n) };
        return change === 'created' || change === 'merged'
          ? userEvent(change, user, { ...about, event: { user: { id: `${user}-gone` } } })
          : userEvent('active_changed', user, { ...about, event: { current: change === 'restored' } });
      }),
    ];
  }

  async function deliver(events: readonly object[], atOnce: number): Promise<void> {
    for (let at = 0; at < events.length; at += atOnce) {
      const answers = await Promise.all(events.slice(at, at + atOnce).map((one) => house.send('zendesk', source, one)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    }
  }

  /** Everything that the events have led to, without the names that differ from one helpdesk to the next. */
  async function state(name: string): Promise<unknown> {
    await house.quiet();
    const [requests, shadows, findings, open] = await Promise.all([
      house.sql(
        `SELECT replace(l.ticket, $1, '') AS ticket, l."right", r.state, r.due_on::text AS due, l.asked_at AS asked, c.assurance,
                (SELECT min(e.at) FROM clock_event e WHERE e.case_id = c.id AND (e.request_id IS NULL OR e.request_id = r.id)) AS began,
                l.told[cardinality(l.told)] AS told, l.failure
         FROM ticket_link l JOIN request r ON r.id = l.request_id JOIN subject_case c ON c.id = r.case_id
         WHERE l.ticket LIKE $1 || '-%' ORDER BY 1, 2`,
        [name],
      ),
      house.sql(
        `SELECT replace(ticket, $1, '') AS ticket, message, "right", asked_at AS asked, due_on::text AS due, state FROM shadow_request
         WHERE ticket LIKE $1 || '-%' ORDER BY 1, 2`,
        [name],
      ),
      house.sql(
        `SELECT kind, change, seen_at AS seen, count(*)::int AS times FROM hook_finding WHERE seen_at IS NOT NULL AND id IN
           (SELECT id FROM hook_finding WHERE opened_at >= (SELECT began FROM order_test WHERE name = $1))
         GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
        [name],
      ),
      house.sql(`SELECT count(*)::int AS waiting FROM hook_event WHERE state IN ('waiting', 'failed')`),
    ]);
    return { requests, shadows, findings, open };
  }

  const begin = async (): Promise<string> => {
    world += 1;
    const name = `w${world}`;
    await house.sql(`CREATE TABLE IF NOT EXISTS order_test (name text, began timestamptz)`);
    await house.sql(`INSERT INTO order_test VALUES ($1, clock_timestamp())`, [name]);
    return name;
  };

  it('leads to the same, with drops and repetitions, once everything has come', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings,
        fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 })),
        fc.integer({ min: 1, max: 6 }),
        async (happened, chance, atOnce) => {
          const straight = await begin();
          await deliver(await eventsOf(happened, straight), 1);
          const expected = await state(straight);

          const muddled = await begin();
          const events = await eventsOf(happened, muddled);
          const draw = (below: number): number => (chance.next().value as number) % below;
          // As many deliveries as twice the events, of any of them: some come twice or thrice, some never.
          const mess = Array.from({ length: events.length * 2 }, () => events[draw(events.length)]!);
          const rest = events.map((event) => ({ event, at: draw(1_000) })).toSorted((one, other) => one.at - other.at);
          await deliver(mess, atOnce);
          // The sender delivers at least once in the end.
          await deliver(
            rest.map(({ event }) => event),
            atOnce,
          );
          expect(await state(muddled)).toEqual(expected);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 240_000);
});
