import type { Command } from 'commander';
import { carryOut, define } from '../define.js';

/** Connectors of one's own: begun, checked, tried out. */
export function connectorCommands(habeas: Command): void {
  const connector = habeas.command('connector').description('connectors: how systems are reached');
  carryOut(
    define(connector, {
      usage: 'new <name>',
      about: 'Begin a connector for a REST API: a definition, a small simulator, and who is in it.',
      more: 'What it makes passes lint and fails the test with a list of what is left to do (docs/adding-a-connector.md).',
      examples: ['habeas connector new acme', 'habeas connector new acme --in /etc/habeas/connectors'],
    }).option('--in <folder>', 'where its folder is made', 'connectors'),
    async () => (await import('../pure/connector-new.js')).connectorNew,
  );
  carryOut(
    define(connector, {
      usage: 'lint <paths...>',
      about: 'Check definitions, or folders with one, without reaching any system.',
      examples: ['habeas connector lint connectors/acme'],
      exits: '0 no error, 1 errors (warnings alone do not count)',
    }).option('--strict', 'count warnings as errors'),
    async () => (await import('../pure/connector-lint.js')).connectorLint,
  );
  carryOut(
    define(connector, {
      usage: 'test <name>',
      about: 'Run the conformance suite over a connector and its simulator, and print what holds and what does not.',
      more: 'Runs simulator.mjs and world.mjs of that folder in this process: only for folders that you trust.',
      examples: ['habeas connector test acme', 'habeas connector test ./connectors/acme --json'],
      exits: '0 the connector keeps the contract, 1 it does not',
    }).option('--in <folder>', 'where its folder lies', 'connectors'),
    async () => (await import('../pure/connector-test.js')).connectorTest,
  );
}
