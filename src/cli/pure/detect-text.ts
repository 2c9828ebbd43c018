import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { explain } from '../../hooks/detection/detect.js';
import type { Options } from '../define.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { indented } from '../table.js';

const verdicts = {
  sure: 'It asks for rights: a request is opened.',
  unsure: 'It may ask for rights: a person looks at it.',
  none: 'It asks for no rights.',
};

/** What the rules make of one message. Shows words of it, as whoever holds the file may read them. */
export async function detectText(options: Options & { locale?: string }, [file]: string[]): Promise<Outcome> {
  const message = file === '-' ? await text(process.stdin) : await readFile(file!, 'utf8');
  const { findings, ...detection } = explain(message, options.locale ? { locale: options.locale } : {});
  const shown = findings.map(({ rule, words, zone }) => ({
    rule: rule.id,
    weight: rule.weight,
    says: rule.says.en,
    words,
    zone,
  }));
  return {
    json: { ...detection, findings: shown },
    lines: [
      `${verdicts[detection.verdict]} (${detection.verdict}, ${detection.score}; rules ${detection.rulesVersion})`,
      ...indented(detection.wishes.map(({ right, verdict, score }) => `${right}: ${verdict}, ${score}`)),
      ...shown.flatMap(({ rule, weight, says, words, zone }) => [
        `${weight >= 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)}  ${rule}: ${says}`,
        ...(words ? [`       ${zone === 'own' ? '' : `[${zone}] `}“${words}”`] : []),
      ]),
    ],
    ...(detection.verdict === 'none' ? { exitCode: exitCodes.no } : {}),
  };
}
