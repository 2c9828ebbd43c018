/** Rows of the help desk's tables, column by column. */
export interface AgentRow {
  id: number;
  name: string;
  email: string;
  phone: string | null;
  team: string;
}

export interface RequesterRow {
  id: number;
  name: string;
  email: string;
  phone: string | null;
  customer_no: string | null;
  locale: string;
  user_agent: string | null;
  last_ip: string | null;
  created_at: string;
}

export interface TicketRow {
  id: number;
  ticket_no: string;
  requester_id: number;
  assignee_id: number | null;
  subject: string;
  topic: 'delivery' | 'return' | 'invoice' | 'product' | 'account';
  status: 'new' | 'open' | 'pending' | 'solved' | 'closed';
  priority: number;
  order_no: string | null;
  satisfaction: number | null;
  created_at: string;
  solved_at: string | null;
}

export interface MessageRow {
  id: number;
  ticket_id: number;
  /** Null where the requester wrote it. */
  agent_id: number | null;
  body: string;
  internal: boolean;
  sent_at: string;
}

export interface AttachmentRow {
  id: string;
  message_id: number;
  file_name: string;
  media_type: string;
  size_bytes: number;
  /** As PostgreSQL writes bytea. */
  sha256: string;
  uploaded_at: string;
}

export interface HelpdeskRows {
  agents: AgentRow[];
  requesters: RequesterRow[];
  tickets: TicketRow[];
  messages: MessageRow[];
  attachments: AttachmentRow[];
}
