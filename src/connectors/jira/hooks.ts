import { type HookNews, type HookSender, HookUnreadable } from '../kit/hooks/hook-sender.js';
import {
  identifiersTold,
  momentTold,
  needed,
  neededMoment,
  type Told,
  toldObject,
  within,
  wordOf,
  writtenText,
} from '../kit/hooks/told.js';

const topics: Readonly<Record<string, (told: Told) => HookNews | null>> = {
  'jira:issue_created': (told) => {
    const issue = within(told, 'issue');
    const fields = within(issue, 'fields');
    return {
      what: 'message',
      ticket: needed(issue.key, 'issue'),
      message: 'description',
      text: writtenText(fields.summary, fields.description),
      at: momentTold(fields.created) ?? neededMoment(told.timestamp, 'of the event'),
      from: fromAccount(within(fields, 'reporter')),
    };
  },
  comment_created: (told) => {
    const comment = within(told, 'comment');
    const author = within(comment, 'author');
    const reporter = within(told, 'issue', 'fields', 'reporter');
    // `customer` is an account of the portal alone; anybody else counts as one who asks in a ticket of his own.
    const isHers = author.accountType === 'customer' || (author.accountId && author.accountId === reporter.accountId);
    if (!isHers || comment.jsdPublic === false) return null;
    return {
      what: 'message',
      ticket: needed(within(told, 'issue').key, 'issue'),
      message: needed(comment.id, 'comment'),
      text: writtenText(comment.body),
      at: momentTold(comment.created) ?? neededMoment(told.timestamp, 'of the event'),
      from: fromAccount(author),
    };
  },
  user_created: (told) => account(told, 'created'),
  user_deleted: (told) => account(told, 'deleted'),
};

export const jiraHooks: HookSender = {
  name: 'jira',
  recipes: [
    // https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks
    { name: 'signed', scheme: 'hmac', signature: { header: 'x-hub-signature', mark: 'sha256=', encoding: 'hex' } },
    // Automation rules sign nothing and can send a header.
    { name: 'header', scheme: 'shared', signature: { header: 'x-habeas-secret' } },
  ],
  keyIsSigned: false,
  settings: { properties: {} },
  split(delivery) {
    const told = toldObject(delivery.body);
    const topic = needed(told.webhookEvent, 'webhookEvent');
    const named = wordOf(delivery.headers['x-atlassian-webhook-identifier']);
    const about = wordOf(within(told, 'comment').id) ?? wordOf(within(told, 'issue').id) ?? '';
    return [{ key: named ?? `${topic}/${about}/${needed(told.timestamp, 'timestamp')}`, topic, body: delivery.body }];
  },
  knows: (topic) => Object.hasOwn(topics, topic),
  read({ topic, body }) {
    const read = topics[topic];
    if (!read) throw new HookUnreadable('The topic is not known.');
    return read(toldObject(body));
  },
};

/** Atlassian shows the address of few accounts: often the id is all there is. */
function fromAccount(account: Told): Extract<HookNews, { what: 'message' }>['from'] {
  const id = wordOf(account.accountId);
  return {
    identifiers: identifiersTold({ email: account.emailAddress }),
    ...(id ? { record: { kind: 'account', id } } : {}),
  };
}

function account(told: Told, change: 'created' | 'deleted'): HookNews {
  const user = within(told, 'user');
  return {
    what: 'contact',
    change,
    record: { kind: 'account', id: needed(user.accountId, 'account') },
    others: [],
    identifiers: identifiersTold({ email: user.emailAddress }),
    at: neededMoment(told.timestamp, 'of the event'),
  };
}
