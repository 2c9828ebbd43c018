import { type Labelled, labelledMessages, LEVELS, type Part, PARTS } from '../../hooks/detection/measuring/labelled.js';
import {
  type Figures,
  figures,
  figuresOf,
  isFlagged,
  measure,
  type Measured,
  type RightFigures,
} from '../../hooks/detection/measuring/measure.js';
import { ruleBook } from '../../hooks/detection/rules/our-rules.js';
import { reviewIsDue } from '../../hooks/detection/rules/review.js';
import { RIGHTS } from '../../laws/law-data.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { indented, table } from '../table.js';

type Slice = readonly [name: string, holds: (message: Labelled) => boolean];

const slices: readonly Slice[] = [
  ['all', () => true],
  ['German', ({ lang }) => lang === 'de'],
  ['English', ({ lang }) => lang === 'en'],
  ...LEVELS.map((level): Slice => [`level: ${level}`, (message) => message.level === level]),
  ['misspelt', ({ tags }) => tags?.includes('misspelt') ?? false],
  ['several rights', ({ tags }) => tags?.includes('several') ?? false],
];

const LEGEND = [
  'recall: of the messages that ask, or over which a person has to look, those called sure or unsure.',
  'precision: of the messages called so, those that were rightly called so; a sure one must ask, an unsure one may.',
  'rights named: of the messages that ask, those whose every right stands among the wishes.',
];
const HEADINGS = [
  '',
  'to find',
  'found',
  'recall',
  'sure',
  'precision of sure',
  'flagged',
  'precision of flagged',
  'rights named',
];
const RIGHT_HEADINGS = [
  'right',
  'asked',
  'found',
  'recall',
  'named',
  'called sure',
  'precision of sure',
  'called',
  'precision of called',
];

/** How good the rules are, part by part. */
export function score(options: Options & { part?: string; missed?: boolean }): Promise<Outcome> {
  const { part } = options;
  if (part !== undefined && !PARTS.some((one) => one === part))
    throw new CliFailure(`There is no part ${part}: ${PARTS.join(', ')}.`, exitCodes.usage);
  const { version, review, thresholds } = ruleBook();
  const parts = (part ? [part as Part] : PARTS).map((name) => ({ name, measured: measure(labelledMessages(name)) }));
  const due = reviewIsDue(new Date());
  return Promise.resolve({
    json: {
      rulesVersion: version,
      review,
      reviewIsDue: due,
      thresholds,
      parts: parts.map(({ name, measured }) => ({ part: name, slices: sliced(measured), rights: byRight(measured) })),
    },
    lines: [
      `Rules ${version}; sure from ${thresholds.sure}, unsure from ${thresholds.unsure}; to be read again by ${review}${due ? ': THIS IS DUE' : ''}.`,
      ...LEGEND,
      ...parts.flatMap(({ name, measured }) => [
        '',
        `${name}: ${measured.length} messages`,
        ...indented(
          table(
            HEADINGS,
            sliced(measured).map((one) => row(one.slice, one)),
          ),
        ),
        '',
        ...indented(table(RIGHT_HEADINGS, byRight(measured).map(rightRow))),
        ...(options.missed ? indented(wrong(measured)) : []),
      ]),
    ],
  });
}

const sliced = (measured: readonly Measured[]): (Figures & { slice: string })[] =>
  slices.flatMap(([slice, holds]) => {
    const within = measured.filter(({ message }) => holds(message));
    return within.length > 0 ? [{ slice, ...figures(within) }] : [];
  });

const byRight = (measured: readonly Measured[]): RightFigures[] =>
  RIGHTS.map((right) => figuresOf(right, measured)).filter(({ asked, called }) => asked + called > 0);

function rightRow(of: RightFigures): (string | number)[] {
  return [
    of.right,
    of.asked,
    of.found,
    share(of.found, of.asked),
    of.named,
    of.calledSure,
    share(of.calledSure - of.wronglySure, of.calledSure),
    of.called,
    share(of.called - of.wronglyCalled, of.called),
  ];
}

function row(name: string, of: Figures): (string | number)[] {
  return [
    name,
    of.toFind,
    of.found,
    share(of.found, of.toFind),
    of.sure,
    share(of.sure - of.wronglySure, of.sure),
    of.flagged,
    share(of.flagged - of.wronglyFlagged, of.flagged),
    share(of.rightNamed, of.asking),
  ];
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function wrong(measured: readonly Measured[]): string[] {
  return measured.flatMap((one) => {
    const { message, detection } = one;
    const missed = message.asks !== 'none' && !isFlagged(one);
    const tooMuch =
      detection.verdict === 'sure' ? message.asks !== 'request' : message.asks === 'none' && isFlagged(one);
    if (!missed && !tooMuch) return [];
    return [
      `${missed ? 'missed' : `wrongly ${detection.verdict}`} ${message.id} (${message.asks}): ${message.text.replace(/\s+/g, ' ').slice(0, 120)}`,
    ];
  });
}
