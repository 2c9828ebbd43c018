import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { CALIFORNIA } from './cases.mjs';

const SYSTEM = 'members-file';

const MAP = `habeas: 1
system: ${SYSTEM}
title: { en: Membership cards in the shop, de: Mitgliedskarten im Laden }
connector: manual
connection: { owner: { name: Petra Lohmann, email: petra.lohmann@sierra-outfitters.test } }
controllers: [sierra]
purposes:
  contract: { title: { en: Membership, de: Mitgliedschaft }, basis: 6(1)(b), ends: { en: when it ends, de: wenn sie endet } }
source: { en: You gave us the data., de: Sie haben uns die Daten gegeben. }
transfers: none
automatedDecisions: none
recipients: []
copies: {}
collections:
  members:
    title: { en: Membership cards, de: Mitgliedskarten }
    key: number
    purpose: contract
    identifiedBy: { email: email }
    fields:
      number: { category: user.unique_id, title: { en: Card number, de: Kartennummer } }
      email: { category: user.contact.email, title: { en: E-mail, de: E-Mail } }
      name: { category: user.name, title: { en: Name, de: Name } }
      joined: { category: user.behavior, origin: observed, title: { en: Joined in, de: Mitglied seit } }
    erasure: delete
`;

/**
 * A system of the American brand that nobody but a person reaches, as an engineer adds it at the desk, and a request
 * that waits for her.
 * @returns what the link in her letter leads to.
 */
export async function workedByHand({ started, call, engineer, ask, prove }) {
  const { systems } = await call('GET', '/v1/systems', engineer);
  if (!systems.some(({ system }) => system === SYSTEM)) await added((...rest) => call(...rest), engineer);
  const opened = await ask('sierra', 'jo.castellanovich@example.com', 'access', CALIFORNIA);
  await prove(opened);
  return { system: SYSTEM, opened, link: await linkIn(started.mailbox) };
}

async function added(call, engineer) {
  const { revision } = await call('POST', '/v1/systems', engineer, {
    system: SYSTEM,
    title: { en: 'Membership cards in the shop', de: 'Mitgliedskarten im Laden' },
    connector: 'manual',
    controllers: ['sierra'],
    settings: { owner: { name: 'Petra Lohmann', email: 'petra.lohmann@sierra-outfitters.test' } },
  });
  const kept = await call('PUT', `/v1/systems/${SYSTEM}/draft`, engineer, { yaml: MAP, revision });
  if (!kept.usable) throw new Error(`The map cannot be used: ${JSON.stringify(kept.findings)}`);
  await call('POST', `/v1/systems/${SYSTEM}/draft/activation`, engineer, { revision: kept.revision });
}

async function linkIn(mailbox) {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const file of (await readdir(mailbox)).filter((name) => name.endsWith('.eml'))) {
      const { text, to } = await simpleParser(await readFile(join(mailbox, file)));
      const found = to.text.includes('petra.lohmann@') && /http:\/\/\S+(\/task#\S+)/.exec(text);
      if (found) return found[1];
    }
    await new Promise((done) => setTimeout(done, 600));
  }
  throw new Error('No letter has come for who works the system by hand.');
}
