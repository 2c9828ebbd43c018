import { relative, resolve } from 'node:path';
import { isGiven } from '../environment.js';
import { named, setUpLines } from './set-up-lines.js';
import type { Started } from './start.js';

/** What a person who has just started the service is told: where to look, and what to type. */
export function startedLines(started: Started): string[] {
  const { url, mailbox, checkpoints, verifierKey, demo, warnings, migrations } = started;
  return [
    '',
    `Habeas serves at ${url}${started.workers ? ' and works in this process' : '; workers run elsewhere (npm run worker)'}.`,
    '',
    `  Portal         ${named(url)}/`,
    `  Desk           ${named(url)}/desk`,
    `  API            ${url}/openapi.json`,
    `  Health         ${url}/health/ready`,
    mailbox ? `  Mail           ${mailbox}  (codes and letters as .eml files)` : '  Mail           leaves by SMTP_URL',
    `  Checkpoints    ${checkpoints}`,
    `  Ledger key     ${verifierKey ?? 'with the signer, which runs apart'}`,
    `  Database       ${started.database === 'embedded' ? `embedded, under ${started.home}` : 'as DATABASE_URL says'}${migrations.length > 0 ? `; ${migrations.length} migrations done` : ''}`,
    ...(started.setUpCode ? ['', ...setUpLines(url, started.setUpCode)] : []),
    ...(demo ? demoLines(url, demo, verifierKey) : []),
    '',
    ...warnings.map((warning) => `Note: ${warning}`),
    'Ctrl-C ends it in order; what it knows stays, and the next start goes on with it.',
    '',
  ];
}

