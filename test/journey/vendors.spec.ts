import { readFile } from 'node:fs/promises';
import { cast } from '../../src/demo/company/cast.js';
import { expectations, foundBy } from '../../src/demo/company/expectations.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import type { PersonCaseDto } from '../../src/portal/case/person-case.dto.js';
import { DemoHouse } from '../kit/demo-house.js';

/** A company whose data lie in databases of its own and at two vendors: one request, one answer. */
describe('systems at home and at vendors', () => {
  let house: DemoHouse;

  beforeAll(async () => {
    house = await DemoHouse.open({
      vendors: {
        clock: new SystemClock(),
        change: (system, map) => {
          // Here closed tickets stay, as with most who use Zendesk.
          if (system !== 'zendesk') return;
          for (const name of ['tickets', 'comments']) map.collections[name]!.erasure = 'mask';
        },
      },
    });
  });
  afterAll(() => house?.close());

  interface Made {
    users?: unknown[];
    comments?: { plain_body: string }[];
    tickets?: { id: number; status: string; subject: string }[];
  }

  /** What somebody sees who looks into the simulated Zendesk with its own API. */
  async function inZendesk(path: string): Promise<Made> {
    const { DEMO_ZENDESK_USER: user, DEMO_ZENDESK_TOKEN: token } = house.vendors!.variables;
    const authorization = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
    const answer = await fetch(`${house.vendors!.urls.zendesk}/api/v2${path}`, { headers: { authorization } });
    return (await answer.json()) as Made;
  }

  async function statusInHubspot(email: string): Promise<number> {
    const authorization = `Bearer ${house.vendors!.variables.DEMO_HUBSPOT_TOKEN}`;
    const path = `/crm/v3/objects/contacts/${email}?idProperty=email`;
    return (await fetch(`${house.vendors!.urls.hubspot}${path}`, { headers: { authorization } })).status;
  }

  it('gives Anna a copy of what all of them hold', async () => {
    const { files } = await house.copy('anna');
    const records = [...files]
      .filter(([name]) => name.endsWith('.json') && name !== 'manifest.json')
      .map(([, content]) => JSON.parse(content) as unknown[]);
    const expected = {
      ...foundBy(expectations.anna),
      ...foundBy({ ...expectations.anna, rows: expectations.anna.vendorRows! }),
    };
    expect(records.reduce((sum, one) => sum + one.length, 0)).toBe(
      Object.values(expected).reduce((sum, one) => sum + one, 0),
    );
    const all = [...files.values()].join('\n');
    expect(all).toContain('Kundenservice in Zendesk');
    expect(all).toContain('Marketing in HubSpot');
  });

  it('erases her everywhere, says what is pending and what stays, and closes when the vendors are through', async () => {
    const { anna } = cast;
    const asked = await house.ask('anna', ['erasure']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    const { body: plan } = await house.officer.get<{
      systems: {
        system: string;
        doneMeans: {
          deletion: string;
          residue: { de: string } | null;
          returns: { de: string } | null;
          budgets: unknown[];
        };
      }[];
    }>(`/v1/requests/${id}/plan`);
    const zendesk = plan.systems.find(({ system }) => system === 'zendesk')!;
    expect(zendesk.doneMeans).toMatchObject({ deletion: 'soft', after: 'P30D', reversible: false, evidence: 'reread' });
    expect(zendesk.doneMeans.residue!.de).toContain('Geschlossene Tickets bleiben');
    expect(zendesk.doneMeans.returns!.de).toContain('wird ein neuer Nutzer');
    expect(zendesk.doneMeans.budgets).toContainEqual({ name: 'permanent-deletions', limit: 700, per: 'PT10M' });
    expect(plan.systems.find(({ system }) => system === 'shop')!.doneMeans.residue!.de).toContain('Speicherseiten');
    await house.approve(id);

    // The databases are done; the vendors have taken the deletion and work on it.
    const waiting = await house.eventually(
      () => house.show(id),
      ({ tasks, outcomes }) =>
        outcomes.some(({ system }) => system === 'shop') &&
        tasks.filter(({ action, code }) => action === 'erase' && code === 'pending').length === 2,
      async () => JSON.stringify(await house.show(id), null, 1),
    );
    expect(waiting.state).not.toBe('closed');
    const view = async () => (await house.person(asked.token).get<PersonCaseDto>('/v1/case')).body.requests[0]!;
    const meanwhile = await view();
    expect(meanwhile.systems).toContainEqual(expect.objectContaining({ system: 'zendesk', state: 'answers-later' }));
    const inZendeskSoFar = meanwhile.results!.find(({ system }) => system.de === 'Kundenservice in Zendesk')!;
    expect(inZendeskSoFar.outcomes).toContainEqual(
      expect.objectContaining({ kind: 'pending', askedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }),
    );
    expect(inZendeskSoFar.stays!.de).toContain('Geschlossene Tickets bleiben');
    expect(inZendeskSoFar.returns!.de).toContain('wird ein neuer Nutzer');
    await house.eventually(
      () => statusInHubspot(anna.email),
      (status) => status === 404,
    );

    await house.vendors!.letPass(31);
    await house.hurry(id);
    await house.reach(id, 'closed');
    const { outcomes } = await house.show(id);
    expect(outcomes.filter(({ residue }) => residue > 0)).toEqual([]);
    const evidence = new Map(outcomes.map((one) => [`${one.system}.${one.collection}`, one.evidence]));
    expect(evidence.get('zendesk.users')).toBe('confirmed');
    expect(evidence.get('zendesk.comments')).toBe('reread');
    expect(evidence.get('hubspot.contacts')).toBe('reread');

    // Somebody who knows nothing of the connectors looks: nobody is found, the closed ticket stands, without her name.
    expect((await inZendesk(`/users/search?query=email:"${anna.email}"`)).users).toEqual([]);
    const { comments } = await inZendesk('/tickets/1011/comments');
    expect(comments).toHaveLength(3);
    expect(comments!.map(({ plain_body: text }) => text).join('\n')).not.toMatch(/Behrensen/);
    // The neighbour whom she named is somebody else.
    expect(comments![0]!.plain_body).toContain('Uwe Brandt');

    const letter = await house.mail(anna.email, /Was in diesem System bleibt/);
    expect(letter.text).toContain('Geschlossene Tickets bleiben');
    expect(letter.text).toMatch(/Wie dort wieder ein Eintrag entstehen kann: .*Formular/s);

    const receipt = await house.eventually(
      async () => {
        const { status, text } = await fetchText(`${house.service.url}/v1/case/requests/${id}/receipt`, asked.token);
        return status === 200 ? text : '';
      },
      (text) => text.startsWith('c2sp.org/tlog-proof'),
    );
    expect(receipt).toContain('c2sp.org/tlog-proof');
  });

  it('keeps the addresses of people out of logs, errors and the queue', async () => {
    const log = house.service.log.join('');
    for (const secret of ['behrensen', 'simulated-zendesk-api-token', 'uwe.brandt']) {
      expect(log.toLowerCase()).not.toContain(secret);
    }
    expect(
      await readFile(new URL('../../src/demo/company/vendor-maps/zendesk.yaml', import.meta.url), 'utf8'),
    ).toContain('env:DEMO_ZENDESK_TOKEN');
  });
});

async function fetchText(url: string, token: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, text: await answer.text() };
}
