import type { FastifyInstance, FastifyRequest } from 'fastify';
import { seal, unseal } from '../ground/pages.js';
import { linkTo } from './paging.js';
import { invalidAttribute } from './refusals.js';
import { ticketView, userView } from './views.js';
import type { World } from './world.js';

const MOST_PER_PAGE = 1000;
/** The last minute is not exported yet: https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#excluding-recent-items */
const TOO_FRESH_SECONDS = 60;

interface Row {
  at: number;
  id: number;
  view: object;
}

interface Place {
  at: number;
  id: number;
}

/** Everything that has changed, the deleted included: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/ */
export function incrementalRoutes(app: FastifyInstance, world: World): void {
  const rows: Readonly<Record<string, () => Row[]>> = {
    users: () =>
      [...world.users.values()].map((user) => ({
        at: seconds(user.updated_at),
        id: user.id,
        view: userView(world, user),
      })),
    tickets: () =>
      [...world.tickets.values()].map((ticket) => ({
        at: seconds(ticket.updated_at),
        id: ticket.id,
        view: {
          ...ticketView(world, ticket),
          generated_timestamp: seconds(ticket.updated_at),
          ...(ticket.deletedAt === null ? {} : { status: 'deleted' }),
        },
      })),
  };
  for (const [name, all] of Object.entries(rows)) {
    app.get(`/api/v2/incremental/${name}/cursor`, (request) => byCursor(world, request, name, exported(world, all())));
    app.get(`/api/v2/incremental/${name}`, (request) => byTime(world, request, name, exported(world, all())));
  }
}

function byCursor(world: World, request: FastifyRequest, name: string, rows: Row[]): object {
  const query = request.query as Record<string, string | undefined>;
  const from: Place | null = query.cursor
    ? unseal<Place>(query.cursor)
    : { at: startOf(world, query.start_time), id: 0 };
  if (!from) return invalidAttribute('cursor is invalid');
  const size = sizeOf(query.per_page);
  const behind = rows.filter((row) => row.at > from.at || (row.at === from.at && row.id > from.id));
  const page = behind.slice(0, size);
  const last = page.at(-1);
  const cursor = seal(last ? { at: last.at, id: last.id } : from);
  const ended = behind.length <= size;
  const url = new URL(linkTo(world, request, { cursor }));
  url.searchParams.delete('start_time');
  return {
    [name]: page.map((row) => row.view),
    after_cursor: cursor,
    after_url: url.href,
    before_cursor: null,
    before_url: null,
    end_of_stream: ended,
  };
}

/** Pages overlap at one second: rows of `end_time` come again, so a client has to remember ids. */
function byTime(world: World, request: FastifyRequest, name: string, rows: Row[]): object {
  const query = request.query as Record<string, string | undefined>;
  const start = startOf(world, query.start_time);
  const size = sizeOf(query.per_page);
  const behind = rows.filter((row) => row.at >= start);
  const page = behind.slice(0, size);
  const end = page.at(-1)?.at ?? null;
  return {
    [name]: page.map((row) => row.view),
    count: page.length,
    end_time: end,
    next_page: end === null ? null : linkTo(world, request, { start_time: String(end) }),
    end_of_stream: behind.length <= size,
  };
}

function exported(world: World, rows: Row[]): Row[] {
  const until = world.stage.clock.now().getTime() / 1000 - TOO_FRESH_SECONDS;
  return rows.filter((row) => row.at <= until).sort((a, b) => a.at - b.at || a.id - b.id);
}

function startOf(world: World, given: string | undefined): number {
  if (given === undefined || !/^\d+$/.test(given)) return invalidAttribute('start_time is required');
  if (Number(given) > world.stage.clock.now().getTime() / 1000 - TOO_FRESH_SECONDS) {
    invalidAttribute('Too recent start_time. Use a start_time older than 60 seconds');
  }
  return Number(given);
}

function sizeOf(given: string | undefined): number {
  return Math.min(MOST_PER_PAGE, Math.max(1, Number(given ?? MOST_PER_PAGE)));
}

const seconds = (moment: string): number => Math.floor(Date.parse(moment) / 1000);
