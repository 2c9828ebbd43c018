import { jiraSignature } from '../../src/demo/simulators/jira/notifications.js';
import { documentOf } from '../../src/demo/simulators/jira/records.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import {
  basic,
  type Caller,
  caller,
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
  email: 'uwe@example.org',
  tickets: [
    {
      key: 7,
      subject: 'Jacke',
      status: 'closed',
      createdAt: '2025-05-06T08:15:00.000Z',
      messages: [
        { from: 'person', body: 'Meine Nummer ist 847564.', internal: false, at: '2025-05-06T08:15:00.000Z' },
        { from: 'agent', body: 'Danke, Uwe.', internal: false, at: '2025-05-06T09:15:00.000Z' },
      ],
    },
  ],
});
const ISSUE = '/rest/api/3/issue/DSR-100007';

describe('the simulated Jira Service Management', () => {
  let world: Started<'jira'>;
  let call: Caller;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('jira', [uwe], limits);
    const { email, token } = world.simulator.credentials;
    call = caller(world.simulator.url, { authorization: basic(email!, token!) });
  };
  const keys = async (jql: string): Promise<string[]> =>
    (await call('POST /rest/api/3/search/jql', { jql }))
      .json<{ issues: { key: string }[] }>()
      .issues.map(({ key }) => key);

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  it('wants address and token and names its errors (rest/v3/intro)', async () => {
    expect((await call(`GET ${ISSUE}`, undefined, { authorization: basic('a', 'b') })).status).toBe(401);
    expect((await call('GET /rest/api/3/issue/DSR-1')).json()).toMatchObject({
      errorMessages: [expect.stringContaining('does not exist')],
    });
    expect((await call(`PUT ${ISSUE}`, { fields: { colour: 'blue' } })).json()).toMatchObject({
      errors: { colour: expect.stringContaining('cannot be set') },
    });
  });

  it('deletes issues, those with subtasks only when told so (api-group-issues)', async () => {
    world.simulator.control.addSubtask('DSR-100007', 'Prüfen');
    expect((await call(`DELETE ${ISSUE}`)).status).toBe(400);
    expect((await call(`DELETE ${ISSUE}?deleteSubtasks=true`)).status).toBe(204);
    expect((await call(`GET ${ISSUE}`)).status).toBe(404);
    expect(world.simulator.control.issues.size).toBe(0);
  });

  it('rewrites texts and comments, which is all that can be done for them (api-group-issue-comments)', async () => {
    await call(`PUT ${ISSUE}`, {
      fields: { description: documentOf('Meine Nummer ist […].') },
      update: { labels: [{ add: 'dsr' }] },
    });
    expect((await call(`GET ${ISSUE}`)).json()).toMatchObject({ fields: { labels: ['dsr'] } });
    expect((await call(`PUT ${ISSUE}/comment/700`, { body: documentOf('Danke.') })).status).toBe(200);
    expect((await call(`GET ${ISSUE}`)).text + (await call(`GET ${ISSUE}/comment`)).text).not.toMatch(
      /847564|Danke, Uwe/,
    );
    expect((await call(`DELETE ${ISSUE}/comment/700`)).status).toBe(204);
    expect((await call(`DELETE ${ISSUE}/comment/700`)).status).toBe(404);
  });

  it('searches a moment behind, by token, and never without bounds (api-group-issue-search)', async () => {
    expect((await call('POST /rest/api/3/search/jql', { jql: 'ORDER BY created' })).status).toBe(400);
    const asked = world.simulator.control.ask(1, 'Auskunft', 'Bitte um Auskunft');
    expect(await keys('reporter = "uwe@example.org"')).toEqual(['DSR-100007']);
    world.clock.advance(10 * SECOND);
    expect(await keys('reporter = "uwe@example.org" AND text ~ "auskunft"')).toEqual([asked.key]);
    const first = (await call('POST /rest/api/3/search/jql', { jql: 'project = DSR', maxResults: 1 })).json<{
      nextPageToken: string;
    }>();
    const rest = await call(
      `GET /rest/api/3/search/jql?jql=project=DSR&maxResults=1&nextPageToken=${first.nextPageToken}`,
    );
    expect(rest.json()).toMatchObject({ isLast: true, issues: [{ key: asked.key }] });
  });

  it('takes customers out of a desk and leaves what they wrote (service-desk/rest)', async () => {
    const desk = '/rest/servicedeskapi/servicedesk/1/customer';
    expect((await call(`GET ${desk}?query=uwe`)).json()).toMatchObject({
      size: 1,
      values: [{ displayName: 'Uwe Brandt' }],
    });
    const accountIds = [world.simulator.control.accountIdOf(1)];
    expect((await call(`DELETE ${desk}`, { accountIds })).status).toBe(412);
    expect((await call(`DELETE ${desk}`, { accountIds }, { 'x-experimentalapi': 'opt-in' })).status).toBe(204);
    expect((await call(`GET ${desk}?query=uwe`)).json()).toMatchObject({ size: 0 });
    // The account itself goes by an administrator's hand alone.
    expect((await call(`GET /rest/api/3/user?accountId=${accountIds[0]}`)).status).toBe(200);
    world.simulator.control.deleteAccount(1);
    expect((await call(`GET /rest/api/3/user?accountId=${accountIds[0]}`)).status).toBe(404);
    expect((await call(`GET ${ISSUE}`)).json()).toMatchObject({ fields: { reporter: { displayName: 'Former user' } } });
    expect((await call(`GET ${ISSUE}`)).text).toContain('847564');
  });

  it('keeps what stood in a text before, in a history that nobody edits (api-group-issues/#changelogs)', async () => {
    const plain = ISSUE.replace('/3/', '/2/');
    expect((await call(`GET ${plain}`)).json()).toMatchObject({ fields: { description: 'Meine Nummer ist 847564.' } });
    expect((await call(`PUT ${plain}`, { fields: { description: '' } })).status).toBe(204);
    expect((await call(`GET ${plain}`)).text).not.toContain('847564');
    expect((await call(`GET ${ISSUE}/changelog`)).json()).toMatchObject({
      values: [{ items: [{ field: 'description', fromString: 'Meine Nummer ist 847564.', toString: '' }] }],
    });
    expect((await call(`PUT ${plain}/comment/700`, { body: '-' })).json()).toMatchObject({ body: '-' });
    expect((await call(`PUT ${plain}`, { fields: { summary: '' } })).status).toBe(400);
  });

  it('takes customers out of organisations and of the portal, and deletes attachments (service-desk/rest)', async () => {
    const [id] = [world.simulator.control.accountIdOf(1)];
    expect((await call(`GET /rest/servicedeskapi/organization?accountId=${id}`)).json()).toMatchObject({ size: 1 });
    await call('DELETE /rest/servicedeskapi/organization/7/user', { accountIds: [id] });
    expect((await call(`GET /rest/servicedeskapi/organization?accountId=${id}`)).json()).toMatchObject({ size: 0 });
    await call(`PUT /rest/servicedeskapi/customer/user/${id}/revoke-portal-only-access`);
    expect(world.simulator.control.accounts.get(id)).toMatchObject({ active: false });
    const attachment = world.simulator.control.attach('DSR-100007', 'ausweis.pdf');
    expect((await call(`DELETE /rest/api/3/attachment/${attachment}`)).status).toBe(204);
    expect((await call(`DELETE /rest/api/3/attachment/${attachment}`)).status).toBe(404);
  });

  it('answers the customer in the portal (service-desk/rest/api-group-request)', async () => {
    await call('POST /rest/servicedeskapi/request/DSR-100007/comment', { body: 'In Arbeit', public: true });
    expect((await call('GET /rest/servicedeskapi/request/DSR-100007/comment')).json()).toMatchObject({
      values: [{}, { body: 'In Arbeit', public: true }],
    });
  });

  it('limits bursts for each path and says when to come back (rate-limiting)', async () => {
    await world.simulator.stop();
    await open({ burst: 2 });
    await call(`GET ${ISSUE}`);
    await call(`GET ${ISSUE}`);
    const refused = await call(`GET ${ISSUE}`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await call(`GET ${ISSUE}/comment`)).status).toBe(200);
    world.clock.advance(SECOND);
    expect((await call(`GET ${ISSUE}`)).status).toBe(200);
  });

  describe('developer.atlassian.com/cloud/jira/platform/webhooks', () => {
    let receiver: Receiver;

    beforeEach(async () => {
      receiver = await new Receiver().open();
    });
    afterEach(() => receiver.close());

    it('signs by the vendor’s vector', () => {
      expect(jiraSignature("It's a Secret to Everybody", 'Hello World!')).toBe(
        'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
      );
    });

    it('signs what an administrator set up with a secret, and repeats under one identifier', async () => {
      receiver.answer = { status: 429 };
      world.simulator.control.listen(receiver.url, ['jira:issue_created']);
      world.simulator.control.ask(1, 'Auskunft', 'Bitte');
      for (let minute = 0; minute < 60; minute++) {
        await world.simulator.webhooks!.deliver();
        world.clock.advance(MINUTE);
      }
      expect(receiver.received).toHaveLength(6);
      const [got, second] = receiver.received;
      expect(got?.headers['x-hub-signature']).toBe(
        jiraSignature(world.simulator.credentials.webhookSecret!, got?.body ?? ''),
      );
      expect(got?.headers['x-atlassian-webhook-identifier']).toBe(second?.headers['x-atlassian-webhook-identifier']);
      expect([got?.headers['x-atlassian-webhook-retry'], second?.headers['x-atlassian-webhook-retry']]).toEqual([
        undefined,
        '1',
      ]);
      expect(JSON.parse(got?.body ?? '{}')).toMatchObject({
        webhookEvent: 'jira:issue_created',
        issue: { fields: { summary: 'Auskunft' } },
      });
    });

    it('signs nothing without one, and does not repeat what was refused', async () => {
      receiver.answer = { status: 401 };
      world.simulator.control.listen(receiver.url, ['jira:issue_created'], false);
      world.simulator.control.ask(1, 'Auskunft', 'Bitte');
      await world.simulator.webhooks!.deliver();
      world.clock.advance(10 * MINUTE);
      await world.simulator.webhooks!.deliver();
      expect(receiver.received.map(({ headers }) => headers['x-hub-signature'])).toEqual([undefined]);
    });
  });
});
