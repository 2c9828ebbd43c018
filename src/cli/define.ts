import { Command, InvalidArgumentError, Option } from 'commander';
import type { Outcome } from './outcome.js';

/** How a command is described: what it does, and lines that can be typed as they stand. */
export interface Described {
  /** Name and arguments, e.g. `show <request>`. */
  usage: string;
  about: string;
  /** Further explanation below the options. */
  more?: string;
  examples: string[];
  /** Meaning of exit codes beyond 0, where a command has its own. */
  exits?: string;
}

export type Options = Record<string, unknown>;

/** Does the work of a command; loaded only when it is called. */
export type Work<Given extends Options = Options> = (given: Given, args: string[]) => Promise<Outcome>;

/** A command with `--json`, its examples in its help, and nothing loaded before it runs. */
export function define(parent: Command, described: Described): Command {
  const command = parent.command(described.usage).description(described.about);
  command.addHelpText('after', () => afterword(described));
  return command.addOption(new Option('--json', 'print one JSON value instead of text'));
}

export function carryOut<Given extends Options>(command: Command, load: () => Promise<Work<Given>>): void {
  command.action(async (...given: unknown[]) => {
    const self = given.at(-1) as Command;
    const args = self.processedArgs.flat().filter((arg): arg is string => typeof arg === 'string');
    const options = self.opts<Given & { json?: boolean }>();
    const work = await load();
    const { report } = await import('./outcome.js');
    process.exitCode = report(await work(options, args), options.json === true);
  });
}

function afterword({ more, examples, exits }: Described): string {
  const blocks = [
    more,
    `Examples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`,
    exits && `Exit codes: ${exits}`,
  ];
  return `\n${blocks.filter(Boolean).join('\n\n')}`;
}

/** For options that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** For options that are whole numbers. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(value);
}
