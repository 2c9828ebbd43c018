import { SearchIndex } from '../ground/search-index.js';
import type { Stage } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { Notifications } from './notifications.js';
import { type Account, type Comment, type Document, documentOf, type Issue, textOf } from './records.js';

export const PROJECT = 'DSR';
export const AGENT = '5b10simulatedagent';
/** The search is eventually consistent: https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile/ */
const SEARCH_LAG_SECONDS = 10;

export const errors = (...messages: string[]): object => ({ errorMessages: messages, errors: {} });

/** Everything in one simulated site with one service project. */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly issues = new Map<string, Issue>();
  readonly index: SearchIndex<Issue>;
  readonly notifications: Notifications;
  /** Permissions that the account of the token lacks. */
  readonly denied = new Set<string>();

  constructor(readonly stage: Stage) {
    this.index = new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.notifications = new Notifications(stage);
    this.accounts.set(AGENT, {
      accountId: AGENT,
      displayName: 'Kundenservice',
      emailAddress: 'service@nordlicht-versand.test',
      accountType: 'atlassian',
      active: true,
      desks: new Set(),
      organizations: new Set(),
    });
  }

  now(): string {
    return this.stage.clock.now().toISOString().replace('Z', '+0000');
  }

  /** By key or id. @throws VendorError 404 */
  issue(name: string): Issue {
    const issue = [...this.issues.values()].find((one) => one.id === name || one.key === name.toUpperCase());
    return issue ?? refuse(404, errors('Issue does not exist or you do not have permission to see it.'));
  }

  /** What is set is remembered with what stood there. */
  change(issue: Issue, given: Readonly<Record<string, unknown>>): void {
    const items = Object.entries(given).flatMap(([field, value]) => {
      const before = wordsOf(issue[field as keyof Issue]);
      const after = wordsOf(value);
      return before === after ? [] : [{ field, fromString: before, toString: after }];
    });
    if (items.length > 0)
      issue.history.push({ id: String(this.stage.numbering.next('change', 900)), created: this.now(), items });
    Object.assign(issue, given);
    this.put(issue);
    this.notifications.tell('jira:issue_updated', { user: { accountId: AGENT }, issue: this.view(issue) });
  }

  put(issue: Issue): void {
    issue.updated = this.now();
    this.issues.set(issue.id, issue);
    this.index.put(issue.id, issue);
  }

  create(summary: string, text: string, reporter: string, parent: string | null = null): Issue {
    const number = this.stage.numbering.next('issue', 5001);
    const at = this.now();
    const issue: Issue = {
      id: String(10_000 + number),
      key: `${PROJECT}-${number}`,
      summary,
      description: documentOf(text),
      reporter,
      parent,
      status: 'Waiting for support',
      labels: [],
      created: at,
      updated: at,
      comments: [],
      properties: {},
      attachments: [],
      history: [],
    };
    this.put(issue);
    this.notifications.tell('jira:issue_created', {
      issue_event_type_name: 'issue_created',
      user: { accountId: reporter },
      issue: this.view(issue),
    });
    return issue;
  }

  remove(issue: Issue): void {
    for (const child of this.issues.values()) if (child.parent === issue.id) this.remove(child);
    this.issues.delete(issue.id);
    this.index.remove(issue.id);
    this.notifications.tell('jira:issue_deleted', {
      user: { accountId: AGENT },
      issue: { id: issue.id, key: issue.key },
    });
  }

  accountView(id: string): object {
    const account = this.accounts.get(id);
    if (!account) return { accountId: id, displayName: 'Former user', active: false, accountType: 'unknown' };
    const { emailAddress, desks: _desks, organizations: _organizations, ...shown } = account;
    return { ...shown, ...(emailAddress ? { emailAddress } : {}) };
  }

  view(issue: Issue): object {
    const { id, key, summary, description, reporter, status, labels, created, updated } = issue;
    return {
      id,
      key,
      self: `${this.stage.url()}/rest/api/3/issue/${id}`,
      fields: {
        summary,
        description,
        reporter: this.accountView(reporter),
        status: { name: status },
        labels,
        created,
        updated,
        project: { key: PROJECT },
      },
    };
  }

  commentView(comment: Comment): object {
    const { author, internal, ...shown } = comment;
    return { ...shown, author: this.accountView(author), jsdPublic: !internal };
  }
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const isDocument = typeof value === 'object' && value !== null && 'content' in value;
  return isDocument ? textOf(value as Document) : value === null || value === undefined ? '' : JSON.stringify(value);
}
