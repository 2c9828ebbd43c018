/** Somebody whom a simulated system knows, with what was said to and about them there. */
export interface SimulatedPerson {
  /** Stands in ids of the systems, so that tests can tell whose a record is; a whole number of at most nine digits. */
  key: number;
  firstName: string;
  lastName: string;
  /** Null where the company knows no address. */
  email: string | null;
  /** Other addresses of the same person. */
  furtherEmails: readonly string[];
  /** E.164. */
  phone: string | null;
  customerNo: string | null;
  language: 'de' | 'en';
  country: string;
  city: string | null;
  newsletter: boolean;
  createdAt: string;
  tickets: readonly SimulatedTicket[];
  notes: readonly SimulatedNote[];
}

export interface SimulatedTicket {
  key: number;
  subject: string;
  status: 'new' | 'open' | 'pending' | 'solved' | 'closed';
  createdAt: string;
  messages: readonly SimulatedMessage[];
}

export interface SimulatedMessage {
  from: 'person' | 'agent';
  body: string;
  internal: boolean;
  at: string;
}

export interface SimulatedNote {
  key: number;
  body: string;
  at: string;
}

/** Somebody of whom little is known: tests give what matters to them. */
export function person(given: Partial<SimulatedPerson> & Pick<SimulatedPerson, 'key'>): SimulatedPerson {
  return {
    firstName: 'Nele',
    lastName: `Nummer-${given.key}`,
    email: `person-${given.key}@example.org`,
    furtherEmails: [],
    phone: null,
    customerNo: null,
    language: 'de',
    country: 'DE',
    city: null,
    newsletter: false,
    createdAt: '2025-01-15T09:00:00.000Z',
    tickets: [],
    notes: [],
    ...given,
  };
}

export const fullName = ({ firstName, lastName }: SimulatedPerson): string => `${firstName} ${lastName}`;
