import { createHmac } from 'node:crypto';
import { person } from '../../src/demo/simulators/ground/people.js';
import {
  basic,
  type Caller,
  caller,
  DAY,
  MINUTE,
  Receiver,
  SECOND,
  started,
  type Started,
} from '../kit/simulated-vendors.js';

const uwe = person({
  key: 1,
  firstName: 'Uwe',
  lastName: 'Brandt',
  email: 'Uwe.Brandt@example.org',
  furtherEmails: ['uwe.alt@example.net'],
  customerNo: 'NL-1',
  tickets: [
    {
      key: 7001,
      subject: 'Jacke',
      status: 'closed',
      createdAt: '2025-05-06T08:15:00.000Z',
      messages: [
        { from: 'person', body: 'Meine Nummer ist 847564.', internal: false, at: '2025-05-06T08:15:00.000Z' },
        { from: 'agent', body: 'Danke.', internal: false, at: '2025-05-06T09:15:00.000Z' },
      ],
    },
  ],
});
const ilse = person({
  key: 2,
  firstName: 'Ilse',
  tickets: [{ key: 7002, subject: 'Offen', status: 'open', createdAt: '2026-10-01T08:00:00.000Z', messages: [] }],
});
const UWE = 800_000_001;
const ILSE = 800_000_002;

