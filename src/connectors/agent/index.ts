import type { Connector, ConnectorFactory, JsonValue, Verb } from '../kit/contract.js';
import { Gone, NotYet, RateLimited, Refused, Retryable } from '../kit/errors.js';
import type { AgentFault, Exchange } from '../kit/exchange.js';
import { toldSurvey } from '../kit/told/told-survey.js';

const LOOK_AGAIN_MS = 3_600_000;
/** An agent that has not been there for so long counts as away. */
const AWAY_AFTER_MS = 5 * 60_000;

/**
 * Systems in networks that take no inbound calls: `habeas agent` runs there, fetches what is to be done, and carries it out
 * with a connector and credentials that this service never sees.
 */
export const agent: ConnectorFactory = {
  name: 'agent',
  settings: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Agent',
    description: 'The connection stands with the agent; here is nothing to set.',
    type: 'object',
    additionalProperties: false,
    properties: {},
  },
  create(map, tools): Connector {
    const exchange = (): Exchange => {
      if (!tools.exchange) throw new Refused('unsupported', 'This process keeps no conversations with agents.');
      return tools.exchange;
    };
    async function* call<T>(verb: Verb, person: string, input: object): AsyncIterable<T[]> {
      const answer = await exchange().call({ person, verb, input: input as JsonValue });
      if (answer.state === 'waiting') throw new NotYet(new Date(tools.now().getTime() + LOOK_AGAIN_MS));
      if (answer.state === 'failed') throw errorOf(answer.error, tools.now());
      for await (const page of exchange().results(answer.conversation)) yield page as T[];
    }
    const all = async <T>(verb: Verb, person: string, input: object): Promise<T[]> => {
      const results: T[] = [];
      for await (const page of call<T>(verb, person, input)) results.push(...page);
      return results;
    };
    const peopleOf = (batch: readonly { person: string }[]): string[] => [
      ...new Set(batch.map(({ person }) => person)),
    ];
    return {
      describe: () => ({
        connector: 'agent',
        verbs: ['locate', 'collect', 'erase', 'reread', 'flag'],
        // Each call is sealed under the key of one case.
        batch: { locate: 1, collect: 1, erase: 1, reread: 1, flag: 1 },
        concurrency: 8,
        done: { deletion: 'hard', reversible: false },
        evidence: 'reread',
      }),
      async check() {
        const site = await tools.exchange?.site();
        if (!site || tools.now().getTime() - site.seenAt.getTime() > AWAY_AFTER_MS) {
          const detail = site ? 'The agent has not been there for some minutes.' : 'No agent has been there yet.';
          return { reachable: false, rights: [], problems: [{ code: 'unreachable', detail }] };
        }
        return site.health;
      },
      async survey() {
        const site = await tools.exchange?.site();
        return site?.survey ?? toldSurvey(map);
      },
      async *locate({ controller, reference, occasion, people }) {
        for (const one of people) {
          yield* call('locate', one.person, { controller, reference, occasion, people: [one] });
        }
      },
      async *collect({ controller, reference, rows }) {
        for (const person of peopleOf(rows)) {
          const own = rows.filter((one) => one.person === person);
          yield* call('collect', person, { controller, reference, rows: own });
        }
      },
      async erase({ controller, reference, people }) {
        return (
          await Promise.all(people.map((one) => all('erase', one.person, { controller, reference, people: [one] })))
        ).flat() as Awaited<ReturnType<Connector['erase']>>;
      },
      async reread({ controller, reference, items }) {
        return (
          await Promise.all(
            peopleOf(items).map((person) =>
              all('reread', person, { controller, reference, items: items.filter((one) => one.person === person) }),
            ),
          )
        ).flat() as Awaited<ReturnType<Connector['reread']>>;
      },
      async flag({ controller, reference, flag, people }) {
        return (
          await Promise.all(
            people.map((one) => all('flag', one.person, { controller, reference, flag, people: [one] })),
          )
        ).flat() as Awaited<ReturnType<NonNullable<Connector['flag']>>>;
      },
      close: () => Promise.resolve(),
    };
  },
};

/** As it was thrown there, thrown here; in words of ours, since the agent's may hold anything. */
function errorOf(fault: AgentFault, now: Date): Error {
  const where = {
    ...(fault.collection === undefined ? {} : { collection: fault.collection }),
    ...(fault.column === undefined ? {} : { column: fault.column }),
  };
  switch (fault.code) {
    case 'retryable':
      return new Retryable('The agent could not do it now.', fault.afterMilliseconds);
    case 'rate-limited':
      return new RateLimited('The system there asks for patience.', fault.afterMilliseconds);
    case 'not-yet':
      return new NotYet(new Date(now.getTime() + (fault.afterMilliseconds ?? LOOK_AGAIN_MS)));
    case 'gone':
      return new Gone('The system or account there does not exist any more.');
    case 'refused':
      return new Refused(fault.reason ?? 'conflict', 'The system there refuses it.', where);
  }
}
