import { type Command, Option } from 'commander';

/** Options of the commands that speak with a running service. */
export function overHttp(command: Command): Command {
  return command
    .addOption(new Option('--url <address>', 'of the service').env('HABEAS_URL').default('http://127.0.0.1:3000'))
    .addOption(
      // A default of `env` would be printed in the help, key and all.
      new Option('--key <api key>', 'better in HABEAS_API_KEY: arguments can be seen by others of this machine'),
    );
}
