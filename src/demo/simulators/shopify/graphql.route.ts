import type { FastifyInstance } from 'fastify';
import { GraphQLSyntaxError, type Selection, selectionsOf } from './document.js';
import { API_VERSION } from './notifications.js';
import { operationsOf } from './operations.js';
import { AccessDenied } from './refusals.js';
import { select, UndefinedField } from './selecting.js';
import type { World } from './world.js';

interface Body {
  query?: string;
  variables?: Record<string, unknown>;
}

/** Points that come back in a second: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits */
export const RESTORED = 100;
export const POINTS = 'points';

/** Everything is answered with 200: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
export function graphqlRoute(app: FastifyInstance, world: World): void {
  app.post<{ Body: Body }>(`/admin/api/${API_VERSION}/graphql`, (request) => {
    const { query = '', variables = {} } = request.body ?? {};
    try {
      const selections = selectionsOf(query, variables);
      const cost = costOf(selections, query.trimStart().startsWith('mutation'));
      const { allowed, quota, remaining } = world.stage.quotas.spend(POINTS, cost);
      const throttleStatus = {
        maximumAvailable: quota.limit,
        currentlyAvailable: remaining,
        restoreRate: RESTORED,
      };
      if (!allowed) {
        return {
          ...failed('Throttled', 'THROTTLED'),
          extensions: { cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus } },
        };
      }
      const data = select(operationsOf(world, request), selections);
      return { data, extensions: { cost: { requestedQueryCost: cost, actualQueryCost: cost, throttleStatus } } };
    } catch (error) {
      if (error instanceof AccessDenied) return { ...failed(error.message, 'ACCESS_DENIED'), data: null };
      if (error instanceof UndefinedField) return failed(error.message, 'undefinedField');
      if (error instanceof GraphQLSyntaxError) return failed(error.message, 'parseError');
      throw error;
    }
  });
}

const failed = (message: string, code: string): object => ({ errors: [{ message, extensions: { code } }] });

/** Ten for a mutation, one for each object, those of a list by the number that was asked for. */
function costOf(selections: readonly Selection[], mutates: boolean): number {
  const inside = (all: readonly Selection[], size = 1): number =>
    all.reduce((sum, { name, args, inner }) => {
      if (inner.length === 0) return sum;
      const listed = typeof args.first === 'number' ? args.first : 1;
      return sum + (1 + inside(inner, listed)) * (name === 'nodes' ? size : 1);
    }, 0);
  return (mutates ? 10 : 0) + inside(selections);
}
