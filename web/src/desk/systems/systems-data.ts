import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

export type SystemLine = components['schemas']['SystemLine'];
export type DraftLine = components['schemas']['DraftLineView'];
export type Draft = components['schemas']['DraftView'];
export type MapInForce = components['schemas']['MapInForceView'];
export type Finding = components['schemas']['FindingView'];
export type Health = components['schemas']['HealthView'];
export type Connector = components['schemas']['ConnectorView'];

/** A company whose data a system may hold. */
export interface Company {
  slug: string;
  name: string;
}

export const systemsQuery = queryOptions({
  queryKey: ['systems'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/systems', { signal }))).systems,
});

export const draftsQuery = queryOptions({
  queryKey: ['system-drafts'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/systems/drafts', { signal }))).drafts,
});

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/connectors', { signal }))).connectors,
  staleTime: Infinity,
});

export const mapSchemaQuery = queryOptions({
  queryKey: ['map-schema'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/maps/schema', { signal })),
  staleTime: Infinity,
});

export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: async ({ signal }) => companiesIn((await api.GET('/v1/controllers', { signal })).data),
});

/** The draft of a system; null while nobody writes one. */
export const draftQuery = (system: string) =>
  queryOptions({
    queryKey: ['system', system, 'draft'],
    queryFn: ({ signal }) =>
      orNull(dataOf(api.GET('/v1/systems/{system}/draft', { params: { path: { system } }, signal }))),
  });

/** The map in force with its versions; null while the system is only being registered. */
export const mapQuery = (system: string) =>
  queryOptions({
    queryKey: ['system', system, 'map'],
    queryFn: ({ signal }) =>
      orNull(dataOf(api.GET('/v1/systems/{system}/map', { params: { path: { system } }, signal }))),
  });

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}

/** The API document does not describe this answer. */
function companiesIn(answer: unknown): Company[] {
  const { controllers } = (answer ?? {}) as { controllers?: unknown };
  return Array.isArray(controllers) ? controllers.filter(isCompany).map(({ slug, name }) => ({ slug, name })) : [];
}

function isCompany(value: unknown): value is Company {
  const { slug, name } = (value ?? {}) as Partial<Company>;
  return typeof slug === 'string' && typeof name === 'string';
}
