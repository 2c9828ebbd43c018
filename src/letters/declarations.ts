import type { EntityManager } from 'typeorm';
import type { Localised } from '../datamap/language.js';
import { ConversationRow } from '../exchange/conversation.entity.js';

/** By whom something was declared, and how we know who it was (practice 16 and 30). */
export interface Declaration {
  by: Localised;
  via: Localised;
}

const IN_CHARGE: Localised = {
  de: 'der für das System zuständigen Person',
  en: 'the person in charge of the system',
};

/** A link proves the link: whoever holds it may have spoken. */
const BY_LINK: Localised = {
  de: 'über den ihr zugesandten Link erklärt',
  en: 'declared via the link sent to her or him',
};

const SIGNED: Localised = {
  de: 'nach Anmeldung mit persönlichem Zugang erklärt',
  en: 'declared after signing in with a personal account',
};

/** What people in charge of systems have declared of a request's erasures, by the task it was about. */
export async function declarationsOf(
  manager: EntityManager,
  requestId: string,
): Promise<ReadonlyMap<string, Declaration>> {
  const rows = await manager.find(ConversationRow, {
    where: { requestId, answerer: 'person', verb: 'erase' },
    order: { generation: 'ASC' },
  });
  return new Map(
    rows
      .filter(({ answeredAt }) => answeredAt !== null)
      .flatMap((row) =>
        row.askers.map((task): [string, Declaration] => [
          task,
          { by: IN_CHARGE, via: row.signedBy ? SIGNED : BY_LINK },
        ]),
      ),
  );
}
