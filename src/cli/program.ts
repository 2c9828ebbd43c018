import { Command } from 'commander';
import { agentCommands } from './commands/agent.commands.js';
import { connectorCommands } from './commands/connector.commands.js';
import { deferredCommands } from './commands/deferred.commands.js';
import { detectCommands } from './commands/detect.commands.js';
import { keysCommands } from './commands/keys.commands.js';
import { ledgerCommands } from './commands/ledger.commands.js';
import { mapCommands } from './commands/map.commands.js';
import { officeCommands } from './commands/office.commands.js';
import { requestCommands } from './commands/request.commands.js';
import { restoreCommands } from './commands/restore.commands.js';
import { serviceCommands } from './commands/service.commands.js';

/**
 * The whole command line. Three kinds: pure ones read files and nothing else; those of the operator work in this
 * process on the database that the settings name; all others speak HTTP with an API key, so that there is no third way
 * to decide anything about a case.
 */
export function program(): Command {
  const habeas = new Command('habeas')
    .description('Answers the requests that people make about their own data, and proves it.')
    .showHelpAfterError('(add --help for examples)')
    .exitOverride()
    .addHelpText(
      'after',
      `
First steps:
  $ habeas demo                        one access and one erasure on made-up data, explained step by step
  $ habeas start                       serve; without DATABASE_URL with an embedded database and a demo company
  $ habeas request list --help         every command has examples

Settings come from the environment (.env.example lists them). Exit codes: 0 done, 1 the answer is no, 2 options or
settings, 3 service or database not reachable, 70 a fault of the program.`,
    );
  serviceCommands(habeas);
  requestCommands(habeas);
  deferredCommands(habeas);
  restoreCommands(habeas);
  mapCommands(habeas);
  connectorCommands(habeas);
  detectCommands(habeas);
  ledgerCommands(habeas);
  keysCommands(habeas);
  officeCommands(habeas);
  agentCommands(habeas);
  return habeas;
}
