/** What the simulated Freshdesk holds. */
export interface Contact {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  unique_external_id: string | null;
  other_emails: string[];
  language: string;
  description: string | null;
  tags: string[];
  active: boolean;
  deleted: boolean;
  created_at: string;
  updated_at: string;
}

/** Statuses and sources are numbers: https://developers.freshdesk.com/api/#ticket_attributes */
export interface Ticket {
  id: number;
  subject: string;
  description_text: string;
  requester_id: number;
  status: 2 | 3 | 4 | 5;
  priority: 1 | 2 | 3 | 4;
  source: number;
  tags: string[];
  custom_fields: Record<string, unknown>;
  deleted: boolean;
  created_at: string;
  updated_at: string;
}

export interface Conversation {
  id: number;
  ticket_id: number;
  user_id: number;
  body: string;
  private: boolean;
  incoming: boolean;
  created_at: string;
  updated_at: string;
}

export interface Automation {
  url: string;
  /** On which tickets it runs. */
  event: 'ticket_created' | 'ticket_updated';
  /** Sent as they stand: the vendor signs nothing. */
  headers: Record<string, string>;
  template: string;
}
