import type { Ticket, User } from './records.js';
import { plainOf } from './views.js';
import type { World } from './world.js';

interface Term {
  key: string | null;
  operator: ':' | '<' | '>' | '<=' | '>=';
  value: string;
  negated: boolean;
}

export interface Query {
  type: string | null;
  terms: Term[];
}

const TERM = /(-?)(?:([a-z_]+)(:|<=|>=|<|>))?("[^"]*"|\S+)/g;
const STATUS_ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

/** The part of the grammar that integrations use: https://support.zendesk.com/hc/en-us/articles/4408886879258. */
export function parsed(text: string, type?: string): Query {
  const terms = [...text.matchAll(TERM)].map(([, minus, key, operator, value]): Term => ({
    key: key ?? null,
    operator: (operator ?? ':') as Term['operator'],
    value: (value ?? '').replaceAll('"', '').toLowerCase(),
    negated: minus === '-',
  }));
  const named = terms.find((term) => term.key === 'type')?.value ?? null;
  return { type: type ?? named, terms: terms.filter((term) => term.key !== 'type') };
}

export function matches(query: Query, kind: 'user', entry: User, world: World): boolean;
export function matches(query: Query, kind: 'ticket', entry: Ticket, world: World): boolean;
export function matches(query: Query, kind: 'user' | 'ticket', entry: User | Ticket, world: World): boolean {
  return query.terms.every((term) => {
    const values =
      kind === 'user' ? userValues(entry as User, term.key) : ticketValues(entry as Ticket, term.key, world);
    return values.some((value) => holds(term, value)) !== term.negated;
  });
}

/** What a keyword looks at; without one, the texts. An unknown keyword finds nothing. */
function userValues(user: User, key: string | null): string[] {
  const emails = user.identities.filter((one) => one.type === 'email').map((one) => one.value);
  const phones = [
    user.phone ?? '',
    ...user.identities.filter((one) => one.type === 'phone_number').map((one) => one.value),
  ];
  const fields: Readonly<Record<string, string[]>> = {
    email: emails,
    phone: phones,
    name: [user.name],
    role: [user.role],
    external_id: [user.external_id ?? ''],
    tags: user.tags,
    notes: [user.notes],
    details: [user.details],
    created: [user.created_at],
    updated: [user.updated_at],
  };
  return key === null ? [user.name, ...emails, ...phones, user.notes, user.details] : (fields[key] ?? []);
}

function ticketValues(ticket: Ticket, key: string | null, world: World): string[] {
  const requester = world.users.get(ticket.requester_id);
  const fields: Readonly<Record<string, string[]>> = {
    requester: [String(ticket.requester_id), requester?.email ?? '', requester?.name ?? ''],
    requester_id: [String(ticket.requester_id)],
    status: [ticket.status],
    subject: [ticket.subject],
    description: [ticket.description],
    tags: ticket.tags,
    external_id: [ticket.external_id ?? ''],
    created: [ticket.created_at],
    updated: [ticket.updated_at],
  };
  const texts = [ticket.subject, ...world.commentsOf(ticket.id).map((comment) => plainOf(comment.html_body))];
  return key === null ? texts : (fields[key] ?? []);
}

const CONTAINS = new Set([null, 'name', 'notes', 'details', 'subject', 'description', 'requester']);

function holds({ key, operator, value }: Term, found: string): boolean {
  const text = found.toLowerCase();
  if (operator === ':') return CONTAINS.has(key) ? text.includes(value) && value !== '' : text === value;
  const [one, other] =
    key === 'status'
      ? [STATUS_ORDER.indexOf(text), STATUS_ORDER.indexOf(value)]
      : [Date.parse(text), Date.parse(value)];
  if (operator === '<') return one < other;
  if (operator === '>') return one > other;
  return operator === '<=' ? one <= other : one >= other;
}
