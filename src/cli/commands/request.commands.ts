import type { Command } from 'commander';
import { carryOut, collect, define, wholeNumber } from '../define.js';
import { overHttp } from './over-http.js';

const NAMED =
  'A request is named by its id, or by the reference of its case (HB-XXXX-XXXX) where that has one request.';

/** Requests, over HTTP with a personal key. */
export function requestCommands(habeas: Command): void {
  const request = habeas
    .command('request')
    .description('requests of people about their data (over HTTP, with an API key)');
  submitting(request);
  reading(request);
  deciding(request);
}

function submitting(request: Command): void {
  carryOut(
    overHttp(
      define(request, {
        usage: 'submit',
        about: 'Submit what a person asks. With --channel it is recorded as an officer does with a letter or a call.',
        more: `What stands in arguments can be seen by others of this machine and stays in the shell's history: give the body with
--file (JSON as in POST /v1/requests; - for standard input) where that matters.`,
        examples: [
          'habeas request submit --controller nordlicht --right access --email anna.behrensen@example.org',
          'habeas request submit --controller nordlicht --right access --right erasure --copy-first --file -  < request.json',
          'habeas request submit --controller nordlicht --right erasure --identifier customer_no=NL-100102 \\\n      --channel letter --received-at 2026-11-20T09:00:00+01:00 --reply-by post',
        ],
      }),
    )
      .option('--controller <slug>', 'of whom it is asked; repeatable', collect)
      .option('--right <right>', 'access, erasure, portability, …; repeatable', collect)
      .option('--email <address>', 'an identifier of kind email')
      .option('--identifier <kind=value>', 'any other identifier; repeatable', collect)
      .option('--locale <language>', 'de or en')
      .option('--country <code>', 'where the person lives, e.g. DE')
      .option('--state <code>', 'e.g. CA')
      .option('--copy-first', 'erase only after the copy has arrived')
      .option(
        '--erase-after-days <number>',
        'with --copy-first: so many days after the copy, without a word of hers',
        wholeNumber,
      )
      .option('--reply-by <way>', 'portal, mail or post')
      .option('--channel <channel>', 'letter, phone, counter or email: record it for her')
      .option('--received-at <moment>', 'with --channel: when it truly arrived')
      .option('--public', 'submit as anybody can, without a key')
      .option('--file <path>', 'JSON body instead of options; - reads standard input')
      .option('--idempotency-key <text>', 'the same on each repetition of the same call'),
    async () => (await import('../remote/submit.js')).submit,
  );
}

function reading(request: Command): void {
  carryOut(
    overHttp(
      define(request, {
        usage: 'list',
        about: 'List requests, earliest deadline first.',
        examples: ['habeas request list --open', 'habeas request list --state deciding --controller nordlicht --json'],
      }),
    )
      .option('--open', 'only what has not ended')
      .option('--state <state>', 'e.g. deciding, reviewing, closed')
      .option('--right <right>', 'e.g. erasure')
      .option('--controller <slug>', 'of one controller')
      .option('--reference <HB-XXXX-XXXX>', 'of one case')
      .option('--limit <number>', 'at most so many', wholeNumber, 50),
    async () => (await import('../remote/list.js')).list,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'show <request>',
        about: 'Show a request: state, deadline and why, tasks, outcomes with their evidence, errands, letters.',
        more: NAMED,
        examples: ['habeas request show HB-1234-5678', 'habeas request show HB-1234-5678 --explain --json'],
      }),
    ).option('--explain', 'with the deadline explained step by step'),
    async () => (await import('../remote/show.js')).show,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'plan <request>',
        about: 'Show what would happen: where, how many records, why, until when, and what cannot be undone.',
        more: NAMED,
        examples: ['habeas request plan HB-1234-5678'],
      }),
    ),
    async () => (await import('../remote/plan.js')).plan,
  );
}

function deciding(request: Command): void {
  carryOut(
    overHttp(
      define(request, {
        usage: 'identity <request>',
        about: 'Record the decision who asks: accept, or refuse with a reason.',
        more: `${NAMED}\nWhoever accepts an identity may not approve the same erasure.`,
        examples: [
          'habeas request identity HB-1234-5678 --accept --note "called back on the number on file"',
          'habeas request identity HB-1234-5678 --refuse identity-mismatch',
        ],
      }),
    )
      .option('--accept', 'it is the person whose data it is')
      .option('--refuse <reason>', 'identity-not-proven, identity-mismatch or no-authority')
      .option('--note <text>', 'what was looked at; sealed'),
    async () => (await import('../remote/decide.js')).identity,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'approve <request>',
        about:
          'Approve the plan with this hash. Nothing is approved that was not seen: take the hash from `request plan`.',
        more: NAMED,
        examples: ['habeas request approve HB-1234-5678 --hash 3f0c…'],
        exits: '0 approved, 1 refused: the plan has changed, or the duties are not apart',
      }),
    ).requiredOption('--hash <sha256>', 'of the plan as it was shown'),
    async () => (await import('../remote/decide.js')).approve,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'release <request>',
        about:
          'Release the package with this digest: from now on the proven person may fetch it. `request show` names it.',
        more: NAMED,
        examples: ['habeas request release HB-1234-5678 --digest 9b1d…'],
      }),
    ).requiredOption('--digest <sha256>', 'of the package as it was reviewed'),
    async () => (await import('../remote/decide.js')).release,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'cancel <request>',
        about: 'Withdraw a request on the person’s word. Too late once something is destroyed: then it says what.',
        more: NAMED,
        examples: ['habeas request cancel HB-1234-5678'],
        exits: '0 withdrawn, 1 too late or ended already',
      }),
    ),
    async () => (await import('../remote/decide.js')).cancel,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'retry <request>',
        about: 'Try again what was given to a person (an errand of a task that could not go on).',
        more: NAMED,
        examples: ['habeas request retry HB-1234-5678', 'habeas request retry HB-1234-5678 --errand 0199…'],
        exits: '0 tried again, 1 there was nothing to try again',
      }),
    ).option('--errand <id>', 'only this one'),
    async () => (await import('../remote/decide.js')).retry,
  );
  carryOut(
    overHttp(
      define(request, {
        usage: 'hold <request>',
        about: 'Hold a case: from now on nothing of it is destroyed. Or lift a hold.',
        more: `${NAMED}\nReasons: legal-claim, authority-order, investigation, open-complaint.`,
        examples: [
          'habeas request hold HB-1234-5678 --reason legal-claim',
          'habeas request hold HB-1234-5678 --lift 0199…',
        ],
      }),
    )
      .option('--reason <reason>', 'why')
      .option('--note <text>', 'in words; sealed')
      .option('--lift <hold>', 'lift the hold with this id instead'),
    async () => (await import('../remote/decide.js')).hold,
  );
}
