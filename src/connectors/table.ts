import type { Localised } from '../datamap/language.js';
import { connectorFactories } from './index.js';
import type { Description } from './kit/contract.js';
import { localTools } from './kit/local-tools.js';
import { TESTED } from './tested.js';

/** `docs/connectors.md`: what each connector reaches, how it is tested, what "done" means there. From the connectors' own words. */
export function connectorsDocument(): string {
  const names = [...new Set(connectorFactories.map(({ name }) => name))].sort();
  const sections = names.map((name) => {
    const factory = connectorFactories.findLast((one) => one.name === name)!;
    return {
      name,
      title: titleOf(factory.settings) ?? name,
      tested: TESTED[name] ?? 'not tested',
      described: described(name),
    };
  });
  return [
    '# Connectors',
    '',
    '<!-- Written by `npm run generate` from what the connectors say of themselves. -->',
    '',
    '*Real server*: the tests run against the product itself. *Simulator*: against a program of ours that behaves as the',
    "vendor's pages say, its traps included. *Protocol-tested*: the calls are checked, no system answers them.",
    '',
    '| connector | how it is tested | deletion | evidence | final after | can be undone |',
    '| --- | --- | --- | --- | --- | --- |',
    ...sections.map(({ name, tested, described: one }) =>
      one
        ? `| \`${name}\` | ${tested} | ${one.done.deletion} | ${one.evidence} | ${one.done.after ?? 'at once'} | ${one.done.reversible ? 'yes' : 'no'} |`
        : `| \`${name}\` | ${tested} | as the other side declares | | | |`,
    ),
    '',
    ...sections.flatMap(({ name, title, described: one }) => (one ? section(name, title, one) : [])),
  ].join('\n');
}

function section(name: string, title: string, { done, budgets = [], concurrency }: Description): string[] {
  const limits = budgets.map(({ name: budget, limit, per }) => `${limit} ${budget} per ${per}`);
  return [
    `## ${title} (\`${name}\`)`,
    '',
    ...(done.residue === undefined ? [] : [`- **Stays whatever is done:** ${english(done.residue)}`]),
    ...(done.returns === undefined ? [] : [`- **How somebody may come back:** ${english(done.returns)}`]),
    `- **Limits:** ${[...limits, `${concurrency} at once`].join('; ')}`,
    '',
  ];
}

const english = (text: Localised): string => (typeof text === 'string' ? text : text.en).trim();

const titleOf = (settings: object): string | undefined => (settings as { title?: string }).title;

/** A connector speaks of itself without being connected; one that cannot is told of by its name alone. */
function described(name: string): Description | null {
  const factory = connectorFactories.findLast((one) => one.name === name)!;
  const nobody = localTools({ request: () => Promise.reject(new Error('Nobody is called here.')) });
  const map = {
    habeas: 1 as const,
    system: name,
    title: name,
    connector: name,
    connection: URLS[name] ? { url: URLS[name] } : sample(factory.settings),
    controllers: [],
    purposes: {},
    recipients: [],
    source: '',
    transfers: 'none' as const,
    automatedDecisions: 'none' as const,
    copies: {},
    collections: {},
  };
  return factory.standard || URLS[name] ? factory.create(map, nobody).describe() : null;
}

interface Settings {
  required?: string[];
  properties?: Record<string, Settings & { pattern?: string }>;
}

/** Nothing is connected to before it is asked for something. */
const URLS: Record<string, string> = {
  postgres: 'postgres://nobody@localhost/nobody',
  mysql: 'mysql://nobody@localhost/nobody',
};

const ACCOUNTS: Record<string, string> = {
  dc: 'us21',
  cluster: 'rest.fra-01',
  profiles: 'profiles',
  api: 'api',
};

function sample({ required = [], properties = {} }: Settings): Record<string, unknown> {
  return Object.fromEntries(
    required.map((name) => [
      name,
      properties[name]?.properties ? sample(properties[name]) : (ACCOUNTS[name] ?? 'acme'),
    ]),
  );
}
