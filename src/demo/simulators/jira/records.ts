/** Text as Jira keeps it: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export interface Document {
  type: 'doc';
  version: 1;
  content: { type: 'paragraph'; content: { type: 'text'; text: string }[] }[];
}

export interface Account {
  accountId: string;
  displayName: string;
  /** Hidden from the API where the person has hidden it. */
  emailAddress: string | null;
  accountType: 'atlassian' | 'customer' | 'app';
  active: boolean;
  /** Service projects and organisations in which it is. */
  desks: Set<string>;
  organizations: Set<string>;
}

export interface Attachment {
  id: string;
  filename: string;
  author: string;
  size: number;
  created: string;
}

/** What a change took away and put there; nobody can edit it. */
export interface Change {
  id: string;
  created: string;
  items: { field: string; fromString: string; toString: string }[];
}

export interface Comment {
  id: string;
  author: string;
  body: Document;
  created: string;
  updated: string;
  /** A comment of the agents alone. */
  internal: boolean;
}

export interface Issue {
  id: string;
  key: string;
  summary: string;
  description: Document | null;
  reporter: string;
  status: string;
  labels: string[];
  created: string;
  updated: string;
  parent: string | null;
  comments: Comment[];
  properties: Record<string, unknown>;
  attachments: Attachment[];
  history: Change[];
}

export const documentOf = (text: string): Document => ({
  type: 'doc',
  version: 1,
  content: text.split('\n').map((line) => ({ type: 'paragraph', content: line ? [{ type: 'text', text: line }] : [] })),
});

export const textOf = (document: Document | null): string =>
  (document?.content ?? []).map((paragraph) => (paragraph.content ?? []).map(({ text }) => text).join('')).join('\n');
