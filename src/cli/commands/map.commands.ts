import type { Command } from 'commander';
import { carryOut, define } from '../define.js';

/** Data maps: written, looked at, applied. */
export function mapCommands(habeas: Command): void {
  const map = habeas.command('map').description('data maps: where personal data lies, and what erasure does with it');
  carryOut(
    define(map, {
      usage: 'lint <paths...>',
      about: 'Check map files, or folders of them, without touching any system.',
      examples: ['habeas map lint maps/', 'habeas map lint maps/shop.yaml maps/crm.yaml --json'],
      exits: '0 no error, 1 errors (warnings alone do not count)',
    }).option('--strict', 'count warnings as errors'),
    async () => (await import('../pure/map-lint.js')).lintMaps,
  );
  carryOut(
    define(map, {
      usage: 'scan',
      about:
        'Propose a map from a live database, or for a known product. Reads schema and samples; values stand nowhere in it.',
      more: 'The address is a reference, so that it never stands in a file: env:NAME for a variable, file:PATH for a file.',
      examples: [
        'SHOP_URL=postgres://reader:…@db/shop habeas map scan --system shop --url env:SHOP_URL > maps/shop.yaml',
        'habeas map scan --system crm --connector mysql --url file:/run/secrets/crm --controller acme',
        'habeas map scan --system letters --connector mailchimp --connection connection.yaml > maps/letters.yaml',
      ],
    })
      .requiredOption('--system <slug>', 'name of the system, e.g. shop')
      .option('--url <reference>', 'env:NAME or file:PATH that holds the address of a database')
      .option('--connection <file>', 'YAML with the settings of another connector, secrets as references')
      .option('--connector <name>', 'postgres, mysql, or a product such as mailchimp', 'postgres')
      .option('--controller <slug...>', 'whose data it holds')
      .option('--sample <number>', 'values looked at in each column; 0 for none', '50'),
    async () => (await import('../operator/map-scan.js')).scanSystem,
  );
  carryOut(
    define(map, {
      usage: 'check <paths...>',
      about:
        'Compare maps with the live systems: columns nobody maps, missing indexes, masks that would be refused, drift.',
      examples: ['habeas map check maps/', 'habeas map check .habeas/demo-maps/shop.yaml --json'],
      exits: '0 no error, 1 errors, or a system that cannot be reached',
    }).option('--sample <number>', 'values looked at in each column; 0 for none', '20'),
    async () => (await import('../operator/map-check.js')).checkMaps,
  );
  carryOut(
    define(map, {
      usage: 'import-fides <file>',
      about: 'Turn a Fides dataset file into maps, one for each dataset in it.',
      examples: [
        'habeas map import-fides dataset.yml > maps/shop.yaml',
        'habeas map import-fides dataset.yml --out maps/',
      ],
    }).option('--out <folder>', 'write <dataset>.yaml there; existing files are left alone'),
    async () => (await import('../pure/import-fides.js')).importFidesFile,
  );
  carryOut(
    define(map, {
      usage: 'apply <folder>',
      about:
        'Take a folder of controllers and maps into the database. Idempotent; with an error in it nothing is changed.',
      more: `Whoever applies a map is recorded as its author by her API key (--key, better HABEAS_API_KEY), and does not approve
erasures that rest on it. What the live schemas look like is kept, so that \`map check\` can tell what has changed since.`,
      examples: ['habeas map apply maps/', 'DATABASE_URL=postgres://… habeas map apply maps/ --json'],
      exits: '0 applied (or unchanged), 1 refused with findings',
    })
      .option('--key <api key>', 'of who applies it; better in HABEAS_API_KEY')
      .option('--no-survey', 'do not ask the live systems what they look like'),
    async () => (await import('../operator/map-apply.js')).applyMaps,
  );
}
