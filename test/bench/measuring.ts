import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a program to its end. */
export const execute = promisify(execFile);

/** Debian keeps the server's tools outside the PATH. */
export function findTool(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(':');
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...folders, ...versions].map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Half the distance between the quartiles, as a share of the median. */
export function spread(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return (at(0.75) - at(0.25)) / 2 / median(values);
}

/** Ours and the peer's, measured in turns, so that whatever else the machine does falls on both. */
export interface Pairs {
  ours: number[];
  peer: number[];
}

export async function inPairs(pairs: number, ours: () => Promise<number>, peer: () => Promise<number>): Promise<Pairs> {
  const measured: Pairs = { ours: [], peer: [] };
  for (let pair = 0; pair < pairs; pair++) {
    measured.ours.push(await ours());
    measured.peer.push(await peer());
  }
  return measured;
}

export function ratios({ ours, peer }: Pairs): number[] {
  return ours.map((value, pair) => value / peer[pair]!);
}

/** A number with three digits that mean something. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
