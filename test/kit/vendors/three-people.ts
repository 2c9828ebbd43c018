import { person, type SimulatedPerson, type SimulatedTicket } from '../../../src/demo/simulators/ground/people.js';

const ticket = (key: number, status: SimulatedTicket['status'], ...bodies: string[]): SimulatedTicket => ({
  key,
  subject: 'Lieferung',
  status,
  createdAt: '2026-03-01T08:00:00.000Z',
  messages: bodies.map((body, at) => ({
    from: at % 2 === 0 ? 'person' : 'agent',
    body,
    internal: false,
    at: '2026-03-01T08:00:00.000Z',
  })),
});

/** Wilma with two tickets and a note, Konrad whom only his telephone number finds, and a bystander who names Wilma. */
export const threePeople: readonly SimulatedPerson[] = [
  person({
    key: 1,
    firstName: 'Wilma',
    lastName: 'Abendroth',
    email: 'wilma@example.org',
    customerNo: 'NL-1',
    notes: [{ key: 14, body: 'Frau Abendroth zieht um.', at: '2026-03-02T08:00:00.000Z' }],
    tickets: [
      ticket(11, 'closed', 'Hier ist Wilma Abendroth.', 'Guten Tag Frau Abendroth, gern.', 'Danke, Wilma.'),
      ticket(12, 'closed', 'Noch einmal: Wilma.', 'Danke.'),
    ],
  }),
  person({
    key: 2,
    firstName: 'Konrad',
    lastName: 'Zuse-Mertens',
    email: 'konrad@example.org',
    phone: '+4917139200077',
    customerNo: 'NL-2',
    tickets: [ticket(21, 'closed', 'Konrad Zuse-Mertens fragt.', 'Antwort.')],
  }),
  person({
    key: 3,
    email: 'drittes@example.org',
    customerNo: 'NL-3',
    tickets: [ticket(31, 'open', 'Wilma hat recht.', 'Ja.')],
  }),
];

export const NOBODY = [{ kind: 'email', value: 'niemand@example.org' }];
export const WILMA = [{ kind: 'email', value: 'wilma@example.org' }];
export const KONRAD = [
  { kind: 'email', value: 'konrad.unbekannt@example.org' },
  { kind: 'phone', value: '+4917139200077' },
];
