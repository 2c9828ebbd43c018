/** What the simulated Zendesk holds, with the names of its JSON. */
export interface Identity {
  id: number;
  user_id: number;
  type: 'email' | 'phone_number';
  value: string;
  primary: boolean;
  verified: boolean;
}

export interface User {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  external_id: string | null;
  role: 'end-user' | 'agent' | 'admin';
  locale: string;
  notes: string;
  details: string;
  tags: string[];
  user_fields: Record<string, unknown>;
  active: boolean;
  suspended: boolean;
  created_at: string;
  updated_at: string;
  identities: Identity[];
  /** When it was deleted for the first time, and for good. */
  deletedAt: string | null;
  purgedAt: string | null;
}

/** A user of whom nothing is known. */
export function newUser(id: number, at: string, given: Partial<User> = {}): User {
  return {
    id,
    name: '',
    email: null,
    phone: null,
    external_id: null,
    role: 'end-user',
    locale: 'de',
    notes: '',
    details: '',
    tags: [],
    user_fields: {},
    active: true,
    suspended: false,
    created_at: at,
    updated_at: at,
    identities: [],
    deletedAt: null,
    purgedAt: null,
    ...given,
  };
}

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

export interface Ticket {
  id: number;
  subject: string;
  description: string;
  status: TicketStatus;
  priority: string | null;
  type: string | null;
  requester_id: number;
  submitter_id: number;
  assignee_id: number | null;
  external_id: string | null;
  tags: string[];
  custom_fields: { id: number; value: unknown }[];
  via: { channel: string };
  created_at: string;
  updated_at: string;
  deletedAt: string | null;
}

export interface Comment {
  id: number;
  ticketId: number;
  author_id: number;
  html_body: string;
  public: boolean;
  created_at: string;
}

export interface Webhook {
  id: string;
  url: string;
  name: string;
  status: 'active' | 'inactive';
  subscriptions: string[];
  http_method: string;
  secret: string;
  created_at: string;
}

export interface Trigger {
  id: number;
  title: string;
  active: boolean;
  conditions: { all: Condition[]; any: Condition[] };
  actions: { field: string; value: unknown }[];
}

export interface Condition {
  field: string;
  operator: string;
  value: string;
}

export interface Job {
  id: string;
  total: number;
  queuedAt: number;
  message: string | null;
  results: { id: number; success: boolean; error?: string }[];
  /** Done when the job ends. */
  work: (() => void)[];
  ended: boolean;
}

/** One line of the list of compliance deletion statuses. */
export interface DeletionStatus {
  action: 'request_deletion' | 'started_deletion' | 'complete_deletion';
  application: string;
  account_subdomain: string;
  created_at: string;
  executer_id: number | null;
  user_id: number;
}
