import type { Comment, Identity, Ticket, User, Webhook } from './records.js';
import type { World } from './world.js';

export function userView(world: World, user: User): object {
  const { identities: _identities, deletedAt: _deletedAt, purgedAt: _purgedAt, ...shown } = user;
  return {
    ...shown,
    url: `${world.stage.url()}/api/v2/users/${user.id}.json`,
    time_zone: 'Europe/Berlin',
    locale_id: user.locale === 'de' ? 8 : 1,
    organization_id: null,
    photo: null,
    verified: true,
    shared: false,
    restricted_agent: user.role === 'end-user',
  };
}

export function deletedUserView(world: World, user: User): object {
  return {
    id: user.id,
    url: `${world.stage.url()}/api/v2/deleted_users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: user.created_at,
    updated_at: user.updated_at,
    time_zone: 'Europe/Berlin',
    phone: user.phone,
    shared_phone_number: null,
    photo: null,
    locale_id: user.locale === 'de' ? 8 : 1,
    locale: user.locale,
    organization_id: null,
    role: user.role,
    active: false,
  };
}

export function identityView(world: World, identity: Identity): object {
  return {
    ...identity,
    url: `${world.stage.url()}/api/v2/users/${identity.user_id}/identities/${identity.id}.json`,
    deliverable_state: 'deliverable',
    undeliverable_count: 0,
  };
}

export function ticketView(world: World, ticket: Ticket): object {
  const { deletedAt: _deletedAt, ...shown } = ticket;
  return {
    ...shown,
    url: `${world.stage.url()}/api/v2/tickets/${ticket.id}.json`,
    raw_subject: ticket.subject,
    recipient: null,
    organization_id: null,
    group_id: null,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    has_incidents: false,
    is_public: true,
    brand_id: 1,
    fields: ticket.custom_fields,
  };
}

export function commentView(comment: Comment): object {
  const { ticketId: _ticketId, ...shown } = comment;
  const plain = plainOf(comment.html_body);
  return {
    ...shown,
    type: 'Comment',
    body: plain,
    plain_body: plain,
    attachments: [],
    audit_id: comment.id + 1,
    via: { channel: 'web' },
    metadata: {},
  };
}

export function webhookView(webhook: Webhook): object {
  const { secret: _secret, url, ...shown } = webhook;
  return { ...shown, endpoint: url, request_format: 'json', created_by: '1', updated_at: webhook.created_at };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&nbsp;': ' ',
};

export function htmlOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div class="zd-comment" dir="auto">${escaped.replaceAll('\n', '<br>')}</div>`;
}

export function plainOf(html: string): string {
  return html
    .replaceAll(/<br\s*\/?>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:lt|gt|amp|quot|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}
