import { randomUUID } from 'node:crypto';
import { startSimulator } from '../../src/demo/simulators/start.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { type HelpdeskHouse, openHelpdeskHouse } from '../kit/hooks/helpdesk-house.js';
import { commentAdded, ticketCreated, userEvent } from '../kit/hooks/zendesk-news.js';

const SECRET = 'a-secret-of-the-sender';

describe('a request that begins in a ticket', () => {
  let house: HelpdeskHouse;
  let source: string;

  beforeAll(async () => {
    // With the rules of the house.
    house = await openHelpdeskHouse(null);
    source = await house.source('zendesk', {
      secret: SECRET,
      system: 'desk',
      settings: { kinds: { user: 'desk_user' } },
    });
    house.desk.users.set('71', 'erika.sander@example.org');
  });
  afterAll(() => house.close());

  const until = async <T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> => {
    const end = performance.now() + 30_000;
    for (;;) {
      const last = await ask();
      if (satisfies(last)) return last;
      if (performance.now() > end) throw new Error(`Waited in vain; the last answer was ${JSON.stringify(last)}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const requestOf = (ticket: string): Promise<{ id: string; right: string; state: string } | undefined> =>
    house
      .sql<{ id: string; right: string; state: string }>(
        `SELECT r.id, r."right", r.state FROM ticket_link l JOIN request r ON r.id = l.request_id WHERE l.ticket = $1`,
        [ticket],
      )
      .then(([row]) => row);
  const state = async (id: string): Promise<string> =>
    (await house.sql<{ state: string }>(`SELECT state FROM request WHERE id = $1`, [id]))[0]!.state;

  it('is erased where the helpdesk finishes later, and the ticket learns of it', async () => {
    const text =
      'Sehr geehrte Damen und Herren,\n\nbitte löschen Sie alle meine personenbezogenen Daten.\n\nErika Sander';
    const sent = await house.send('zendesk', source, ticketCreated('4711', text, new Date().toISOString(), '71'));
    expect(sent.status).toBe(200);
    const request = (await until(
      () => requestOf('4711'),
      (found) => found?.state === 'proving',
    ))!;
    expect(request.right).toBe('erasure');

    const clerk = house.officer.as(await house.service.staff('clerk@ticket.test', ['agent']));
    expect((await clerk.post(`/v1/requests/${request.id}/identity`, { decision: 'accept', note: 'seen' })).status).toBe(
      204,
    );
    await until(
      () => state(request.id),
      (now) => now === 'deciding',
    );
    house.desk.finishes = false;
    const plan = (await house.officer.get<{ hash: string }>(`/v1/requests/${request.id}/plan`)).body;
    expect((await house.officer.post(`/v1/requests/${request.id}/plan/approval`, { hash: plan.hash })).status).toBe(
      200,
    );

    // The helpdesk has taken the erasure and finishes it in its own time: nothing is asked for an hour.
    const waiting = await until(
      () =>
        house.sql<{ due: boolean; code: string }>(
          `SELECT due_at > now() + interval '10 minutes' AS due, code FROM task WHERE request_id = $1 AND action = 'erase' AND state = 'ready'`,
          [request.id],
        ),
      ([task]) => task?.due === true,
    );
    expect(waiting).toHaveLength(1);
    const before = house.desk.erasing;

    // A system that passes the erasure on to everybody tells us too, who asked for it: it looks again, and opens no case.
    const echo = await house.source('shopify', { secret: SECRET, system: 'desk' });
    const about = { shop_id: 1, shop_domain: 'nordlicht.myshopify.com', orders_to_redact: [] };
    const passedOn = { ...about, customer: { id: 71, email: 'erika.sander@example.org', phone: null } };
    const headers = { 'x-shopify-topic': 'customers/redact' };
    expect((await house.send('shopify', echo, passedOn, { id: randomUUID(), headers })).status).toBe(200);
    await until(
      () => Promise.resolve(house.desk.erasing),
      (now) => now > before,
    );
    await house.quiet();
    expect(await house.sql(`SELECT id FROM request WHERE id <> $1`, [request.id])).toEqual([]);
    const asked = house.desk.erasing;

    // It tells that it has finished: the erasure looks at once, and shows it.
    house.desk.finishes = true;
    house.desk.users.delete('71');
    expect((await house.send('zendesk', source, userEvent('deleted', '71'))).status).toBe(200);
    await until(
      () => state(request.id),
      (now) => now === 'closed',
    );
    expect(house.desk.erasing).toBeGreaterThan(asked);

    await house.quiet();
    const replies = await until(
      async () => house.desk.replies.filter(({ ticket }) => ticket === '4711'),
      (told) => told.at(-1)?.tag?.add === 'privacy-request-answered',
    );
    // She is told in words at the beginning, and by no comment that would bring her record back at the end.
    expect(replies[0]!.publicComment).toMatch(/HB-/);
    expect(replies.at(-1)!.publicComment).toBeUndefined();
    expect(replies.at(-1)!.internalNote).toMatch(/HB-/);
    expect(JSON.stringify(replies)).not.toMatch(/erika\.sander|Sander/i);
  });

  it('somebody without an address gets the link to her case in the ticket, since there is no other way', async () => {
    const text = 'Hello,\n\nunder Article 15 GDPR I request a copy of all personal data you hold about me.\n\nRegards';
    await house.send('zendesk', source, ticketCreated('4712', text, new Date().toISOString(), 'nobody-known'));
    const [reply] = await until(
      async () => house.desk.replies.filter(({ ticket }) => ticket === '4712'),
      (told) => told.length > 0,
    );
    expect(reply!.publicComment).toMatch(/\/case#[\w-]+/);
    expect((await requestOf('4712'))!.right).toBe('access');
  });

  it('words that leave a doubt are shown to a person, and chatter to nobody', async () => {
    await house.send(
      'zendesk',
      source,
      commentAdded('4713', { id: '1', text: 'Wo bleibt mein Paket? Danke!', at: new Date().toISOString() }),
    );
    await house.quiet();
    expect(await requestOf('4713')).toBeUndefined();
    const { body } = await house.officer.get<{ items: { ticket: string }[] }>('/v1/shadow-requests');
    expect(body.items.filter(({ ticket }) => ticket === '4713')).toEqual([]);
  });

  it('what a shop passes on becomes requests directly; the end of a whole shop is a finding', async () => {
    const shop = await house.source('shopify', { secret: SECRET, settings: { customerId: 'customer_id' } });
    const customer = { id: 191167, email: 'shop.customer@example.org', phone: null };
    const about = { shop_id: 1, shop_domain: 'nordlicht.myshopify.com' };
    const send = (topic: string, body: object) =>
      house.send('shopify', shop, body, { id: randomUUID(), headers: { 'x-shopify-topic': topic } });
    const redact = { ...about, customer, orders_to_redact: [299938] };
    for (const answer of [
      await send('customers/data_request', { ...about, customer, orders_requested: [299938], data_request: { id: 9 } }),
      await send('customers/redact', redact),
      await send('customers/redact', redact),
      await send('shop/redact', about),
    ])
      expect(answer.status).toBe(200);
    const opened = await until(
      () =>
        house.sql<{ right: string; assurance: string; kinds: string }>(
          `SELECT r."right", c.assurance, (SELECT string_agg(i.kind, ' ' ORDER BY i.kind) FROM identifier i WHERE i.case_id = c.id) AS kinds
           FROM request r JOIN subject_case c ON c.id = r.case_id WHERE c.channel = 'webhook' AND NOT EXISTS
             (SELECT FROM ticket_link l WHERE l.request_id = r.id) ORDER BY 1`,
        ),
      (rows) => rows.length === 2,
    );
    await house.quiet();
    expect(opened).toEqual([
      { right: 'access', assurance: 'none', kinds: 'customer_id email' },
      { right: 'erasure', assurance: 'none', kinds: 'customer_id email' },
    ]);
    const { body } = await house.officer.get<{ items: { kind: string; change: string }[] }>('/v1/hook-findings');
    expect(body.items).toContainEqual(expect.objectContaining({ kind: 'account-ends', change: 'ends' }));
  });

  it('understands what the simulated vendor really signs and sends', async () => {
    const uwe = person({ key: 1, firstName: 'Uwe', lastName: 'Brandt', email: 'uwe.brandt@example.org', tickets: [] });
    const simulator = await startSimulator('zendesk', { clock: new SystemClock(), people: [uwe], limits: {} });
    try {
      const webhook = simulator.control.addWebhook({
        name: 'Habeas',
        endpoint: 'http://127.0.0.1:9/',
        subscriptions: [
          'zen:event-type:ticket.created',
          'zen:event-type:ticket.comment_added',
          'zen:event-type:user.created',
        ],
      });
      const real = await house.source('zendesk', { secret: webhook.secret, system: 'desk' });
      webhook.url = house.urlOf(real);
      const { email, token } = simulator.credentials;
      const answer = await fetch(new URL('/api/v2/tickets', simulator.url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${email}/token:${String(token)}`).toString('base64')}`,
        },
        body: JSON.stringify({
          ticket: {
            subject: 'Auskunft',
            requester_id: 800_000_001,
            comment: {
              body: 'Bitte teilen Sie mir nach Art. 15 DSGVO mit, welche Daten Sie über mich gespeichert haben.',
              author_id: 800_000_001,
            },
          },
        }),
      });
      expect(answer.status).toBe(201);
      const { ticket } = (await answer.json()) as { ticket: { id: number } };
      await simulator.webhooks!.deliver();
      const request = await until(
        () => requestOf(String(ticket.id)),
        (found) => found !== undefined,
      );
      expect(request!.right).toBe('access');
    } finally {
      await simulator.stop();
    }
  });
});
