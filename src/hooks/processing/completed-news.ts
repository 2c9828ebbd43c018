import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Completions } from './completions.js';
import type { NewsHandler, NewsOf } from './news-handler.js';
import { canonicalOnes } from './people-asked.js';
import { DONE, type Ending, type Teller } from './told-event.js';

interface Looked {
  identifiers: Identifier[];
  attempts: number;
}

const LOOK_AGAIN_MS = 5_000;
const MOST_LOOKS = 6;

/** A sender has finished an erasure. Whom it was about cannot be asked any more: only its own ids are left. */
@Injectable()
export class CompletedNews implements NewsHandler<'completed', Looked> {
  constructor(private readonly completions: Completions) {}

  look({ source, controller }: Teller, { records }: NewsOf<'completed'>, attempts: number): Promise<Looked> {
    const kinds = source.settings.kinds ?? {};
    const own = records.flatMap(({ kind, id }) => (kinds[kind] ? [{ kind: kinds[kind], value: id }] : []));
    return Promise.resolve({ identifiers: canonicalOnes(own, controller.country), attempts });
  }

  async act(tx: EntityManager, teller: Teller, _news: NewsOf<'completed'>, looked: Looked): Promise<Ending> {
    const busy = await this.completions.tell(tx, teller, looked.identifiers);
    if (!busy || looked.attempts + 1 >= MOST_LOOKS) return DONE;
    return { state: 'again', code: 'being-worked', afterMilliseconds: LOOK_AGAIN_MS };
  }
}
