import type { RightName } from '../../../laws/law-data.js';
import { detect } from '../detect.js';
import type { Detection } from '../detection.js';
import type { Labelled } from './labelled.js';

/** How a message was judged against its label. */
export interface Measured {
  message: Labelled;
  detection: Detection;
}

/**
 * Recall: of the messages that ask, or over which a person has to look, how many are sure or unsure. Precision of sure:
 * of those called sure, how many do ask. Precision of the two: of those called sure or unsure, how many ask or want a
 * look. Right: of the messages that ask and were found, how many had each right that they ask for among the wishes.
 */
export interface Figures {
  messages: number;
  toFind: number;
  found: number;
  missed: number;
  sure: number;
  wronglySure: number;
  flagged: number;
  wronglyFlagged: number;
  asking: number;
  surelyAsking: number;
  rightNamed: number;
}

/** The same of one right: was it named, and was it named where it was not asked for? */
export interface RightFigures {
  right: RightName;
  asked: number;
  /** Came before a person at all, whatever right was named. */
  found: number;
  named: number;
  calledSure: number;
  wronglySure: number;
  called: number;
  wronglyCalled: number;
}

export const measure = (messages: readonly Labelled[]): Measured[] =>
  messages.map((message) => ({ message, detection: detect(message.text) }));

export function figures(measured: readonly Measured[]): Figures {
  const count = (test: (one: Measured) => boolean): number => measured.filter(test).length;
  const toFind = measured.filter(({ message }) => message.asks !== 'none');
  const asking = measured.filter(({ message }) => message.asks === 'request');
  return {
    messages: measured.length,
    toFind: toFind.length,
    found: toFind.filter(isFlagged).length,
    missed: toFind.filter((one) => !isFlagged(one)).length,
    sure: count(isSure),
    wronglySure: count((one) => isSure(one) && one.message.asks !== 'request'),
    flagged: count(isFlagged),
    wronglyFlagged: count((one) => isFlagged(one) && one.message.asks === 'none'),
    asking: asking.length,
    surelyAsking: asking.filter(isSure).length,
    rightNamed: asking.filter((one) => isFlagged(one) && namesEveryRight(one)).length,
  };
}

export function figuresOf(right: RightName, measured: readonly Measured[]): RightFigures {
  const asks = ({ message }: Measured): boolean => message.rights?.includes(right) ?? false;
  const asked = measured.filter(asks);
  const called = measured.filter(({ detection }) => detection.wishes.some((wish) => wish.right === right));
  const sure = called.filter(({ detection }) =>
    detection.wishes.some((wish) => wish.right === right && wish.verdict === 'sure'),
  );
  return {
    right,
    asked: asked.length,
    found: asked.filter(isFlagged).length,
    named: asked.filter((one) => called.includes(one)).length,
    calledSure: sure.length,
    wronglySure: sure.filter((one) => !asks(one) || one.message.asks !== 'request').length,
    called: called.length,
    wronglyCalled: called.filter((one) => !asks(one)).length,
  };
}

const isSure = ({ detection }: Measured): boolean => detection.verdict === 'sure';
export const isFlagged = ({ detection }: Measured): boolean => detection.verdict !== 'none';
const namesEveryRight = ({ message, detection }: Measured): boolean =>
  (message.rights ?? []).every((right) => detection.wishes.some((wish) => wish.right === right));
