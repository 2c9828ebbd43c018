import { person } from '../../src/demo/simulators/ground/people.js';
import { type Caller, caller, DAY, HOUR, MINUTE, Receiver, started, type Started } from '../kit/simulated-vendors.js';

const uwe = person({
  key: 1,
  firstName: 'Uwe',
  lastName: "D'Brandt",
  email: 'uwe@example.org',
  tickets: [
    {
      key: 7,
      subject: 'Jacke',
      status: 'closed',
      createdAt: '2025-05-06T08:15:00.000Z',
      messages: [
        { from: 'person', body: 'Undicht.', internal: false, at: '2025-05-06T08:15:00.000Z' },
        { from: 'agent', body: 'Danke.', internal: false, at: '2025-05-06T09:15:00.000Z' },
      ],
    },
  ],
});
const ilse = person({ key: 2, firstName: 'Ilse', lastName: 'Voss', email: 'ilse@example.org' });
const ROOT = '/services/data/v62.0';

describe('the simulated Salesforce', () => {
  let world: Started<'salesforce'>;
  let call: Caller;
  let UWE: string;
  let ILSE: string;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('salesforce', [uwe, ilse], limits);
    UWE = world.simulator.control.contactIdOf(1);
    ILSE = world.simulator.control.contactIdOf(2);
    await signIn();
  };
  const signIn = async (): Promise<void> => {
    const { clientId, clientSecret } = world.simulator.credentials;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId!,
      client_secret: clientSecret!,
    });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = await caller(world.simulator.url, type)('POST /services/oauth2/token', form.toString());
    call = caller(world.simulator.url, {
      authorization: `Bearer ${token.json<{ access_token: string }>().access_token}`,
    });
  };
  const query = async (
    soql: string,
    how = 'query',
  ): Promise<{ totalSize: number; records: Record<string, unknown>[] }> =>
    (await call(`GET ${ROOT}/${how}?q=${encodeURIComponent(soql)}`)).json();
  /** A whole Bulk job over these ids. */
  const bulk = async (operation: string, ids: readonly string[]): Promise<string> => {
    const { id } = (
      await call(`POST ${ROOT}/jobs/ingest`, { object: 'Contact', operation, contentType: 'CSV', lineEnding: 'LF' })
    ).json<{ id: string }>();
    await call(`PUT ${ROOT}/jobs/ingest/${id}/batches`, `Id\n${ids.join('\n')}\n`, { 'content-type': 'text/csv' });
    await call(`PATCH ${ROOT}/jobs/ingest/${id}`, { state: 'UploadComplete' });
    return id;
  };

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  it('gives tokens for client credentials, which end unannounced after two idle hours (oauth_client_credentials_flow)', async () => {
    expect((await call(`GET ${ROOT}/sobjects/Contact/${UWE}`)).status).toBe(200);
    world.clock.advance(2 * HOUR);
    const expired = await call(`GET ${ROOT}/sobjects/Contact/${UWE}`);
    expect([expired.status, expired.json()]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ]);
    await signIn();
    expect((await call(`GET ${ROOT}/sobjects/Contact/${UWE}`)).json()).toMatchObject({
      Email: 'uwe@example.org',
      IsDeleted: false,
    });
  });

  it('counts calls in any 24 hours and says so in each answer (salesforce_app_limits)', async () => {
    await world.simulator.stop();
    await open({ 'requests a day': 2 });
    expect((await call(`GET ${ROOT}/sobjects/Contact/${UWE}`)).headers.get('sforce-limit-info')).toBe('api-usage=1/2');
    await call(`GET ${ROOT}/sobjects/Contact/${UWE}`);
    const refused = await call(`GET ${ROOT}/sobjects/Contact/${UWE}`);
    expect([refused.status, refused.json()]).toMatchObject([403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }]]);
    world.clock.advance(DAY);
    await signIn();
    expect((await call(`GET ${ROOT}/sobjects/Contact/${UWE}`)).status).toBe(200);
  });

  describe('developer.salesforce.com/docs, api_rest', () => {
    it('reads and writes rows, and refuses fields that it does not know', async () => {
      const individual = world.simulator.control.individualIdOf(1);
      expect((await call(`PATCH ${ROOT}/sobjects/Individual/${individual}`, { ShouldForget: true })).status).toBe(204);
      expect((await call(`GET ${ROOT}/sobjects/Individual/${individual.slice(0, 15)}`)).json()).toMatchObject({
        ShouldForget: true,
      });
      // The flag does nothing by itself.
      expect((await call(`GET ${ROOT}/sobjects/Contact/${UWE}`)).status).toBe(200);
      expect((await call(`PATCH ${ROOT}/sobjects/Contact/${UWE}`, { Colour: 'blue' })).json()).toMatchObject([
        { errorCode: 'INVALID_FIELD' },
      ]);
      expect((await call(`POST ${ROOT}/sobjects/Contact`, { FirstName: 'X' })).json()).toMatchObject([
        { errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] },
      ]);
      expect((await call(`GET ${ROOT}/sobjects/Contact/003000000000000`)).json()).toMatchObject([
        { errorCode: 'NOT_FOUND' },
      ]);
    });

    it('answers a part of SOQL, in pages (soql_sosl)', async () => {
      expect(await query("SELECT Id, LastName FROM Contact WHERE LastName = 'D\\'Brandt'")).toMatchObject({
        totalSize: 1,
        records: [{ Id: UWE }],
      });
      expect(
        (
          await query(
            "SELECT Id FROM Contact WHERE Email IN ('uwe@example.org', 'ILSE@example.org') ORDER BY Id LIMIT 5",
          )
        ).totalSize,
      ).toBe(2);
      expect((await query("SELECT Id FROM Contact WHERE Email LIKE 'ilse%' AND IsDeleted = false")).totalSize).toBe(1);
      expect((await query(`SELECT Id FROM Case WHERE ContactId = '${UWE.slice(0, 15)}'`)).totalSize).toBe(1);
      expect((await call(`GET ${ROOT}/query?q=DELETE+FROM+Contact`)).json()).toMatchObject([
        { errorCode: 'MALFORMED_QUERY' },
      ]);
      expect((await call(`GET ${ROOT}/query?q=SELECT+Shoe+FROM+Contact`)).json()).toMatchObject([
        { errorCode: 'INVALID_FIELD' },
      ]);
      for (let count = 0; count < 250; count++)
        await call(`POST ${ROOT}/sobjects/Lead`, { LastName: `L${count}`, Company: 'C' });
      const first = await call(`GET ${ROOT}/query?q=SELECT+Id+FROM+Lead`, undefined, {
        'sforce-query-options': 'batchSize=200',
      });
      const { done, nextRecordsUrl } = first.json<{ done: boolean; nextRecordsUrl: string }>();
      expect(done).toBe(false);
      expect((await call(`GET ${nextRecordsUrl}`)).json<{ records: object[] }>().records).toHaveLength(50);
    });

    it('deletes into the recycle bin for fifteen days, and not who has cases', async () => {
      expect((await call(`DELETE ${ROOT}/sobjects/Contact/${UWE}`)).json()).toMatchObject([
        { errorCode: 'DELETE_FAILED' },
      ]);
      expect((await call(`DELETE ${ROOT}/sobjects/Contact/${ILSE}`)).status).toBe(204);
      expect((await call(`GET ${ROOT}/sobjects/Contact/${ILSE}`)).json()).toMatchObject([
        { errorCode: 'ENTITY_IS_DELETED' },
      ]);
      const soql = "SELECT Id, IsDeleted FROM Contact WHERE Email = 'ilse@example.org'";
      expect((await query(soql)).totalSize).toBe(0);
      expect((await query(soql, 'queryAll')).records).toMatchObject([{ Id: ILSE, IsDeleted: true }]);
      world.clock.advance(15 * DAY);
      await signIn();
      expect((await query(soql, 'queryAll')).totalSize).toBe(0);
    });

    it('deletes collections of 200, each with its own result, or all or none (sobjects_collections_delete)', async () => {
      const path = `${ROOT}/composite/sobjects?ids=${ILSE},${UWE}`;
      const none = (await call(`DELETE ${path}&allOrNone=true`)).json();
      expect(none).toMatchObject([
        { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
        { success: false, errors: [{ statusCode: 'DELETE_FAILED' }] },
      ]);
      expect((await call(`DELETE ${path}`)).json()).toMatchObject([{ id: ILSE, success: true }, { success: false }]);
      expect(
        (await call(`DELETE ${ROOT}/composite/sobjects?ids=${Array.from({ length: 201 }, () => ILSE).join(',')}`))
          .status,
      ).toBe(400);
    });

    it('keeps the loser of a merge in the bin, with its master', async () => {
      world.simulator.control.merge(ILSE, UWE);
      expect((await query("SELECT Id FROM Contact WHERE Email = 'uwe@example.org'")).totalSize).toBe(0);
      expect(
        (await query(`SELECT Id, MasterRecordId FROM Contact WHERE Id = '${UWE}'`, 'queryAll')).records,
      ).toMatchObject([{ MasterRecordId: ILSE }]);
      expect((await query(`SELECT Id FROM Case WHERE ContactId = '${ILSE}'`)).totalSize).toBe(1);
    });
  });

  describe('developer.salesforce.com/docs, api_asynch: Bulk API 2.0', () => {
    it('deletes for good only with the permission for it', async () => {
      const job = { object: 'Contact', operation: 'hardDelete', contentType: 'CSV' };
      expect((await call(`POST ${ROOT}/jobs/ingest`, job)).json()).toMatchObject([{ errorCode: 'FEATURENOTENABLED' }]);
      world.simulator.control.allowHardDelete(true);
      const id = await bulk('hardDelete', [ILSE, UWE]);
      expect((await call(`GET ${ROOT}/jobs/ingest/${id}`)).json()).toMatchObject({ state: 'UploadComplete' });
      world.clock.advance(MINUTE / 2);
      expect((await call(`GET ${ROOT}/jobs/ingest/${id}`)).json()).toMatchObject({ state: 'InProgress' });
      world.clock.advance(MINUTE);
      expect((await call(`GET ${ROOT}/jobs/ingest/${id}`)).json()).toMatchObject({
        state: 'JobComplete',
        numberRecordsProcessed: 2,
        numberRecordsFailed: 1,
      });
      expect((await call(`GET ${ROOT}/jobs/ingest/${id}/successfulResults`)).text).toContain(ILSE);
      expect((await call(`GET ${ROOT}/jobs/ingest/${id}/failedResults`)).text).toContain(UWE);
      expect((await query(`SELECT Id FROM Contact WHERE Id = '${ILSE}'`, 'queryAll')).totalSize).toBe(0);
    });

    it('leaves in the bin what is only deleted, and nothing gone when it lies', async () => {
      await bulk('delete', [ILSE]);
      world.clock.advance(2 * MINUTE);
      expect((await query(`SELECT Id FROM Contact WHERE Id = '${ILSE}'`, 'queryAll')).totalSize).toBe(1);
      world.simulator.control.allowHardDelete(true);
      world.simulator.modes.set({ kind: 'lying', on: 'PATCH', times: 1 });
      const id = await bulk('hardDelete', [ILSE]);
      world.clock.advance(2 * MINUTE);
      expect((await call(`GET ${ROOT}/jobs/ingest/${id}`)).json()).toMatchObject({
        state: 'JobComplete',
        numberRecordsFailed: 0,
      });
      expect((await query(`SELECT Id FROM Contact WHERE Id = '${ILSE}'`, 'queryAll')).totalSize).toBe(1);
    });
  });

  it('sends unsigned SOAP with the latest state until it is acknowledged, for a day (api_om_outboundmessaging)', async () => {
    const receiver = await new Receiver().open();
    world.simulator.control.act({ url: receiver.url, object: 'Contact', on: 'changed', fields: ['Email', 'LastName'] });
    receiver.answer = { status: 200, body: '<Ack>false</Ack>' };
    await call(`PATCH ${ROOT}/sobjects/Contact/${UWE}`, { LastName: 'Eins & Zwei' });
    await call(`PATCH ${ROOT}/sobjects/Contact/${UWE}`, { LastName: 'Drei & Vier' });
    await world.simulator.webhooks!.deliver();
    const first = receiver.received[0]?.body ?? '';
    expect(first.match(/<Notification>/g)).toHaveLength(2);
    expect(first).toContain(`<OrganizationId>${world.simulator.credentials.organizationId}</OrganizationId>`);
    expect(first).toContain('<SessionId xsi:nil="true"/>');
    expect(first).toContain('<sf:LastName>Drei &amp; Vier</sf:LastName>');
    expect(first).not.toContain('Eins');
    for (let half = 0; half < 60; half++) {
      world.clock.advance(HOUR / 2);
      await world.simulator.webhooks!.deliver();
    }
    expect(world.simulator.webhooks!.pending).toBe(0);
    expect(receiver.received.length).toBeGreaterThan(10);
    receiver.answer = {
      status: 200,
      body: '<soapenv:Body><notificationsResponse><Ack>true</Ack></notificationsResponse></soapenv:Body>',
    };
    await signIn();
    await call(`PATCH ${ROOT}/sobjects/Contact/${UWE}`, { LastName: 'Fünf' });
    expect(await world.simulator.webhooks!.deliver()).toMatchObject([{ accepted: true }]);
    await receiver.close();
  });
});
