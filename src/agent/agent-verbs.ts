import { createHmac } from 'node:crypto';
import type {
  CollectBatch,
  Connector,
  Digest,
  EraseBatch,
  FlagBatch,
  LocateBatch,
  RereadBatch,
  Verb,
} from '../connectors/kit/contract.js';
import { Refused } from '../connectors/kit/errors.js';

/** Carries one verb out with a local connector. What comes is yielded in lists, as the connector gives it. */
export async function* carryOut(
  connector: Connector,
  verb: Verb,
  input: unknown,
  digestKey: string,
  signal: AbortSignal,
): AsyncIterable<unknown[]> {
  const digest = digestWith(digestKey);
  switch (verb) {
    case 'locate':
      yield* connector.locate({ ...(input as LocateBatch), digest, signal });
      return;
    case 'collect':
      yield* connector.collect({ ...(input as CollectBatch), signal });
      return;
    case 'erase':
      yield await connector.erase({ ...(input as EraseBatch), digest, signal });
      return;
    case 'reread':
      yield await connector.reread({ ...(input as RereadBatch), digest, signal });
      return;
    case 'flag':
      if (!connector.flag) throw new Refused('unsupported', 'This system cannot record it.');
      yield await connector.flag({ ...(input as FlagBatch), signal });
      return;
    case 'reply':
    case 'identify':
      throw new Refused('unsupported', 'Agents are not asked for this.');
  }
}

function digestWith(key: string): Digest {
  return (value) => createHmac('sha256', key).update(value, 'utf8').digest('base64url').slice(0, 32);
}
