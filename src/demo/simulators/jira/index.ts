import type { FastifyRequest } from 'fastify';
import { basicOf, same } from '../ground/authorization.js';
import { fullName, type SimulatedPerson } from '../ground/people.js';
import type { Dialect, Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { customerRoutes } from './customers.routes.js';
import { textRoutes } from './texts.routes.js';
import { issueRoutes } from './issues.routes.js';
import { type Account, documentOf, type Issue } from './records.js';
import { AGENT, errors, PROJECT, World } from './world.js';

const EMAIL = 'service@nordlicht-versand.test';
const TOKEN = 'simulated-jira-api-token';
const WEBHOOK_SECRET = 'simulated-jira-webhook-secret';

export interface JiraControl {
  accounts: ReadonlyMap<string, Account>;
  issues: ReadonlyMap<string, Issue>;
  accountIdOf(personKey: number): string;
  denied: Set<string>;
  /** What an administrator does in Atlassian Administration, and no call does. */
  deleteAccount(personKey: number): void;
  /** @returns its id. */
  attach(issue: string, filename: string): string;
  /** A customer asks in the portal. */
  ask(personKey: number, summary: string, text: string): Issue;
  addSubtask(parent: string, summary: string): Issue;
  /** An administrator's webhook; without a secret nothing is signed. */
  listen(url: string, events: readonly string[], signed?: boolean): void;
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes */
const dialect: Dialect = {
  notFound: () => ({ status: 404, body: { message: 'null for uri', 'status-code': 404 } }),
  unreadable: () => ({
    status: 400,
    body: errors('There was an error parsing JSON. Check that your request body is valid.'),
  }),
  invalid: (faults) => ({
    status: 400,
    body: errors(...faults.map(({ at, field, message }) => `${field ?? at.slice(1)} ${message}`)),
  }),
  throttled: ({ retryAfter, resetAt }) => ({
    status: 429,
    body: { message: 'Rate limit exceeded.' },
    headers: {
      'retry-after': String(retryAfter),
      ...(resetAt ? { 'x-ratelimit-reset': resetAt.toISOString() } : {}),
      'ratelimit-reason': 'jira-burst-based',
    },
  }),
  failed: (status) => ({ status, body: errors('Internal server error') }),
  quotaHeaders(verdicts): Record<string, string> {
    const [verdict] = verdicts;
    return verdict
      ? { 'x-ratelimit-limit': String(verdict.quota.limit), 'x-ratelimit-remaining': String(verdict.remaining) }
      : {};
  },
};

export const jira: Vendor<JiraControl> = {
  name: 'jira',
  title: 'Jira Service Management',
  pages: [
    'https://developer.atlassian.com/cloud/jira/platform/rest/v3/',
    'https://developer.atlassian.com/cloud/jira/service-desk/rest/',
    'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  ],
  // Bursts a second for each path: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
  quotas: [
    {
      name: 'burst',
      limit: 100,
      kind: 'bucket',
      seconds: 1,
      key: ({ method, routeOptions }) => `${method} ${routeOptions.url}`,
    },
  ],
  dialect,
  open(stage) {
    const world = new World(stage);
    for (const person of stage.people) if (person.email) seed(world, person, person.email);
    issueRoutes(stage.app, world);
    customerRoutes(stage.app, world);
    textRoutes(stage.app, world);
    return {
      credentials: { email: EMAIL, token: TOKEN, webhookSecret: WEBHOOK_SECRET, serviceDesk: '1' },
      authenticate,
      webhooks: world.notifications.sender,
      control: {
        accounts: world.accounts,
        issues: world.issues,
        accountIdOf,
        denied: world.denied,
        deleteAccount: (key) => void world.accounts.delete(accountIdOf(key)),
        attach: (issue, filename) => attach(world, world.issue(issue), filename),
        ask: (key, summary, text) => world.create(summary, text, accountIdOf(key)),
        addSubtask: (parent, summary) => world.create(summary, '', AGENT, world.issue(parent).id),
        listen: (url, events, signed = true) =>
          void world.notifications.endpoints.push({ url, events, secret: signed ? WEBHOOK_SECRET : null }),
      },
    };
  },
};

/** Address and token: https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/ */
function authenticate(request: FastifyRequest): void {
  const basic = basicOf(request);
  if (basic && same(basic.user, EMAIL) && same(basic.password, TOKEN)) return;
  refuse(401, 'Client must be authenticated to access this resource.', {
    'www-authenticate': 'OAuth realm="https%3A%2F%2Fnordlicht.atlassian.net"',
  });
}

function attach(world: World, issue: Issue, filename: string): string {
  const id = String(world.stage.numbering.next('attachment', 40_001));
  issue.attachments.push({ id, filename, author: issue.reporter, size: 1024, created: world.now() });
  return id;
}

const accountIdOf = (key: number): string => `qm:simulated:${key}`;

function seed(world: World, person: SimulatedPerson, email: string): void {
  const account: Account = {
    accountId: accountIdOf(person.key),
    displayName: fullName(person),
    emailAddress: email,
    accountType: 'customer',
    active: true,
    desks: new Set(['1']),
    organizations: new Set(['7']),
  };
  world.accounts.set(account.accountId, account);
  for (const ticket of person.tickets) {
    const [first, ...rest] = ticket.messages;
    const stamp = (at: string): string => at.replace('Z', '+0000');
    const issue: Issue = {
      id: String(1_000_000 + ticket.key),
      key: `${PROJECT}-${100_000 + ticket.key}`,
      summary: ticket.subject,
      description: documentOf(first?.body ?? ''),
      reporter: account.accountId,
      status: ticket.status === 'closed' || ticket.status === 'solved' ? 'Resolved' : 'Waiting for support',
      labels: [],
      created: stamp(ticket.createdAt),
      updated: stamp(ticket.createdAt),
      parent: null,
      properties: {},
      attachments: [],
      history: [],
      comments: rest.map((message, index) => ({
        id: String(ticket.key * 100 + index),
        author: message.from === 'person' ? account.accountId : AGENT,
        body: documentOf(message.body),
        created: stamp(message.at),
        updated: stamp(message.at),
        internal: message.internal,
      })),
    };
    world.issues.set(issue.id, issue);
    world.index.seed(issue.id, issue);
  }
}
