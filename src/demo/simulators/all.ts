import type { Clock } from '../../platform/clock/clock.js';
import { companyPeople } from './ground/company-people.js';
import type { SimulatedPerson } from './ground/people.js';
import { type Running, runVendor } from './ground/run-vendor.js';
import { ShiftedClock } from './ground/shifted-clock.js';
import type { Vendor } from './ground/simulator.js';
import { type VendorName, vendors } from './vendors.js';

export const VENDOR_NAMES = Object.keys(vendors) as VendorName[];

export interface AllOptions {
  clock: Clock;
  names?: readonly VendorName[];
  /** Of the first of all vendors; each keeps its place behind it, also when others are left out. 0 for any. */
  port?: number;
  /** Residents of the demo company beside the cast. */
  people?: number;
  /** Others than the demo company's people. */
  known?: readonly SimulatedPerson[];
}

export interface Listening {
  name: VendorName;
  title: string;
  url: string;
  credentials: Readonly<Record<string, string>>;
}

export interface AllRunning {
  vendors: Listening[];
  stop(): Promise<void>;
}

/** Every vendor, or some, in this process, with the demo company's people. Webhooks go out by themselves. */
export async function startAll({
  clock,
  names = VENDOR_NAMES,
  port = 0,
  people,
  known: given,
}: AllOptions): Promise<AllRunning> {
  const known = given ?? companyPeople(people);
  const running: Running<unknown>[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(running.map((one) => one.stop())));
  const listening: Listening[] = [];
  try {
    for (const name of names) {
      const vendor = vendors[name] as Vendor<unknown>;
      const place = port === 0 ? 0 : port + VENDOR_NAMES.indexOf(name);
      const one = await runVendor(vendor, {
        clock: new ShiftedClock(clock),
        people: known,
        port: place,
        live: true,
        backstage: true,
      });
      running.push(one);
      listening.push({ name, title: vendor.title, url: one.url, credentials: one.credentials });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { vendors: listening, stop };
}
