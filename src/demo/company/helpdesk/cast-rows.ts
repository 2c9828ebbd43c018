import { createHash } from 'node:crypto';
import { cast, hannaAtWork, type CastName } from '../cast.js';
import { STAFF } from '../crm/staff-rows.js';
import type { AgentRow, HelpdeskRows, TicketRow } from './rows.js';

/** The clerks of Nordlicht who answer tickets, with the keys they have in the CRM. */
export const AGENT_KEYS = [1, 2, 3, hannaAtWork.staffId] as const;

/** A ticket of the cast: texts of the requester and of clerks (with the clerk's key) in turn. */
interface CastTicket {
  id: number;
  subject: string;
  topic: TicketRow['topic'];
  clerk: number;
  satisfaction?: number;
  orderNo?: string;
  messages: readonly { from: 'requester' | 'clerk'; body: string; internal?: boolean; files?: readonly string[] }[];
}

interface CastRequester {
  id: number;
  of: CastName;
  email?: string;
  tickets: readonly CastTicket[];
}

const REQUESTERS: readonly CastRequester[] = [
  {
    id: 101,
    of: 'anna',
    tickets: [
      {
        id: 1011,
        subject: 'Jacke undicht',
        topic: 'product',
        clerk: 2,
        satisfaction: 4,
        orderNo: 'B-0501',
        messages: [
          {
            from: 'requester',
            body: 'Die Regenjacke lässt an der Schulter Wasser durch. Mein Nachbar Uwe Brandt (uwe.brandt@example.net) hat das gleiche Modell und keine Probleme.',
            files: ['schulter.jpg'],
          },
          { from: 'clerk', body: 'Guten Tag Frau Behrensen-Koll, wir tauschen die Jacke um.' },
          { from: 'clerk', body: 'Frau B. war am Telefon ungehalten, bitte kulant sein.', internal: true },
        ],
      },
      {
        id: 1012,
        subject: 'Neue Telefonnummer',
        topic: 'account',
        clerk: hannaAtWork.staffId,
        messages: [
          { from: 'requester', body: 'Meine neue Nummer ist +49 171 3920001.' },
          { from: 'clerk', body: 'Danke, ist eingetragen. Viele Grüße, Hanna' },
        ],
      },
    ],
  },
  {
    id: 102,
    of: 'bernd',
    tickets: [
      {
        id: 1021,
        subject: 'Rechnung B. Ohlsenfeld falsch',
        topic: 'invoice',
        clerk: 3,
        satisfaction: 2,
        orderNo: 'B-0512',
        messages: [
          {
            from: 'requester',
            body: 'Auf der Rechnung fehlt der Rabatt. Bernd Ohlsenfeld, bernd.ohlsenfeld@example.org',
            files: ['rechnung-ohlsenfeld.pdf', 'gutschein.png'],
          },
          { from: 'clerk', body: 'Guten Tag Herr Ohlsenfeld, die Gutschrift folgt.' },
        ],
      },
      {
        id: 1022,
        subject: 'Newsletter abbestellen',
        topic: 'account',
        clerk: 1,
        messages: [
          { from: 'requester', body: 'Bitte keine Werbung mehr an mich und an Petra Lindner-Voss.' },
          { from: 'clerk', body: 'Das dauert bis zu zwei Tage.' },
        ],
      },
    ],
  },
  {
    id: 105,
    of: 'edda',
    tickets: [
      {
        id: 1051,
        subject: 'Paket für uns beide',
        topic: 'delivery',
        clerk: 2,
        messages: [
          { from: 'requester', body: 'Bitte künftig alles an meinen Mann Dieter Grotewohlers zustellen.' },
          { from: 'clerk', body: 'Guten Tag Frau Grotewohlers, das vermerken wir gern.' },
        ],
      },
    ],
  },
  {
    id: 109,
    of: 'ivo',
    email: 'ivo.alt@example.net',
    tickets: [
      {
        id: 1091,
        subject: 'Alte E-Mail-Adresse',
        topic: 'account',
        clerk: 1,
        messages: [
          { from: 'requester', body: 'Diese Adresse nutze ich bald nicht mehr.' },
          { from: 'clerk', body: 'Danke für den Hinweis.' },
        ],
      },
    ],
  },
];

const OPENED = Date.UTC(2025, 4, 6, 8, 15);
const HOUR = 3_600_000;

/** What the help desk holds about the cast, and all of its agents. */
export function helpdeskRowsOfCast(): HelpdeskRows {
  const rows: HelpdeskRows = { agents: agents(), requesters: [], tickets: [], messages: [], attachments: [] };
  for (const requester of REQUESTERS) {
    const member = cast[requester.of];
    rows.requesters.push({
      id: requester.id,
      name: `${member.firstName} ${member.lastName}`,
      email: requester.email ?? member.email,
      phone: requester.email ? null : member.phone,
      customer_no: requester.email ? null : member.customerNo,
      locale: 'de',
      user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
      last_ip: '203.0.113.7',
      created_at: moment(-24),
    });
    for (const ticket of requester.tickets) addTicket(rows, requester.id, ticket);
  }
  return rows;
}

function addTicket(rows: HelpdeskRows, requesterId: number, ticket: CastTicket): void {
  rows.tickets.push({
    id: ticket.id,
    ticket_no: `T-0${ticket.id}`,
    requester_id: requesterId,
    assignee_id: ticket.clerk,
    subject: ticket.subject,
    topic: ticket.topic,
    status: 'closed',
    priority: 2,
    order_no: ticket.orderNo ?? null,
    satisfaction: ticket.satisfaction ?? null,
    created_at: moment(0),
    solved_at: moment(48),
  });
  for (const [index, message] of ticket.messages.entries()) {
    const id = ticket.id * 10 + index;
    rows.messages.push({
      id,
      ticket_id: ticket.id,
      agent_id: message.from === 'clerk' ? ticket.clerk : null,
      body: message.body,
      internal: message.internal ?? false,
      sent_at: moment(index),
    });
    for (const [number, file] of (message.files ?? []).entries()) {
      rows.attachments.push({
        id: `c0ffee00-${ticket.id}-4000-8000-00000000000${number}`,
        message_id: id,
        file_name: file,
        media_type: 'application/octet-stream',
        size_bytes: 48_213 + number,
        sha256: `\\x${createHash('sha256').update(file).digest('hex')}`,
        uploaded_at: moment(index),
      });
    }
  }
}

function agents(): AgentRow[] {
  return AGENT_KEYS.map((key) => {
    const clerk = STAFF.find((one) => one.id === key);
    if (!clerk) throw new RangeError(`no clerk ${key}`);
    return {
      id: key,
      name: `${clerk.first_name} ${clerk.last_name}`,
      email: clerk.work_email,
      phone: clerk.work_phone,
      team: 'Kundenservice',
    };
  });
}

function moment(hours: number): string {
  return new Date(OPENED + hours * HOUR).toISOString();
}
