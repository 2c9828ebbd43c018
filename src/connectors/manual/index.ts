import type { ConnectorFactory } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import { toldConnector } from '../kit/told/told-connector.js';
import { manualSettings, readManualSettings } from './manual-settings.js';

/**
 * Systems that nobody but a person reaches: a filing cabinet, a mailbox, a program without an interface, a processor who
 * is written to. She is sent a link that opens this one question, and what she says is called her declaration.
 */
export const manual: ConnectorFactory = {
  name: 'manual',
  settings: manualSettings,
  create(map, tools) {
    const settings = readManualSettings(map.connection);
    return toldConnector(map, tools, {
      connector: 'manual',
      of: 'person',
      done: { deletion: 'hard', reversible: false },
      concurrency: 4,
      // Nobody is asked three times whether she really has.
      searchAgain: false,
      reading: settings.phoneCountry === undefined ? {} : { phoneCountry: settings.phoneCountry },
      async tell({ id }) {
        if (!tools.exchange) throw new Refused('unsupported', 'This process keeps no conversations.');
        await tools.exchange.tellPerson(id);
        return null;
      },
      check: () => Promise.resolve({ reachable: true, rights: ['by-hand'], problems: [] }),
      close: () => Promise.resolve(),
    });
  },
};
