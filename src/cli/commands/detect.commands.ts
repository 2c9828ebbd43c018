import type { Command } from 'commander';
import { carryOut, define } from '../define.js';

/** How messages that ask for rights are told from others. */
export function detectCommands(habeas: Command): void {
  const detect = habeas
    .command('detect')
    .description('messages that ask for rights: what the rules make of one, and how good they are');
  carryOut(
    define(detect, {
      usage: 'text <file>',
      about: 'Say what the rules make of a message, and on which words. - reads standard input.',
      examples: ['habeas detect text mail.txt', 'echo "Bitte löschen Sie meine Daten" | habeas detect text -'],
      exits: '0 it may be a request (sure or unsure), 1 it is none',
    }).option('--locale <tag>', 'language that the ticketing tool has noted, e.g. de'),
    async () => (await import('../pure/detect-text.js')).detectText,
  );
  carryOut(
    define(detect, {
      usage: 'score',
      about: 'Measure the rules on the labelled messages: recall and precision overall, by language, right and level.',
      more: `Three parts: tuned (the rules were fitted to it), held-out (written before the first rule) and afterwards (written after
the last, to find what the rules do not say). Only the last two say anything about messages to come.`,
      examples: ['habeas detect score', 'habeas detect score --part held-out --missed'],
    })
      .option('--part <name>', 'tuned, held-out or afterwards; default: all three')
      .option('--missed', 'list what was judged wrongly'),
    async () => (await import('../pure/detect-score.js')).score,
  );
}