describe('the simulated Zendesk', () => {
  let world: Started<'zendesk'>;
  let call: Caller;
  let receiver: Receiver | undefined;

  beforeEach(async () => {
    world = await started('zendesk', [uwe, ilse]);
    const { email, token } = world.simulator.credentials;
    call = caller(world.simulator.url, { authorization: basic(`${email}/token`, String(token)) });
  });

  afterEach(async () => {
    await world.simulator.stop();
    await receiver?.close();
    receiver = undefined;
  });

  describe('developer.zendesk.com/api-reference/introduction', () => {
    it('lets nobody in without an API token or an access token', async () => {
      const stranger = await call('GET /api/v2/users/me', undefined, { authorization: basic('a@b.test/token', 'x') });
      expect([stranger.status, stranger.json()]).toEqual([401, { error: "Couldn't authenticate you" }]);
      const bearer = `Bearer ${world.simulator.credentials.accessToken}`;
      expect((await call('GET /api/v2/users/me.json', undefined, { authorization: bearer })).status).toBe(200);
    });

    it('names its errors as documented', async () => {
      const missing = await call('GET /api/v2/users/1');
      expect([missing.status, missing.json()]).toEqual([404, { error: 'RecordNotFound', description: 'Not found' }]);
      expect((await call('GET /api/v2/nothing')).json()).toEqual({
        error: 'InvalidEndpoint',
        description: 'Not found',
      });
      expect((await call('POST /api/v2/users', '{"user":')).status).toBe(400);
      const taken = await call('POST /api/v2/users', { user: { name: 'X', email: 'uwe.alt@example.net' } });
      expect(taken.status).toBe(422);
      expect(taken.json()).toMatchObject({ error: 'RecordInvalid', details: { email: [{ error: 'DuplicateValue' }] } });
    });

    it('drops unknown keys with a warning and takes the rest', async () => {
      const made = await call('POST /api/v2/users', { user: { name: 'Neu', colour: 'blue' } });
      expect(made.status).toBe(201);
      expect(made.headers.get('x-zendesk-api-warn')).toContain('"user.colour"');
    });

    it('pages by cursor when asked for a page size, else by offset (pagination)', async () => {
      const cursor = (await call('GET /api/v2/users?page[size]=2')).json<{
        users: unknown[];
        meta: { has_more: boolean };
        links: { next: string };
      }>();
      expect([cursor.users.length, cursor.meta.has_more]).toEqual([2, true]);
      const next = (await call(`GET ${cursor.links.next}`)).json<{ users: unknown[]; meta: { has_more: boolean } }>();
      expect([next.users.length, next.meta.has_more]).toEqual([1, false]);
      const offset = (await call('GET /api/v2/users?per_page=2&page=2')).json();
      expect(offset).toMatchObject({ count: 3, next_page: null, previous_page: expect.stringContaining('page=1') });
      expect((await call('GET /api/v2/users?page=101&per_page=100')).status).toBe(400);
    });

    it('answers 429 with Retry-After in plain text after the minute’s calls (rate-limits)', async () => {
      await world.simulator.stop();
      world = await started('zendesk', [uwe], { account: 3 });
      call = caller(world.simulator.url, { authorization: `Bearer ${world.simulator.credentials.accessToken}` });
      world.clock.advance(20 * SECOND);
      const first = await call('GET /api/v2/users/me');
      expect([first.headers.get('x-rate-limit'), first.headers.get('x-rate-limit-remaining')]).toEqual(['3', '2']);
      await call('GET /api/v2/users/me');
      await call('GET /api/v2/users/me');
      const refused = await call('GET /api/v2/users/me');
      expect([refused.status, refused.headers.get('retry-after'), refused.text]).toEqual([
        429,
        '40',
        'Number of allowed API requests per minute exceeded',
      ]);
      world.clock.advance(40 * SECOND);
      expect((await call('GET /api/v2/users/me')).status).toBe(200);
    });
  });

  describe('developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user', () => {
    it('deletes in two steps, and each product says on its own when it is done', async () => {
      const early = await call(`DELETE /api/v2/deleted_users/${UWE}`);
      expect(early.status).toBe(404);
      expect((await call(`DELETE /api/v2/users/${UWE}`)).json()).toMatchObject({ user: { id: UWE, active: false } });
      expect((await call(`GET /api/v2/users/${UWE}`)).json()).toMatchObject({
        user: { active: false, name: 'Uwe Brandt' },
      });
      const purged = await call(`DELETE /api/v2/deleted_users/${UWE}`);
      expect([purged.status, purged.json()]).toMatchObject([200, { deleted_user: { id: UWE, email: null } }]);
      expect((await call(`GET /api/v2/users/${UWE}`)).json()).toMatchObject({
        user: { name: 'Permanently Deleted User', email: null },
      });
      expect((await call(`DELETE /api/v2/deleted_users/${UWE}`)).status).toBe(404);
      const actions = async (): Promise<string[]> =>
        (await call(`GET /api/v2/users/${UWE}/compliance_deletion_statuses`))
          .json<{ compliance_deletion_statuses: { action: string; application: string }[] }>()
          .compliance_deletion_statuses.map((one) => `${one.action} ${one.application}`);
      expect(await actions()).toEqual(['request_deletion all']);
      world.clock.advance(MINUTE);
      expect(await actions()).toContain('complete_deletion support');
      expect(await actions()).not.toContain('complete_deletion explore');
      world.clock.advance(DAY);
      expect(await actions()).toContain('complete_deletion explore');
    });

    it('purges the soft-deleted by itself after thirty days (support article 4408821737498)', async () => {
      await call(`DELETE /api/v2/users/${UWE}`);
      world.clock.advance(29 * DAY);
      expect((await call(`GET /api/v2/deleted_users/${UWE}`)).status).toBe(200);
      world.clock.advance(DAY);
      expect((await call(`GET /api/v2/deleted_users/${UWE}`)).status).toBe(404);
      expect(world.simulator.control.userOf(1).email).toBeNull();
    });

    it('refuses to delete the requester of a ticket that is not closed, and leaves closed ones with their comments', async () => {
      expect((await call(`DELETE /api/v2/users/${ILSE}`)).status).toBe(422);
      await call('PUT /api/v2/tickets/7002', { ticket: { status: 'closed' } });
      expect((await call(`DELETE /api/v2/users/${ILSE}`)).status).toBe(200);
      await call(`DELETE /api/v2/users/${UWE}`);
      await call(`DELETE /api/v2/deleted_users/${UWE}`);
      expect((await call('GET /api/v2/tickets/7001')).json()).toMatchObject({ ticket: { requester_id: UWE } });
      expect((await call('GET /api/v2/tickets/7001/comments')).text).toContain('847564');
    });

    it('allows 700 permanent deletions in ten minutes', async () => {
      for (let count = 0; count < 700; count++) {
        if (count === 400) world.clock.advance(MINUTE);
        await call('DELETE /api/v2/deleted_users/5');
      }
      const refused = await call('DELETE /api/v2/deleted_users/5');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '540']);
      world.clock.advance(9 * MINUTE);
      expect((await call('DELETE /api/v2/deleted_users/5')).status).toBe(404);
    });

    it('deletes many in a job', async () => {
      const queued = await call(`DELETE /api/v2/users/destroy_many?ids=${UWE},${ILSE}`);
      const { job_status: job } = queued.json<{ job_status: { id: string; status: string } }>();
      expect(job.status).toBe('queued');
      world.clock.advance(6 * SECOND);
      expect((await call(`GET /api/v2/job_statuses/${job.id}`)).json()).toMatchObject({
        job_status: { status: 'working' },
      });
      world.clock.advance(10 * SECOND);
      expect((await call(`GET /api/v2/job_statuses/${job.id}`)).json()).toMatchObject({
        job_status: {
          status: 'completed',
          results: [
            { id: UWE, success: true },
            { id: ILSE, success: false },
          ],
        },
      });
      expect(world.simulator.control.userOf(1).active).toBe(false);
      expect(world.simulator.control.userOf(2).active).toBe(true);
    });

    it('merges one into another, whose address then leads to it', async () => {
      expect((await call(`PUT /api/v2/users/${UWE}/merge`, { user: { id: ILSE } })).status).toBe(200);
      world.clock.advance(2 * MINUTE);
      const found = (await call('GET /api/v2/search?query=type:user email:uwe.brandt@example.org')).json();
      expect(found).toMatchObject({ count: 1, results: [{ id: ILSE }] });
      expect((await call(`GET /api/v2/users/${UWE}`)).json()).toMatchObject({ user: { active: false, email: null } });
    });
  });

  describe('developer.zendesk.com/api-reference/ticketing/tickets', () => {
    it('answers on open tickets with comment, status and tags, and takes nothing on closed ones', async () => {
      const updated = await call('PUT /api/v2/tickets/7002', {
        ticket: { comment: { body: 'In Arbeit', public: true }, status: 'pending', tags: ['dsr'] },
      });
      expect(updated.json()).toMatchObject({ ticket: { status: 'pending', tags: ['dsr'] } });
      expect((await call('PUT /api/v2/tickets/7002/tags', { tags: ['dsr', 'eu'] })).json()).toEqual({
        tags: ['dsr', 'eu'],
      });
      expect((await call('DELETE /api/v2/tickets/7002/tags', { tags: ['eu'] })).json()).toEqual({ tags: ['dsr'] });
      const closed = await call('PUT /api/v2/tickets/7001', { ticket: { tags: ['x'] } });
      expect(closed.json()).toEqual({
        error: 'RecordInvalid',
        description: 'Record validation errors',
        details: { status: [{ description: 'Status: closed prevents ticket update' }] },
      });
    });

    it('refuses a safe update on what somebody else has changed with 409', async () => {
      const given = { ticket: { status: 'open', safe_update: true, updated_stamp: '2020-01-01T00:00:00Z' } };
      expect((await call('PUT /api/v2/tickets/7002', given)).status).toBe(409);
    });

    it('redacts comments of closed tickets, the marked text alone (ticket_comments)', async () => {
      const html = '<div class="zd-comment" dir="auto">Meine Nummer ist <redact>847564</redact>.</div>';
      const redacted = await call('PUT /api/v2/comment_redactions/700100', { ticket_id: 7001, html_body: html });
      expect(redacted.json()).toMatchObject({ comment: { plain_body: 'Meine Nummer ist ▇▇▇▇▇▇.' } });
      const other = await call('PUT /api/v2/comment_redactions/700100', {
        ticket_id: 7001,
        html_body: '<redact>x</redact>',
      });
      expect(other.status).toBe(400);
      expect((await call('PUT /api/v2/tickets/7001/comments/700100/redact', { text: 'Nummer' })).status).toBe(422);
    });

    it('leaves the text when only a tag is marked', async () => {
      const made = await call('POST /api/v2/tickets', {
        ticket: { subject: 'S', comment: { html_body: '<a href="https://e.test/uwe">Uwe</a>' }, requester_id: UWE },
      });
      const { ticket } = made.json<{ ticket: { id: number } }>();
      const [comment] = [...world.simulator.control.comments.values()].filter((one) => one.ticketId === ticket.id);
      const body = { ticket_id: ticket.id, html_body: '<a href="https://e.test/uwe" redact>Uwe</a>' };
      await call(`PUT /api/v2/comment_redactions/${comment?.id}`, body);
      expect(comment?.html_body).toBe('Uwe');
    });
  });

  describe('developer.zendesk.com/api-reference/ticketing/ticket-management', () => {
    it('finds what is new only after some time, and never the deleted (search)', async () => {
      await call('POST /api/v2/users', { user: { name: 'Neu', email: 'neu@example.org' } });
      const count = async (query: string): Promise<unknown> =>
        (await call(`GET /api/v2/search/count?query=${encodeURIComponent(query)}`)).json<{ count: number }>().count;
      expect(await count('type:user email:neu@example.org')).toBe(0);
      world.clock.advance(MINUTE);
      expect(await count('type:user email:neu@example.org')).toBe(1);
      expect(await count('type:ticket requester:uwe.brandt@example.org')).toBe(1);
      expect(await count('type:ticket status<solved')).toBe(1);
      expect(await count('"Nummer ist 847564"')).toBe(1);
      await call(`DELETE /api/v2/users/${UWE}`);
      world.clock.advance(MINUTE);
      expect(await count('type:user uwe.brandt@example.org')).toBe(0);
    });

    it('exports search results by cursor and wants the type apart (search/export)', async () => {
      expect((await call('GET /api/v2/search/export?query=type:user')).status).toBe(400);
      const page = (await call('GET /api/v2/search/export?query=&filter[type]=user&page[size]=2')).json();
      expect(page).toMatchObject({ meta: { has_more: true } });
      expect(page).not.toHaveProperty('count');
    });

    it('exports every change, the deleted included, except of the last minute (incremental_exports)', async () => {
      await call(`DELETE /api/v2/users/${UWE}`);
      world.clock.advance(2 * MINUTE);
      const start = Math.floor(Date.parse('2024-01-01T00:00:00Z') / 1000);
      const first = (await call(`GET /api/v2/incremental/users/cursor?start_time=${start}&per_page=1`)).json<{
        after_cursor: string;
        end_of_stream: boolean;
        users: { id: number }[];
      }>();
      expect([first.end_of_stream, first.users[0]?.id]).toEqual([false, ILSE]);
      const rest = (await call(`GET /api/v2/incremental/users/cursor.json?cursor=${first.after_cursor}`)).json();
      expect(rest).toMatchObject({ end_of_stream: true, users: [{ id: UWE, active: false }] });
      const fresh = Math.floor(world.clock.now().getTime() / 1000);
      expect((await call(`GET /api/v2/incremental/users?start_time=${fresh}`)).status).toBe(400);
    });
  });

  describe('developer.zendesk.com/documentation/webhooks', () => {
    beforeEach(async () => {
      receiver = await new Receiver().open();
    });

    it('signs timestamp and body with the secret as it stands (verifying)', async () => {
      const webhook = world.simulator.control.addWebhook({
        name: 'Habeas',
        endpoint: receiver!.url,
        subscriptions: ['zen:event-type:ticket.created'],
      });
      const ticket = world.simulator.control.receive({
        email: 'uwe.brandt@example.org',
        subject: 'Auskunft',
        body: 'Bitte',
      });
      await world.simulator.webhooks!.deliver();
      const [got] = receiver!.received;
      const stamp = got?.headers['x-zendesk-webhook-signature-timestamp'] ?? '';
      const signature = createHmac('sha256', webhook.secret).update(`${stamp}${got?.body}`).digest('base64');
      expect(got?.headers['x-zendesk-webhook-signature']).toBe(signature);
      const event = JSON.parse(got?.body ?? '{}') as { detail: object };
      expect(event).toMatchObject({
        type: 'zen:event-type:ticket.created',
        subject: `zen:ticket:${ticket.id}`,
        detail: { id: String(ticket.id), requester_id: String(UWE), status: 'NEW' },
        zendesk_event_version: '2022-11-06',
      });
      expect(got?.body).not.toContain('example.org');
    });

    it('fills the template of a trigger', async () => {
      const webhook = world.simulator.control.addWebhook({ name: 'Trigger', endpoint: receiver!.url });
      world.simulator.control.addTrigger({
        title: 'New',
        conditions: { all: [{ field: 'update_type', operator: 'is', value: 'Create' }], any: [] },
        actions: [
          {
            field: 'notification_webhook',
            value: [
              webhook.id,
              '{"id":"{{ticket.id}}","from":"{{ticket.requester.email}}","text":"{{ticket.description}}"}',
            ],
          },
        ],
      });
      const ticket = world.simulator.control.receive({
        email: 'uwe.alt@example.net',
        subject: 'S',
        body: 'Er sagte "ja"',
      });
      await world.simulator.webhooks!.deliver();
      expect(JSON.parse(receiver!.received[0]?.body ?? '{}')).toEqual({
        id: String(ticket.id),
        from: 'uwe.brandt@example.org',
        text: 'Er sagte "ja"',
      });
    });

    it('is connected to triggers or subscribed to events, not both (creating-and-monitoring-webhooks)', async () => {
      const given = {
        name: 'x',
        endpoint: receiver!.url,
        status: 'active',
        http_method: 'POST',
        request_format: 'json',
      };
      const both = ['conditional_ticket_events', 'zen:event-type:user.created'];
      expect((await call('POST /api/v2/webhooks', { webhook: { ...given, subscriptions: both } })).status).toBe(400);
      const made = await call('POST /api/v2/webhooks', { webhook: { ...given, subscriptions: [both[1]] } });
      expect(made.status).toBe(201);
      const { webhook } = made.json<{ webhook: { id: string } }>();
      expect((await call(`GET /api/v2/webhooks/${webhook.id}/signing_secret`)).json()).toMatchObject({
        signing_secret: { algorithm: 'SHA256' },
      });
    });

    it('tells of users that were made, merged and deleted, and retries 409 three times', async () => {
      const subscriptions = ['created', 'merged', 'deleted'].map((what) => `zen:event-type:user.${what}`);
      world.simulator.control.addWebhook({ name: 'Users', endpoint: receiver!.url, subscriptions });
      await call('POST /api/v2/users', { user: { name: 'Neu' } });
      await call(`PUT /api/v2/users/${UWE}/merge`, { user: { id: ILSE } });
      receiver!.answer = { status: 409 };
      for (let round = 0; round < 6; round++) {
        await world.simulator.webhooks!.deliver();
        world.clock.advance(MINUTE);
      }
      expect(receiver!.received).toHaveLength(8);
      expect(new Set(receiver!.received.map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])).size).toBe(2);
      expect(world.simulator.webhooks!.pending).toBe(0);
    });

    it('duplicates, drops and reorders when asked to', async () => {
      world.simulator.control.addWebhook({
        name: 'U',
        endpoint: receiver!.url,
        subscriptions: ['zen:event-type:user.created'],
      });
      for (const name of ['A', 'B', 'C']) await call('POST /api/v2/users', { user: { name, external_id: name } });
      world.simulator.webhooks!.misbehave({ drop: 1, duplicate: 1, order: 'reversed' });
      await world.simulator.webhooks!.deliver();
      const order = receiver!.received.map(
        ({ body }) => (JSON.parse(body) as { detail: { external_id: string } }).detail.external_id,
      );
      expect(order).toEqual(['B', 'B', 'A']);
    });
  });

  describe('in its moods', () => {
    it('says that it deleted and did not', async () => {
      world.simulator.modes.set({ kind: 'lying' });
      expect((await call(`DELETE /api/v2/users/${UWE}`)).status).toBe(200);
      world.simulator.modes.heal();
      expect((await call(`GET /api/v2/users/${UWE}`)).json()).toMatchObject({ user: { active: true } });
    });

    it('does it and answers with an error, or not at all', async () => {
      world.simulator.modes.set({ kind: 'half-done', on: 'DELETE', times: 1 });
      expect((await call(`DELETE /api/v2/users/${UWE}`)).status).toBe(500);
      expect(world.simulator.control.userOf(1).active).toBe(false);
      world.simulator.modes.set({ kind: 'cutting', times: 1 });
      await expect(call(`DELETE /api/v2/deleted_users/${UWE}`)).rejects.toThrow();
      expect(world.simulator.control.userOf(1).email).toBeNull();
    });

    it('fails, throttles and dawdles', async () => {
      world.simulator.modes.set({ kind: 'failing', status: 503, times: 1 });
      expect((await call('GET /api/v2/users/me')).status).toBe(503);
      world.simulator.modes.set({ kind: 'throttling', retryAfter: 'next Tuesday', times: 1 });
      const storm = await call('GET /api/v2/users/me');
      expect([storm.status, storm.headers.get('retry-after')]).toEqual([429, 'next Tuesday']);
      world.simulator.modes.set({ kind: 'slow', milliseconds: 50 });
      const began = performance.now();
      expect((await call('GET /api/v2/users/me')).status).toBe(200);
      expect(performance.now() - began).toBeGreaterThanOrEqual(45);
    });
  });
});
