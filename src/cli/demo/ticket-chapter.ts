import { cast } from '../../demo/company/cast.js';
import { connectHelpdesk } from '../../demo/connect-helpdesk.js';
import { EDDAS_TICKET } from '../../demo/eddas-ticket.js';
import type { HelpdeskTicket } from '../../demo/simulated-helpdesk.js';
import type { ApiClient } from '../../platform/http/client/api-client.js';
import type { ShownPackage, ShownRequest } from '../remote/show.js';
import { lettersIn } from './mailbox.js';
import { openedZip } from './opened-zip.js';
import { type OwnCase, until, untilState, type World } from './world.js';

const { edda } = cast;
const REFERENCE = /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const ANSWERED = 'privacy-request-answered';

/** Edda writes to customer service; her ticket becomes a request, is proven, answered, and told so. */
export async function ticketChapter(world: World): Promise<OwnCase> {
  const { account, api, keys, vendors } = world;
  const officer = api.as(keys.officer.key);
  await connectHelpdesk(api.as(keys.engineer.key), vendors.helpdesk);

  account.step('Edda writes to customer service in Zendesk, without a word of law');
  account.quote(EDDAS_TICKET.body.split('\n'));
  const ticket = await vendors.helpdesk.receive(EDDAS_TICKET);
  const { own, shown } = await opened(world, officer, ticket);
  account.say(
    `Zendesk told Habeas by a signed webhook. Her case is ${own.reference}; an answer is due on ${own.dueOn}.`,
  );
  account.check(
    'the ticket has become a request for access, and its clock runs since she wrote',
    shown.right === 'access' && shown.channel === 'webhook' && sameMoment(shown.receivedAt, ticket.created_at),
    `${shown.right}, ${shown.receivedAt}`,
  );
  account.check('a ticket is no proof: nobody is proven yet', shown.assurance === 'none' && shown.state === 'proving');

  await proveByCode(world, own);
  await answered(world, own, officer);
  await toldTheTicket(world, own, ticket);
  await recorded(world, own, officer);
  return own;
}

