import { Retryable } from '../errors.js';
import { Circuit } from './circuit.js';

describe('the circuit of a system that fails', () => {
  let moment: number;
  let circuit: Circuit;
  beforeEach(() => {
    moment = 0;
    circuit = new Circuit(() => new Date(moment));
  });
  const fail = (times: number): void => {
    for (let time = 0; time < times; time++) {
      circuit.admit();
      circuit.failed();
    }
  };

  it('opens after five failures in a row, and says until when', () => {
    fail(4);
    circuit.admit();
    circuit.answered();
    fail(5);
    expect(() => circuit.admit()).toThrow(expect.objectContaining({ afterMilliseconds: 30_000 }));
  });

  it('lets one call try whether the system is back', () => {
    fail(5);
    moment += 30_000;
    circuit.admit();
    expect(() => circuit.admit()).toThrow(Retryable);
    circuit.answered();
    circuit.admit();
    circuit.admit();
  });

  it('waits twice as long after every failed try, ten minutes at most', () => {
    fail(5);
    const waits: number[] = [];
    for (let time = 0; time < 8; time++) {
      const error = caught(() => circuit.admit());
      waits.push(error.afterMilliseconds ?? 0);
      moment += error.afterMilliseconds ?? 0;
      circuit.admit();
      circuit.failed();
    }
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000, 600_000]);
  });

  it('does not stay shut because a try was never made', () => {
    fail(5);
    moment += 30_000;
    circuit.admit();
    circuit.undecided();
    expect(() => circuit.admit()).not.toThrow();
  });
});

function caught(work: () => void): Retryable {
  try {
    work();
  } catch (error) {
    if (error instanceof Retryable) return error;
  }
  throw new Error('Nothing was thrown.');
}
