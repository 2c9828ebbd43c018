/** What the simulated Intercom holds; moments are Unix seconds, as in its JSON. */
export interface Contact {
  id: string;
  external_id: string | null;
  role: 'user' | 'lead';
  email: string | null;
  phone: string | null;
  name: string | null;
  unsubscribed_from_emails: boolean;
  custom_attributes: Record<string, unknown>;
  created_at: number;
  updated_at: number;
  archived: boolean;
  blocked: boolean;
}

export interface Part {
  id: string;
  part_type: 'comment' | 'note';
  body: string | null;
  author: { type: 'user' | 'admin'; id: string };
  created_at: number;
  redacted: boolean;
}

export interface Conversation {
  id: string;
  contactId: string;
  title: string | null;
  state: 'open' | 'closed';
  created_at: number;
  updated_at: number;
  tags: { id: string; name: string }[];
  /** The first message. */
  source: Part;
  parts: Part[];
}

export interface Note {
  id: string;
  contactId: string;
  body: string;
  created_at: number;
}

export interface BulkJob {
  id: string;
  createdAt: number;
  tasks: { id: string; ids: string[]; lying: boolean }[];
  failed: number;
  ended: boolean;
}
