import { type Running, runVendor, type RunOptions } from './ground/run-vendor.js';
import type { Vendor } from './ground/simulator.js';
import { type ControlOf, type VendorName, vendors } from './vendors.js';

export type RunningSimulator<Name extends VendorName> = Running<ControlOf<Name>>;

/** One vendor on a port of this machine, with the strings that move it. */
export function startSimulator<Name extends VendorName>(
  name: Name,
  options: RunOptions,
): Promise<RunningSimulator<Name>> {
  return runVendor(vendors[name] as unknown as Vendor<ControlOf<Name>>, options);
}
