import type { Chance } from '../chance.js';
import type { Resident } from '../population.js';
import { momentBefore } from '../reference-day.js';
import { AGENT_KEYS } from './cast-rows.js';
import type { HelpdeskRows, TicketRow } from './rows.js';

const SUBJECTS: Readonly<Record<TicketRow['topic'], readonly string[]>> = {
  delivery: ['Wo bleibt mein Paket?', 'Paket beim Nachbarn, aber bei welchem?', 'Lieferung unvollständig'],
  return: ['Rücksendeschein fehlt', 'Umtausch in Größe L', 'Erstattung noch nicht da'],
  invoice: ['Rechnung bitte mit Firmenanschrift', 'Rechnung doppelt erhalten'],
  product: ['Reißverschluss klemmt', 'Wie imprägniere ich die Jacke?'],
  account: ['Passwort vergessen', 'Newsletter abbestellen', 'Neue Anschrift'],
};

const TOPICS = ['delivery', 'return', 'invoice', 'product', 'account'] as const;
const BROWSERS = ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'] as const;

/** What the help desk holds about everyone who is not of the cast. */
export function helpdeskRowsOfResidents(chance: Chance, residents: readonly Resident[]): HelpdeskRows {
  const rows: HelpdeskRows = { agents: [], requesters: [], tickets: [], messages: [], attachments: [] };
  for (const resident of residents) {
    if (!resident.inHelpdesk) continue;
    rows.requesters.push({
      id: resident.id,
      name: `${resident.firstName} ${resident.lastName}`,
      email: resident.email,
      phone: chance.often(0.3) ? resident.phone : null,
      customer_no: chance.often(0.6) ? resident.customerNo : null,
      locale: 'de',
      user_agent: chance.one(BROWSERS),
      last_ip: chance.address(),
      created_at: momentBefore(chance.whole(1000, 2500)),
    });
    for (let count = chance.whole(1, 3); count > 0; count--) addTicket(chance, rows, resident);
  }
  return rows;
}

function addTicket(chance: Chance, rows: HelpdeskRows, resident: Resident): void {
  const id = 10_001 + rows.tickets.length;
  const age = chance.whole(1, 999);
  const done = age > 30;
  const topic = chance.one(TOPICS);
  rows.tickets.push({
    id,
    ticket_no: `T-${id}`,
    requester_id: resident.id,
    assignee_id: done || chance.often(0.7) ? chance.one(AGENT_KEYS) : null,
    subject: chance.one(SUBJECTS[topic]),
    topic,
    status: done ? chance.one(['solved', 'closed']) : chance.one(['new', 'open', 'pending']),
    priority: chance.whole(1, 4),
    order_no: null,
    satisfaction: done && chance.often(0.3) ? chance.whole(1, 5) : null,
    created_at: momentBefore(age),
    solved_at: done ? momentBefore(age - chance.whole(1, 20)) : null,
  });
  const exchanges = chance.whole(1, 3);
  for (let turn = 0; turn < exchanges; turn++) {
    addMessage(chance, rows, id, null, question(chance, resident), age - turn * 0.2);
    addMessage(chance, rows, id, chance.one(AGENT_KEYS), answer(chance, resident), age - turn * 0.2 - 0.1);
  }
}

function addMessage(
  chance: Chance,
  rows: HelpdeskRows,
  ticketId: number,
  agentId: number | null,
  body: string,
  age: number,
): void {
  const id = 100_001 + rows.messages.length;
  const sentAt = momentBefore(age);
  rows.messages.push({
    id,
    ticket_id: ticketId,
    agent_id: agentId,
    body,
    internal: agentId !== null && chance.often(0.1),
    sent_at: sentAt,
  });
  if (agentId !== null || !chance.often(0.1)) return;
  rows.attachments.push({
    id: chance.uuid(),
    message_id: id,
    file_name: chance.one(['foto-1.jpg', 'rechnung.pdf', 'IMG_2031.heic']),
    media_type: 'application/octet-stream',
    size_bytes: chance.whole(2_000, 4_000_000),
    sha256: chance.bytes(32),
    uploaded_at: sentAt,
  });
}

function question(chance: Chance, resident: Resident): string {
  const other = chance.german.person.fullName();
  return chance.one([
    `Guten Tag, mein Paket wurde bei ${other} abgegeben, dort weiß aber niemand davon. ${resident.firstName} ${resident.lastName}`,
    `Hallo, die Jacke war ein Geschenk für ${other} und passt leider nicht. Viele Grüße, ${resident.lastName}`,
    `Bitte schicken Sie die Rechnung noch einmal an ${resident.email}. Danke!`,
    'Wann kommt die Erstattung? Ich warte seit zwei Wochen.',
  ]);
}

function answer(chance: Chance, resident: Resident): string {
  return chance.one([
    `Guten Tag ${resident.firstName} ${resident.lastName}, wir haben beim Paketdienst nachgefragt und melden uns.`,
    `Guten Tag, der Rücksendeschein ist unterwegs. Freundliche Grüße, Ihr Team von Nordlicht`,
    'Die Erstattung ist veranlasst und sollte in drei Werktagen da sein.',
  ]);
}
