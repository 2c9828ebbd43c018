import { BACKSTAGE } from './simulators/ground/backstage.js';

/** Where the demo's Zendesk listens, and how one signs in there. */
export interface HelpdeskAccess {
  url: string;
  user: string;
  password: string;
}

export interface HelpdeskTicket {
  id: number;
  status: string;
  tags: string[];
  created_at: string;
}

export interface HelpdeskComment {
  plain_body: string;
  public: boolean;
}

/** A message as a customer sends it by mail. */
export interface CustomerMessage {
  email: string;
  subject: string;
  body: string;
}

/** The simulated Zendesk as its administrator and its customers use it: over HTTP, as the vendor documents it. */
export class SimulatedHelpdesk {
  constructor(private readonly access: HelpdeskAccess) {}

  /** A customer's mail arrives and becomes a ticket. */
  async receive(message: CustomerMessage): Promise<HelpdeskTicket> {
    return (await this.call<{ result: HelpdeskTicket }>('POST', `${BACKSTAGE}/control/receive`, [message])).result;
  }

  async ticket(id: number): Promise<HelpdeskTicket> {
    return (await this.call<{ ticket: HelpdeskTicket }>('GET', `/api/v2/tickets/${id}`)).ticket;
  }

  /** The oldest first. */
  async comments(id: number): Promise<HelpdeskComment[]> {
    return (await this.call<{ comments: HelpdeskComment[] }>('GET', `/api/v2/tickets/${id}/comments`)).comments;
  }

  /** Subscribes an address to what is written in tickets. @returns the secret that deliveries are signed with. */
  async tell(endpoint: string): Promise<string> {
    const webhook = {
      name: 'Habeas',
      endpoint,
      status: 'active',
      http_method: 'POST',
      request_format: 'json',
      subscriptions: ['zen:event-type:ticket.created', 'zen:event-type:ticket.comment_added'],
    };
    const made = await this.call<{ webhook: { id: string } }>('POST', '/api/v2/webhooks', { webhook });
    const path = `/api/v2/webhooks/${made.webhook.id}/signing_secret`;
    return (await this.call<{ signing_secret: { secret: string } }>('GET', path)).signing_secret.secret;
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { url, user, password } = this.access;
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulated helpdesk answered ${answer.status} to ${method} ${path}.`);
    return (await answer.json()) as T;
  }
}