/** The calls are meant to be pasted as they stand, from top to bottom, into one shell. */
function demoLines(url: string, demo: NonNullable<Started['demo']>, verifierKey: string | null): string[] {
  const home = isGiven('HABEAS_HOME') ? `HABEAS_HOME=${resolve(process.env.HABEAS_HOME!)} ` : '';
  const habeas = `${home}node ${relative(process.cwd(), process.argv[1] ?? '')}`;
  return [
    `  Demo company   ${demo.people} people in three databases; its maps: ${demo.maps}`,
    `  Vendors        ${Object.entries(demo.vendors)
      .map(([name, url]) => `${name} ${url}`)
      .join(', ')}  (simulated; turned at /_simulator)`,
    `  Demo keys      ${demo.apiKeys}  (officer, clerk, dpo, engineer, auditor, shop)`,
    '',
    `Sign in at ${named(url)}/desk`,
    `  as             ${demo.officer.email}  (decides)`,
    `  password       ${demo.officer.password}`,
    `  second factor  ${habeas} demo-code   (or the secret ${demo.officer.secret} in an authenticator app)`,
    `  others         ${demo.signIn}; their codes: demo-code --as clerk`,
    '',
    'To try it, paste these lines into another shell in this folder:',
    '',
    '  # names for what follows',
    `  url=${url}`,
    `  officer=$(node -p 'require("${demo.apiKeys}").officer.key')`,
    `  pick() { node -p 'process.argv[1].split(".").reduce((value, name) => value[name], JSON.parse(require("fs").readFileSync(0)))' "$1"; }`,
    `  arrive() { until [ "$(curl -s $url/v1/requests/$id -H "authorization: Bearer $officer" | pick state)" = "$1" ]; do sleep 1; done; }`,
    '',
    ...ticketLines(demo),
    '',
    '  # 2. Bernd asks the brand nordlicht to erase his data',
    `  opened=$(${habeas} request submit --public --controller nordlicht --right erasure --email bernd.ohlsenfeld@example.org --locale de --country DE --url $url --json)`,
    '  echo "$opened"; id=$(echo "$opened" | pick cases.0.requests.0.id); token=$(echo "$opened" | pick cases.0.token)',
    '',
    "  # 3. he shows who he is: signed in at the company's own login",
    `  curl -s $url/v1/case/proof/login -H "authorization: Bearer $token" -H 'content-type: application/json' -d "{\\"assertion\\":\\"$(${habeas} demo-login --email bernd.ohlsenfeld@example.org)\\"}"; echo`,
    '',
    '  # 4. the officer looks at her list, at the plan, and approves what she has seen',
    '  curl -s "$url/v1/requests?open=true" -H "authorization: Bearer $officer"; echo; arrive deciding',
    '  plan=$(curl -s $url/v1/requests/$id/plan -H "authorization: Bearer $officer"); echo "$plan"',
    `  curl -s $url/v1/requests/$id/plan/approval -H "authorization: Bearer $officer" -H 'content-type: application/json' -d "{\\"hash\\":\\"$(echo "$plan" | pick hash)\\"}"; echo`,
    '  #    Zendesk and HubSpot delete within up to thirty days: once both have begun, their clocks are put forward',
    `  until [ "$(curl -s $url/v1/requests/$id -H "authorization: Bearer $officer" | grep -o '"code":"pending"' | wc -l)" -eq 2 ]; do sleep 1; done`,
    ...Object.values(demo.vendors).map(
      (vendor) => `  curl -s ${vendor}/_simulator/clock -H 'content-type: application/json' -d '{"seconds":2678400}'`,
    ),
    '  arrive closed',
    '',
    '  # 5. what became of it, and a receipt that anybody can check offline',
    `  HABEAS_API_KEY=$officer ${habeas} request show $id --url $url`,
    `  until curl -sf $url/v1/requests/$id/receipt -H "authorization: Bearer $officer" > receipt.tlog-proof; do sleep 1; done`,
    `  ${habeas} ledger receipt verify receipt.tlog-proof --key '${verifierKey ?? '…'}'`,
    '',
    '  # 6. Anna asks for a copy; the officer releases it, Anna fetches it',
    `  opened=$(${habeas} request submit --public --controller nordlicht --right access --email anna.behrensen@example.org --locale de --country DE --url $url --json)`,
    '  id=$(echo "$opened" | pick cases.0.requests.0.id); token=$(echo "$opened" | pick cases.0.token)',
    `  curl -s $url/v1/case/proof/login -H "authorization: Bearer $token" -H 'content-type: application/json' -d "{\\"assertion\\":\\"$(${habeas} demo-login --email anna.behrensen@example.org)\\"}"; echo; arrive reviewing`,
    '  curl -s $url/v1/requests/$id/review -H "authorization: Bearer $officer"; echo',
    `  curl -s $url/v1/requests/$id/release -H "authorization: Bearer $officer" -H 'content-type: application/json' -d "{\\"digest\\":\\"$(curl -s $url/v1/requests/$id/package -H "authorization: Bearer $officer" | pick digest)\\"}"; arrive closed`,
    `  grant=$(curl -s -X POST $url/v1/case/requests/$id/package/grants -H "authorization: Bearer $token" | pick token)`,
    `  curl -s $url/v1/packages/fetch -H 'content-type: application/json' -d "{\\"token\\":\\"$grant\\"}" -o anna.zip`,
    '',
    `The same by commands: ${habeas} request --help. Everything explained step by step: ${habeas} demo`,
  ];
}

/** The fictional message holds no quotation mark that a shell would take for its own. */
function ticketLines({ vendors, ticket, helpdesk }: NonNullable<Started['demo']>): string[] {
  const zendesk = vendors.zendesk!;
  return [
    '  # 1. Edda asks in a ticket of the simulated Zendesk, without a word of law; it tells Habeas by a signed webhook',
    `  ticket=$(curl -s ${zendesk}/_simulator/control/receive -H 'content-type: application/json' -d '${ticket}' | pick result.id)`,
    `  comments() { curl -s ${zendesk}/api/v2/tickets/$ticket/comments -u '${helpdesk.user}:${helpdesk.password}' | node -p 'JSON.parse(require("fs").readFileSync(0)).comments.map((one) => (one.public ? "" : "(internal) ") + one.plain_body).join("\\n---\\n")'; }`,
    '  until comments | grep -q HB-; do sleep 1; done; comments',
    `  #    Her request is at the desk, unproven, its clock running since she wrote; the letter with her link lies in the mailbox.`,
    '  #    There the clerk asks her for a code and decides; every step is told to the ticket: comments',
  ];
}
