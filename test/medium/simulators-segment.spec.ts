import { person } from '../../src/demo/simulators/ground/people.js';
import { basic, type Caller, caller, DAY, HOUR, MINUTE, started, type Started } from '../kit/simulated-vendors.js';

describe('the simulated Segment', () => {
  let world: Started<'segment'>;
  let call: Caller;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('segment', [person({ key: 1 }), person({ key: 2 })], limits);
    call = caller(world.simulator.url, { authorization: `Bearer ${world.simulator.credentials.token}` });
  };
  const profile = (path: string): ReturnType<Caller> =>
    call(`GET /v1/spaces/spa_simulated/collections/users/profiles/${path}`, undefined, {
      authorization: basic(world.simulator.credentials.profileToken!, ''),
    });
  const regulate = (regulationType: string, subjectIds: string[]): ReturnType<Caller> =>
    call('POST /regulations', { regulationType, subjectType: 'USER_ID', subjectIds });
  const idOf = async (answer: ReturnType<Caller>): Promise<string> =>
    (await answer).json<{ data: { regulateId: string } }>().data.regulateId;
  const regulation = async (id: string): Promise<{ overallStatus: string; streamStatus: object[] }> =>
    (await call(`GET /regulations/${id}`)).json<{
      data: { regulation: { overallStatus: string; streamStatus: object[] } };
    }>().data.regulation;

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  it('is asked at /regulations with a bearer token (docs.segmentapis.com, Deletion and Suppression)', async () => {
    expect((await call('GET /regulations', undefined, { authorization: 'Bearer x' })).json()).toMatchObject({
      errors: [{ type: 'unauthorized' }],
    });
    expect((await regulate('ERASE', ['user-1'])).status).toBe(400);
    expect((await regulate('DELETE_ONLY', [])).status).toBe(400);
    const made = await regulate('SUPPRESS_WITH_DELETE', ['user-1']);
    expect([made.status, made.headers.get('content-type')]).toEqual([200, 'application/vnd.segment.v1+json']);
  });

  it('suppresses at once and deletes within thirty days (segment.com/docs/privacy)', async () => {
    const id = await idOf(regulate('SUPPRESS_WITH_DELETE', ['user-1']));
    expect(world.simulator.control.track('user-1', {})).toBe(false);
    expect((await regulation(id)).overallStatus).toBe('INITIALIZED');
    world.clock.advance(MINUTE);
    expect((await regulation(id)).overallStatus).toBe('RUNNING');
    expect((await profile('user_id:user-1/traits')).status).toBe(200);
    world.clock.advance(10 * DAY);
    expect((await regulation(id)).overallStatus).toBe('FINISHED');
    expect((await profile('user_id:user-1/traits')).status).toBe(404);
    expect((await call('GET /suppressions')).json()).toMatchObject({ data: { suppressed: [{ value: 'user-1' }] } });
    await regulate('UNSUPPRESS', ['user-1']);
    expect(world.simulator.control.track('user-1', { email: 'back@example.org' })).toBe(true);
  });

  it('shows who is there by user id and by address in its exact spelling, with a token of its own (unify/profile-api)', async () => {
    expect((await call('GET /v1/spaces/spa_simulated/collections/users/profiles/user_id:user-1/traits')).status).toBe(
      401,
    );
    expect((await profile('email:person-1@example.org/external_ids?include=user_id')).json()).toMatchObject({
      data: [{ type: 'user_id', id: 'user-1' }],
      cursor: { has_more: false },
    });
    expect((await profile('email:Person-1@example.org/external_ids')).json()).toMatchObject({
      error: { code: 'not_found' },
    });
    expect((await profile('user_id:user-1/external_ids?limit=1')).json()).toMatchObject({ cursor: { has_more: true } });
    expect((await profile('user_id:user-1/traits?limit=1')).json()).toMatchObject({ cursor: { has_more: true } });
  });

  it('is through with a suppression within a day, and keeps what was there', async () => {
    const id = await idOf(regulate('SUPPRESS_ONLY', ['user-1']));
    world.clock.advance(HOUR);
    expect((await regulation(id)).overallStatus).toBe('FINISHED');
    expect((await profile('user_id:user-1/traits')).status).toBe(200);
  });

  it('turns the whole job FAILED for one destination that cannot delete', async () => {
    world.simulator.control.destinations.push({ name: 'billboard', supported: false });
    const id = await idOf(regulate('DELETE_ONLY', ['user-1']));
    world.clock.advance(11 * DAY);
    const found = await regulation(id);
    expect(found.overallStatus).toBe('FAILED');
    expect(found.streamStatus).toMatchObject([
      { destinationStatus: [{ status: 'FINISHED' }, { status: 'FINISHED' }, { status: 'NOT_SUPPORTED' }] },
    ]);
    expect(world.simulator.control.profiles.has('user-1')).toBe(false);
    const internal = await idOf(regulate('DELETE_INTERNAL', ['user-2']));
    world.clock.advance(11 * DAY);
    expect((await regulation(internal)).overallStatus).toBe('FINISHED');
  });

  it('takes 5,000 ids a call and 110,000 users a month', async () => {
    const many = Array.from({ length: 5000 }, (_one, index) => `u${index}`);
    expect((await regulate('SUPPRESS_ONLY', [...many, 'one more'])).status).toBe(400);
    for (let count = 0; count < 22; count++) expect((await regulate('SUPPRESS_ONLY', many)).status).toBe(200);
    expect((await regulate('SUPPRESS_ONLY', ['u1'])).status).toBe(429);
    world.clock.set(new Date('2026-12-01T00:00:00Z'));
    expect((await regulate('SUPPRESS_ONLY', ['u1'])).status).toBe(200);
  });

  it('finishes without deleting, or with half of it', async () => {
    world.simulator.modes.set({ kind: 'lying', times: 1 });
    const lie = await idOf(regulate('DELETE_ONLY', ['user-1']));
    world.simulator.modes.set({ kind: 'half-done', times: 1 });
    const half = await idOf(regulate('DELETE_ONLY', ['user-2', 'user-1']));
    world.clock.advance(11 * DAY);
    expect((await regulation(lie)).overallStatus).toBe('FINISHED');
    expect((await regulation(half)).overallStatus).toBe('PARTIAL_SUCCESS');
    expect([...world.simulator.control.profiles.keys()]).toEqual(['user-1']);
  });

  it('pages its lists by cursor and limits calls a minute', async () => {
    await world.simulator.stop();
    await open({ requests: 4 });
    await regulate('DELETE_ONLY', ['user-1']);
    await regulate('DELETE_ONLY', ['user-2']);
    const first = (await call('GET /regulations?pagination[count]=1')).json<{
      data: { pagination: { next: string } };
    }>();
    const second = (
      await call(`GET /regulations?pagination[count]=1&pagination[cursor]=${first.data.pagination.next}`)
    ).json();
    expect(second).toMatchObject({ data: { regulations: [{ subjects: ['user-2'] }] } });
    expect((await call('GET /regulations')).status).toBe(429);
  });
});
