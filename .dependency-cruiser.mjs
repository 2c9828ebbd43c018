/**
 * The rooms, from the street to the cellar. A room imports only rooms on lines below its own; rooms on one line do not
 * know each other. `connectors` has an order of its own: each connector imports the kit and nothing else of the house,
 * and `connectors/index.ts` (the list) imports the connectors.
 */
export const lines = [
  ['main', 'worker', 'cli', 'service', 'app.module', 'data-source'],
  ['demo'],
  ['upkeep'],
  ['desk', 'portal', 'pages', 'registering'],
  [
    'agent',
    'applying',
    'handwork',
    'intake',
    'hooks',
    'identity',
    'planning',
    'delivery',
    'optouts',
    'retention',
    'incidents',
  ],
  ['letters'],
  ['exchange'],
  ['work'],
  ['connectors'],
  ['people'],
  ['requests'],
  ['datamap', 'laws', 'ledger', 'suppression'],
  ['platform'],
];

const pathOf = (room) => `^src/${room.replace('.', '\\.')}(/|\\.ts$)`;

const roomRules = lines
  .flatMap((line, depth) =>
    line.map((room) => ({
      name: `${room}-looks-down`,
      comment: `${room} may import only what lies on a line below it`,
      severity: 'error',
      from: { path: pathOf(room) },
      to: {
        path: lines
          .slice(0, depth + 1)
          .flat()
          .filter((other) => other !== room && !(depth === 0))
          .map(pathOf),
      },
    })),
  )
  .filter((rule) => rule.to.path.length > 0);

export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'connector-imports-only-the-kit',
      severity: 'error',
      from: { path: '^src/connectors/([^/]+)/', pathNot: '^src/connectors/(kit|rest)/|\\.spec\\.ts$' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/connectors/$1/',
          '^src/connectors/kit/',
          '^src/connectors/rest/',
          '^src/datamap/language\\.ts$',
        ],
      },
    },
    {
      name: 'rest-is-a-kit',
      comment: 'what REST connectors have in common; of the house it may know what the kit may, and the kit',
      severity: 'error',
      from: { path: '^src/connectors/rest/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/',
        pathNot: ['^src/connectors/(kit|rest)/', '^src/datamap/', '^src/platform/'],
      },
    },
    {
      name: 'kit-stands-alone',
      comment: 'the kit runs in the agent too: of the house it may know the data map language and the platform only',
      severity: 'error',
      from: { path: '^src/connectors/kit/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/connectors/kit/', '^src/datamap/', '^src/platform/'] },
    },
    {
      name: 'room-has-a-line',
      comment: 'a new folder under src/ must be given a place in the list of lines',
      severity: 'error',
      from: { path: '^src/', pathNot: lines.flat().map(pathOf) },
      to: { path: '^src/' },
    },
    {
      name: 'source-knows-no-tests',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/' },
    },
    ...roomRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'] },
    exclude: { path: '\\.spec\\.ts$' },
  },
};
