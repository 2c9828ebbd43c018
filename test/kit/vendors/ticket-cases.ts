import type { ReplyResult, TicketReply } from '../../../src/connectors/kit/contract.js';

/** What one telling left in a ticket, as its helpdesk shows it. */
export interface TicketSeen {
  /** What is said in it, the oldest first. */
  said: { text: string; public: boolean }[];
  tags: string[];
}

export interface TicketCases {
  /** Of a ticket that is there, and of one that is not. */
  ticket: () => string;
  missing: string;
  reply: (replies: TicketReply[]) => Promise<ReplyResult[]>;
  seen: (ticket: string) => TicketSeen;
  /** Tags that stood there before, ours of an earlier standing among them. */
  tagged: (ticket: string, tags: string[]) => void;
  /** What the helpdesk can do: without tags of its own it keeps one standing. */
  keeps: 'tags' | 'standing';
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The same for each helpdesk: told once however often it is tried, the tag in place of the last one, nothing where it is gone. */
export function ticketCases(cases: TicketCases): void {
  const first: TicketReply = {
    reference: 'r1',
    ticket: '',
    publicComment: 'Ihre Nachricht ist bei uns. <Nummer & Zeichen> "HB-1".\n\nMehr im Brief.',
    internalNote: 'Bitte nicht beantworten.',
    tag: { add: 'privacy-request-identity', insteadOf: ['privacy-request-received', 'privacy-request-answered'] },
  };

  it('tells a ticket how its request stands, once', async () => {
    const ticket = cases.ticket();
    const before = cases.seen(ticket).said.length;
    cases.tagged(ticket, ['vip', 'privacy-request-received']);
    for (let time = 0; time < 2; time++)
      expect(await cases.reply([{ ...first, ticket }])).toEqual([{ reference: 'r1', status: 'done' }]);
    const { said, tags } = cases.seen(ticket);
    expect(said.slice(before).map((one) => ({ ...one, text: squeezed(one.text) }))).toEqual([
      { text: 'Bitte nicht beantworten.', public: false },
      { text: 'Ihre Nachricht ist bei uns. <Nummer & Zeichen> "HB-1". Mehr im Brief.', public: true },
    ]);
    expect(tags.sort()).toEqual(
      cases.keeps === 'tags' ? ['privacy-request-identity', 'vip'] : ['privacy-request-identity'],
    );
  });

  it('goes on where the last attempt broke off', async () => {
    const ticket = cases.ticket();
    const before = cases.seen(ticket).said.length;
    const { internalNote, ...noNote } = first;
    await cases.reply([{ ...noNote, ticket }]);
    await cases.reply([{ ...first, ticket }]);
    expect(
      cases
        .seen(ticket)
        .said.slice(before)
        .map((one) => one.public),
    ).toEqual([true, false]);
    expect(internalNote).toBeDefined();
  });

  it('says of a ticket that is gone that it is gone, and tells the others', async () => {
    const ticket = cases.ticket();
    expect(
      await cases.reply([
        { ...first, ticket: cases.missing },
        { ...first, reference: 'r2', ticket },
      ]),
    ).toEqual([
      { reference: 'r1', status: 'not-found' },
      { reference: 'r2', status: 'done' },
    ]);
  });
}
