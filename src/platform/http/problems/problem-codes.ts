/** What a client is told, and what it can do. `title` is one sentence that never varies; `remedy` stands in docs/problems.md. */
export interface ProblemKind {
  status: number;
  title: string;
  remedy: string;
}

/**
 * The one table of problems (RFC 9457). Codes are stable: a client may branch on them, so that a code is never renamed
 * or given another meaning. `docs/problems.md` is written from here.
 */
export const problemCodes = {
  'bad-request': {
    status: 400,
    title: 'The request cannot be understood.',
    remedy: 'Compare path, query, headers and body with the OpenAPI document.',
  },
  'json-malformed': {
    status: 400,
    title: 'The body is not JSON in UTF-8.',
    remedy: 'Send one JSON value in UTF-8 without byte order mark.',
  },
  'json-too-complex': {
    status: 400,
    title: 'The body is nested too deeply or has too many members.',
    remedy: 'Nest at most 32 levels and send at most 10 000 members and items.',
  },
  'json-forbidden-key': {
    status: 400,
    title: 'The body has a member name that is not accepted.',
    remedy: 'Do not use the names `__proto__`, `constructor` and `prototype`.',
  },
  'json-duplicate-key': {
    status: 400,
    title: 'An object in the body has the same member twice.',
    remedy: 'Name each member once: which of two would be meant cannot be known (RFC 8259, section 4).',
  },
  'text-not-storable': {
    status: 400,
    title: 'A text holds a NUL character or half a surrogate pair.',
    remedy: 'Send well-formed Unicode without U+0000.',
  },
  'validation-failed': {
    status: 400,
    title: 'Members of the body or parameters are missing, unknown or not as described.',
    remedy: 'See `errors`: each names the place by JSON pointer and the rule that is broken.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'This route asks for an Idempotency-Key.',
    remedy:
      'Send the header Idempotency-Key with a value of your own, the same on each repetition of the same request.',
  },
  'idempotency-key-malformed': {
    status: 400,
    title: 'The Idempotency-Key cannot be used.',
    remedy: 'Use 1 to 255 visible ASCII characters; a UUID is a good choice.',
  },
  'agent-outdated': {
    status: 409,
    title: 'The agent does not speak the language of this service.',
    remedy: 'Run the agent from the image of the service: both have the same version then.',
  },
  'agent-key-differs': {
    status: 409,
    title: 'Another encryption key is known for this agent.',
    remedy: 'The agent has lost its key file or a second one runs under its API key. Give the agent a new API key.',
  },
  'agent-lease-lost': {
    status: 409,
    title: 'The call was taken back.',
    remedy: 'The agent was silent for too long. Drop the call; it is leased again.',
  },
  'exchange-expired': {
    status: 410,
    title: 'This question is no longer open.',
    remedy:
      'Its time is over, or the request it was part of has ended. Nothing is to be done; a new question comes with a new token.',
  },
  'exchange-answered': {
    status: 409,
    title: 'This question has been answered.',
    remedy: 'An answer is given once. The same answer may be repeated; another one, or further pages, are not taken.',
  },
  'exchange-page-differs': {
    status: 409,
    title: 'The page is there already, with other records.',
    remedy: 'Give each page a number of its own, or DELETE the pages and begin anew.',
  },
  'exchange-pages-missing': {
    status: 409,
    title: 'Pages that the answer counts have not arrived.',
    remedy: '`missing` names the first of them. Send them, then repeat the answer.',
  },
  'exchange-records-refused': {
    status: 422,
    title: 'Records are not as the data map says, or nothing ties them to the person.',
    remedy:
      '`errors` names each by JSON pointer. Send the columns that the question names, and only records of the person asked about.',
  },
  'exchange-too-much': {
    status: 413,
    title: 'More was uploaded than is taken for one question.',
    remedy: 'Answer `needs-a-person`: the office arranges another way.',
  },
  unauthenticated: {
    status: 401,
    title: 'This route asks who you are.',
    remedy: 'Sign in, or send `Authorization: Bearer …` with an API key or a token that is valid for this route.',
  },
  'second-factor-needed': {
    status: 401,
    title: 'The sign-in is not finished.',
    remedy: 'The member `next` says what is missing: `totp` or `passkey` (present it), `enrol` (set one up).',
  },
  'step-up-needed': {
    status: 403,
    title: 'This asks for a second factor that is fresh.',
    remedy: 'POST /v1/staff/me/step-up with a code or a passkey, then repeat the call.',
  },
  'cross-site-request': {
    status: 403,
    title: 'A browser sent this from another site.',
    remedy:
      'Send it from a page of this service: with `Sec-Fetch-Site: same-origin`, or `Origin` equal to its address.',
  },
  forbidden: {
    status: 403,
    title: 'You may not do this.',
    remedy: 'Ask an administrator for the role that the route names.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here that you may see.',
    remedy: 'Check the path. What exists and is not yours answers in the same way.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The route does not know this method.',
    remedy: 'Compare the method with the OpenAPI document.',
  },
  'not-acceptable': {
    status: 406,
    title: 'The answer cannot be had in a type that you accept.',
    remedy: 'Accept application/json, or the type that the route names.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time.',
    remedy: 'Send it again over a better connection.',
  },
  conflict: {
    status: 409,
    title: 'The request contradicts the present state.',
    remedy: 'Read the resource again and decide anew.',
  },
  'proof-refused': {
    status: 422,
    title: 'This does not prove who asks.',
    remedy: 'The member `reason` says why: type the newest code again, ask for a new one, or sign in again.',
  },
  'hook-refused': {
    status: 401,
    title: 'The delivery does not prove where it comes from.',
    remedy:
      'Compare the secret, the headers and the bytes that are signed with docs/hooks.md, and the clock with the right time.',
  },
  'hook-unreadable': {
    status: 422,
    title: 'The delivery is genuine and not what its sender documents.',
    remedy: 'Compare the body with docs/hooks.md: the template, or the fields that the settings of the source name.',
  },
  'sign-in-refused': {
    status: 422,
    title: 'This does not sign you in.',
    remedy: 'Compare address, password, code or link. Which of them was wrong is said to nobody.',
  },
  'password-refused': {
    status: 422,
    title: 'This password cannot be used.',
    remedy:
      'The member `reason` says why: `too-short` (12 characters or more), `too-long`, `too-common`, `too-personal`.',
  },
  'last-of-its-kind': {
    status: 409,
    title: 'The last one cannot be taken away.',
    remedy: 'Add another first: the member `of` says what must not run out (`privacy_officer`, `second-factor`).',
  },
  'proof-of-work': {
    status: 422,
    title: 'The proof of work is missing or cannot be taken.',
    remedy:
      'The member `reason` says why. Solve a new challenge of GET /v1/portal/challenge and send it as `proofOfWork`.',
  },
  'plan-changed': {
    status: 409,
    title: 'The plan is not the one that was shown.',
    remedy: 'Read the plan again: what changed is listed there. Approve the hash it has now.',
  },
  'duties-not-apart': {
    status: 403,
    title: 'One person may not hold both duties on this case.',
    remedy:
      'Let somebody decide who neither recorded the request, nor accepted the identity, nor wrote the map. The member `duty` says which.',
  },
  'too-late': {
    status: 409,
    title: 'The erasure has begun and cannot be called back.',
    remedy: 'The members say what was done already. What has not begun was stopped.',
  },
  'unknown-controller': {
    status: 422,
    title: 'No controller bears this name.',
    remedy: 'Use a slug that GET /v1/controllers lists.',
  },
  'right-not-known': {
    status: 422,
    title: 'The applicable law does not know this right.',
    remedy: 'Ask for one of the rights that the member `rights` lists.',
  },
  'map-from-files': {
    status: 409,
    title: 'The map of this system lies in a file.',
    remedy: 'Change the file and apply the folder again; what comes from files is only read here.',
  },
  'draft-changed': {
    status: 409,
    title: 'The draft has been changed since it was read.',
    remedy: 'Read it again: its revision is another one now. Your text was not saved.',
  },
  'map-refused': {
    status: 422,
    title: 'The map has errors.',
    remedy: 'Ask for its findings: each names the line and what to do. Nothing was opened or put in force.',
  },
  'secret-needed': {
    status: 422,
    title: 'A secret is kept for another address only.',
    remedy: 'Type the secret again: what was given for one address is never sent to another.',
  },
  'system-unreachable': {
    status: 502,
    title: 'The system did not do what was asked.',
    remedy: 'See `detail`; check the connection and the rights of its account.',
  },
  'idempotency-in-flight': {
    status: 409,
    title: 'The same request is being worked on.',
    remedy: 'Repeat it after the time in Retry-After: it will be answered with what the first one did.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is larger than is accepted.',
    remedy: 'Send less at once.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The path is longer than is accepted.',
    remedy: 'Compare the path with the OpenAPI document.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a type that the route does not take.',
    remedy: 'Send Content-Type: application/json, or the type that the route names.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'The Idempotency-Key was used with another body.',
    remedy: 'Use a new key for a new request.',
  },
  unprocessable: {
    status: 422,
    title: 'The request is understood and cannot be done.',
    remedy: 'See `detail`.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests.',
    remedy: 'Wait for the time in Retry-After.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side.',
    remedy: 'Repeat later with the same Idempotency-Key; report the `instance` if it stays.',
  },
  'database-unavailable': {
    status: 503,
    title: 'The database cannot be reached; nothing was accepted.',
    remedy: 'Repeat after the time in Retry-After with the same Idempotency-Key.',
  },
  'try-again': {
    status: 503,
    title: 'Too much happened at once; nothing was accepted.',
    remedy: 'Repeat after the time in Retry-After with the same Idempotency-Key.',
  },
  'not-ready': {
    status: 503,
    title: 'The service cannot work now.',
    remedy: 'See `checks`: operators find there what is amiss.',
  },
  'shutting-down': {
    status: 503,
    title: 'This process is ending.',
    remedy: 'Repeat: another process will answer.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemCodes;

/** `docs/problems.md`, written from the table. */
export function problemsDocument(): string {
  const rows = Object.entries(problemCodes).map(
    ([code, { status, title, remedy }]) => `| \`${code}\` | ${status} | ${title} | ${remedy} |`,
  );
  return `# Problems

Every error leaves as a problem document (RFC 9457, \`application/problem+json\`): \`type\` is
\`urn:habeas:problem:<code>\`, \`code\` is stable, \`instance\` names the request in the logs. Values that were sent are
never repeated. Written from \`src/platform/http/problems/problem-codes.ts\` by \`npm run docs:problems\`.

| Code | Status | Title | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
