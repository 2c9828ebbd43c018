import type { FastifyInstance } from 'fastify';
import { invalid } from './refusals.js';
import type { Profile, World } from './world.js';

type Alias = { alias_name: string; alias_label: string };

/** The kinds of identifiers, and who is meant by one. */
const KINDS: Readonly<Record<string, (profile: Profile, given: unknown) => boolean>> = {
  external_ids: (profile, given) => profile.external_id !== null && profile.external_id === given,
  braze_ids: (profile, given) => profile.braze_id === given,
  user_aliases: (profile, given) =>
    profile.user_aliases.some(
      ({ alias_name: name, alias_label: label }) =>
        name === (given as Alias).alias_name && label === (given as Alias).alias_label,
    ),
  email_addresses: (profile, given) =>
    profile.email !== null && profile.email === addressOf(given, 'email').toLowerCase(),
  phone_numbers: (profile, given) => profile.phone !== null && profile.phone === addressOf(given, 'phone'),
};
const MOST = 50;

/** https://www.braze.com/docs/api/endpoints/user_data/ */
export function userRoutes(app: FastifyInstance, world: World): void {
  // https://www.braze.com/docs/api/endpoints/user_data/post_user_delete/ : fifty of one kind; counts what it was given.
  app.post<{ Body: Record<string, unknown[]> }>(
    '/users/delete',
    { schema: { body: lists(Object.keys(KINDS)) } },
    (request, reply) => {
      const { kind, ids } = onlyKind(request.body);
      const found = new Set(ids.flatMap((id) => world.find((profile) => KINDS[kind]?.(profile, id) ?? false)));
      world.stage.destroy(
        request,
        [...found].map((profile) => () => world.queueDeletion([profile])),
      );
      return reply.code(201).send({ deleted: ids.length, message: 'success' });
    },
  );
  // https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
  const exported = lists(['external_ids', 'user_aliases', 'fields_to_export']);
  const body = {
    ...exported,
    properties: {
      ...exported.properties,
      email_address: { type: 'string' },
      phone: { type: 'string' },
      braze_id: { type: 'string' },
    },
  };
  app.post<{ Body: Record<string, unknown> }>('/users/export/ids', { schema: { body } }, (request, reply) => {
    const {
      external_ids: externals = [],
      user_aliases: aliases = [],
      email_address: email,
      phone,
      braze_id: id,
      fields_to_export: fields,
    } = request.body;
    if (!Array.isArray(fields)) return invalid('fields_to_export is required');
    const asked: [string, unknown][] = [
      ...(externals as unknown[]).map((one): [string, unknown] => ['external_ids', one]),
      ...(aliases as unknown[]).map((one): [string, unknown] => ['user_aliases', one]),
      ...[email ?? []].flat().map((one): [string, unknown] => ['email_addresses', one]),
      ...[phone ?? []].flat().map((one): [string, unknown] => ['phone_numbers', one]),
      ...[id ?? []].flat().map((one): [string, unknown] => ['braze_ids', one]),
    ];
    if (asked.length === 0 || asked.length > MOST) invalid(`1 to ${MOST} identifiers must be given`);
    const found = new Set(
      asked.flatMap(([kind, one]) => world.find((profile) => KINDS[kind]?.(profile, one) ?? false)),
    );
    const missing = asked.filter(
      ([kind, one]) => world.find((profile) => KINDS[kind]?.(profile, one) ?? false).length === 0,
    );
    return reply.code(201).send({
      message: 'success',
      users: [...found],
      ...(missing.length > 0 ? { invalid_user_ids: missing.map(([, one]) => one) } : {}),
    });
  });
  // https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status/
  const status = {
    type: 'object',
    required: ['email', 'subscription_state'],
    properties: { subscription_state: { enum: ['subscribed', 'unsubscribed', 'opted_in'] } },
  };
  app.post<{ Body: { email: string | string[]; subscription_state: Profile['email_subscribe'] } }>(
    '/email/status',
    { schema: { body: status } },
    (request, reply) => {
      const emails = [request.body.email].flat().map((one) => one.toLowerCase());
      if (emails.length > MOST) invalid(`up to ${MOST} addresses may be given`);
      for (const profile of world.find(({ email }) => email !== null && emails.includes(email)))
        profile.email_subscribe = request.body.subscription_state;
      return reply.code(201).send({ message: 'success' });
    },
  );
  // https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ : who was deleted comes back by this.
  app.post<{ Body: { attributes?: { external_id?: string; email?: string; first_name?: string }[] } }>(
    '/users/track',
    (request, reply) => {
      const { attributes = [] } = request.body ?? {};
      for (const { external_id: external, ...rest } of attributes) {
        if (!external) return invalid('attributes need an external_id');
        const [known] = world.find((profile) => profile.external_id === external);
        if (known) Object.assign(known, rest);
        else add(world, { ...rest, external_id: external });
      }
      return reply.code(201).send({ message: 'success', attributes_processed: attributes.length });
    },
  );
}

export function add(world: World, given: Partial<Profile>): Profile {
  const id = given.braze_id ?? world.stage.numbering.hex('profile', 24);
  const blank = { external_id: null, user_aliases: [], first_name: null, last_name: null, email: null, phone: null };
  const profile: Profile = {
    ...blank,
    email_subscribe: 'subscribed',
    created_at: world.stage.clock.now().toISOString(),
    ...given,
    braze_id: id,
  };
  world.profiles.set(id, profile);
  return profile;
}

function onlyKind(given: Record<string, unknown[]>): { kind: string; ids: unknown[] } {
  const [first, ...others] = Object.entries(given);
  if (!first || others.length > 0) return invalid(`exactly one of ${Object.keys(KINDS).join(', ')} must be given`);
  const [kind, ids] = first;
  if (ids.length === 0 || ids.length > MOST) invalid(`${kind} must have 1 to ${MOST} entries`);
  return { kind, ids };
}

function lists(names: readonly string[]): {
  type: string;
  additionalProperties: boolean;
  properties: Record<string, object>;
} {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name, { type: 'array' }])),
  };
}

/** An address alone, or an object that also says which of several is meant. */
function addressOf(given: unknown, key: 'email' | 'phone'): string {
  if (typeof given === 'string') return given;
  const value = (given as Record<string, unknown> | null)?.[key];
  return typeof value === 'string' ? value : invalid(`${key} must be given`);
}
