import type { Clock } from '../../platform/clock/clock.js';
import { type Listening, startAll } from '../simulators/all.js';
import { BACKSTAGE } from '../simulators/ground/backstage.js';
import { SimulatedHelpdesk } from '../simulated-helpdesk.js';
import { companyPeople } from '../simulators/ground/company-people.js';

/** The vendors whose tools the demo company uses; they are simulated on this machine. */
const NAMES = ['zendesk', 'hubspot'] as const;
type Name = (typeof NAMES)[number];

export interface DemoVendors {
  /** For the maps of these systems (`env:NAME`). */
  variables: Record<string, string>;
  /** Their addresses as `EGRESS_ALLOW` names them: exactly these, and nothing else of this machine. */
  allow: string[];
  urls: Readonly<Record<Name, string>>;
  /** The helpdesk as its own people use it. */
  helpdesk: SimulatedHelpdesk;
  /** Lets time pass at the vendors: nobody watches a demo for the thirty days of a grace period. */
  letPass(days: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts them with the people of the brand Nordlicht, who are the same as in the company's databases. */
export async function startDemoVendors(clock: Clock, residents?: number): Promise<DemoVendors> {
  const people = companyPeople(residents).filter(({ language }) => language === 'de');
  const all = await startAll({ clock, names: NAMES, known: people });
  const [zendesk, hubspot] = NAMES.map((name) => all.vendors.find((vendor) => vendor.name === name)!);
  const credential = ({ credentials }: Listening, name: string): string => credentials[name] ?? '';
  return {
    variables: {
      DEMO_ZENDESK_URL: `${zendesk!.url}/api/v2`,
      DEMO_ZENDESK_USER: `${credential(zendesk!, 'email')}/token`,
      DEMO_ZENDESK_TOKEN: credential(zendesk!, 'token'),
      DEMO_HUBSPOT_URL: hubspot!.url,
      DEMO_HUBSPOT_TOKEN: credential(hubspot!, 'token'),
    },
    allow: all.vendors.map(({ url }) => new URL(url).host),
    urls: { zendesk: zendesk!.url, hubspot: hubspot!.url },
    helpdesk: new SimulatedHelpdesk({
      url: zendesk!.url,
      user: `${credential(zendesk!, 'email')}/token`,
      password: credential(zendesk!, 'token'),
    }),
    letPass: async (days) => {
      for (const { url } of all.vendors) {
        await fetch(`${url}${BACKSTAGE}/clock`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ seconds: days * 86_400 }),
        });
      }
    },
    stop: () => all.stop(),
  };
}
