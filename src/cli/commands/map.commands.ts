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
      about: 'Propose a map from a live database. Reads its schema and a sample of values; values stand nowhere in it.',
      more: 'The address is a reference, so that it never stands in a file: env:NAME for a variable, file:PATH for a file.',
      examples: [
        'SHOP_URL=postgres://reader:…@db/shop habeas map scan --system shop --url env:SHOP_URL > maps/shop.yaml',
        'habeas map scan --system crm --connector mysql --url file:/run/secrets/crm --controller acme',
      ],
    })
      .requiredOption('--system <slug>', 'name of the system, e.g. shop')
      .requiredOption('--url <reference>', 'env:NAME or file:PATH that holds the address')
      .option('--connector <name>', 'postgres or mysql', 'postgres')
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
      examples: ['habeas map apply maps/', 'DATABASE_URL=postgres://… habeas map apply maps/ --json'],
      exits: '0 applied (or unchanged), 1 refused with findings',
    }),
    async () => (await import('../operator/map-apply.js')).applyMaps,
  );
}