/** Waits until the ticket bears the number of the case, and the letter has brought her the link. */
async function opened(
  world: World,
  officer: ApiClient,
  ticket: HelpdeskTicket,
): Promise<{ own: OwnCase; shown: ShownRequest }> {
  const comments = await until(
    'the ticket bears the number of a case',
    () => world.vendors.helpdesk.comments(ticket.id),
    (all) => all.some((one) => one.public && REFERENCE.test(one.plain_body)),
  );
  const reference = REFERENCE.exec(comments.map(({ plain_body: text }) => text).join('\n'))![0];
  const { items } = await officer.get<{ items: { id: string; dueOn: string | null }[] }>(`/v1/requests?q=${reference}`);
  const [line] = items;
  const shown = await untilState(officer, line!.id, 'proving');
  const letter = await letterTo(world, /\/case#([\w-]+)/);
  return {
    own: { reference, requestId: line!.id, dueOn: line!.dueOn, api: world.api.as(letter[1]!) },
    shown,
  };
}

/** The first letter to her in which this stands. */
function letterTo({ mailbox }: World, wanted: RegExp): Promise<RegExpExecArray> {
  return until(
    'a letter has come for her',
    async () => {
      const letters = (await lettersIn(mailbox)).filter(({ to }) => to.includes(edda.email));
      return letters.map(({ text }) => wanted.exec(text)).find((found) => found !== null) ?? null;
    },
    (found) => found !== null,
  ) as Promise<RegExpExecArray>;
}

async function proveByCode(world: World, own: OwnCase): Promise<void> {
  const { account, api, keys } = world;
  account.step('She follows the link in her letter and shows that the mailbox is hers');
  const clerk = api.as(keys.clerk.key);
  account.say(
    'She has no customer account at hand. The clerk has a code sent to the address that the company knows her by.',
  );
  await clerk.post(`/v1/requests/${own.requestId}/identity/code`);
  const [, code] = await letterTo(world, /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/);
  const { assurance, sufficient } = await own.api.post<{ assurance: string; sufficient: boolean }>(
    '/v1/case/proof/code/answer',
    { code },
  );
  account.check(
    'her code proves the mailbox, and alone it opens no full copy',
    assurance === 'contact' && !sufficient,
    `${assurance}, ${sufficient}`,
  );
  account.say('The clerk compares what she wrote with her orders and decides; the decision is recorded.');
  await clerk.post(`/v1/requests/${own.requestId}/identity`, {
    decision: 'accept',
    note: 'Code aus dem bekannten Postfach, Ticket passt zu den Bestellungen.',
  });
}

async function answered({ account, api }: World, own: OwnCase, officer: ApiClient): Promise<void> {
  account.step('Her data are searched, an officer releases the copy, and Edda fetches it');
  await untilState(officer, own.requestId, 'reviewing');
  const copy = await officer.get<ShownPackage>(`/v1/requests/${own.requestId}/package`);
  account.check(
    'all five systems were searched',
    copy.summary?.searched === 5 && copy.summary.of === 5,
    `${copy.summary?.searched}`,
  );
  account.say(
    `${copy.summary?.withheld ?? 0} texts in which others may be named stay withheld, as nobody has read them; her copy says so.`,
  );
  await officer.post(`/v1/requests/${own.requestId}/release`, { digest: copy.digest });
  await untilState(officer, own.requestId, 'closed');
  const { token } = await own.api.post<{ token: string }>(`/v1/case/requests/${own.requestId}/package/grants`);
  const entries = await openedZip(await api.file('/v1/packages/fetch', { token }));
  account.check('her copy holds her orders', JSON.parse(entries.get('data/shop/orders.json') ?? '[]').length === 1);
}

async function toldTheTicket({ account, vendors }: World, own: OwnCase, { id }: HelpdeskTicket): Promise<void> {
  account.step('The ticket says how it stands, and nothing about her');
  const { tags } = await until(
    'the ticket is told of the answer',
    () => vendors.helpdesk.ticket(id),
    (ticket) => ticket.tags.includes(ANSWERED) && ticket.tags.length === 1,
  );
  const [, ...told] = await vendors.helpdesk.comments(id);
  for (const one of told) account.quote([one.public ? 'To Edda:' : 'To the agents:', ...one.plain_body.split('\n')]);
  account.check(`it bears one tag, ${ANSWERED}`, tags.join() === ANSWERED, tags.join());
  account.check(
    'its last comment to her says that the answer is there, and not what it is',
    told.findLast((one) => one.public)?.plain_body.includes(`${own.reference} ist beantwortet`) === true,
  );
  const personal = [edda.firstName, edda.lastName, edda.email, edda.customerNo!, 'Alter Deich', '/case#'];
  const leaked = personal.filter((value) => told.some(({ plain_body: text }) => text.includes(value)));
  account.check('no comment of ours names her or anything about her', leaked.length === 0, `${leaked.length} values`);
}

/** What the ledger says of it, from the ticket to the answer. */
async function recorded({ account }: World, own: OwnCase, officer: ApiClient): Promise<void> {
  const { entries } = await officer.get<{ entries: { body: string }[] }>(`/v1/requests/${own.requestId}/trail`);
  const kinds = entries.map(({ body }) => (JSON.parse(body) as { kind: string }).kind);
  const wanted = [
    'case.received',
    'ticket.linked',
    'ticket.told',
    'identity.challenged',
    'identity.proven',
    'answer.sent',
  ];
  account.check(
    'the ledger has it all: the ticket, what it was told, code and decision, the answer',
    wanted.every((kind) => kinds.includes(kind)),
    wanted.filter((kind) => !kinds.includes(kind)).join(', '),
  );
}

const sameMoment = (one: string, other: string): boolean => Date.parse(one) === Date.parse(other);
