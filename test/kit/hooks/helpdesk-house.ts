import { SystemAccess } from '../../../src/connectors/system-access.js';
import type { Connector } from '../../../src/connectors/kit/contract.js';
import { Detector } from '../../../src/hooks/detection/detector.js';
import type { Detection } from '../../../src/hooks/detection/detection.js';
import type { Right } from '../../../src/requests/request.entity.js';
import type { Replacements } from '../faults/replacing.js';
import { withMaps } from '../two-controllers.js';
import { FakeHelpdesk } from './fake-helpdesk.js';
import { helpdeskMap } from './helpdesk-map.js';
import { HooksHouse } from './hooks-house.js';

/** Rules for tests that are not about rules: `[access]` asks for a right for sure, `[access?]` perhaps. */
export const bracketed: Detector = {
  detect(text: string): Detection {
    const wishes = [...text.matchAll(/\[([a-z_]+)(\??)\]/g)].map(([, right, doubt]) => ({
      right: right as Right,
      verdict: doubt ? ('unsure' as const) : ('sure' as const),
      score: doubt ? 0.5 : 0.9,
    }));
    const [first] = wishes;
    return {
      verdict: wishes.some(({ verdict }) => verdict === 'sure') ? 'sure' : first ? 'unsure' : 'none',
      score: first?.score ?? 0,
      right: first?.right ?? null,
      wishes,
      rules: first ? ['brackets'] : [],
      rulesVersion: 'test-1',
    };
  },
};

export interface HelpdeskHouse extends HooksHouse {
  desk: FakeHelpdesk;
}

/** A house whose controller alpha has a helpdesk that tells us what happens there, and that can be written to. */
export async function openHelpdeskHouse(detector: Detector | null = bracketed): Promise<HelpdeskHouse> {
  process.env.HOOKS_HELPDESK_URL ??= 'postgres://nobody@localhost/nowhere';
  const desk = new FakeHelpdesk();
  const access = {
    open: (): Connector => desk,
    close: () => Promise.resolve(),
    factories: () => [],
    lend: () => {},
  };
  const instead: Replacements = [[SystemAccess, access], ...(detector ? ([[Detector, detector]] as const) : [])];
  const house = await HooksHouse.open({ instead });
  await withMaps({ desk: helpdeskMap() }, (folder) => house.service.apply(folder));
  return Object.assign(house, { desk });
}
