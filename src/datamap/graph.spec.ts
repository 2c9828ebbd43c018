import fc from 'fast-check';
import { buildGraph, deleteOrderOf, GraphError, ownershipCycle, reachable } from './graph.js';
import type { Collection, SystemMap } from './language.js';

type Shape = Partial<
  Pick<Collection, 'identifiedBy' | 'belongsTo' | 'sharedBy' | 'eraseAfter' | 'searched' | 'necessary'>
>;

function mapOf(
  shapes: Record<string, Shape & { key?: string | string[]; erasure?: Collection['erasure'] }>,
): Pick<SystemMap, 'collections'> {
  return {
    collections: Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { key: 'id', purpose: 'p', fields: {}, erasure: 'delete' as const, ...shape },
      ]),
    ),
  };
}

const identity = { identifiedBy: { email: 'email' } };

describe('buildGraph', () => {
  it('reads joins in all their forms', () => {
    const graph = buildGraph(
      mapOf({
        people: { ...identity, key: ['land', 'number'] },
        visits: { belongsTo: { people: ['person_land', 'person_number'] } },
        logins: { belongsTo: { people: { from: ['mail'], to: ['email'], as: 'text' } } },
        homes: { sharedBy: { people: 'home_id' } },
      }),
    );
    expect(graph.ownership).toEqual([
      {
        source: 'visits',
        sourceColumns: ['person_land', 'person_number'],
        target: 'people',
        targetColumns: ['land', 'number'],
        asText: false,
      },
      { source: 'logins', sourceColumns: ['mail'], target: 'people', targetColumns: ['email'], asText: true },
    ]);
    expect(graph.shared).toEqual([
      { source: 'people', sourceColumns: ['home_id'], target: 'homes', targetColumns: ['id'], asText: false },
    ]);
    expect(graph.lookups).toEqual([{ collection: 'people', kind: 'email', column: 'email' }]);
  });

  it('deletes children first, what is shared after its holders, and who identifies as late as that allows', () => {
    const graph = buildGraph(
      mapOf({
        customers: { ...identity },
        subscribers: { ...identity },
        orders: { belongsTo: { customers: 'c' } },
        lines: { belongsTo: { orders: 'o' } },
        addresses: { sharedBy: { customers: 'a', orders: 'a' } },
        logs: { belongsTo: { subscribers: 's' } },
      }),
    );
    expect(graph.deleteOrder).toEqual(['lines', 'orders', 'customers', 'addresses', 'logs', 'subscribers']);
    expect(graph.ownersFirst.indexOf('addresses')).toBeGreaterThan(graph.ownersFirst.indexOf('orders'));
    expect(graph.dependentsOf('customers')).toEqual(['orders', 'lines']);
    expect(graph.dependentsOf('lines')).toEqual([]);
  });

  it('obeys eraseAfter', () => {
    const shapes = { customers: identity, a: { belongsTo: { customers: 'c' } }, b: { belongsTo: { customers: 'c' } } };
    expect(buildGraph(mapOf({ ...shapes, a: { ...shapes.a, eraseAfter: ['b'] } })).deleteOrder).toEqual([
      'b',
      'a',
      'customers',
    ]);
    expect(buildGraph(mapOf({ ...shapes, b: { ...shapes.b, eraseAfter: ['a'] } })).deleteOrder).toEqual([
      'a',
      'b',
      'customers',
    ]);
  });

  it('names the columns that retention and necessity ask for', () => {
    const graph = buildGraph(
      mapOf({
        invoices: {
          ...identity,
          necessary: [{ while: { status: 'open', paid_at: null }, ground: 'g/x' }],
          erasure: { retain: { ground: 'g/x', from: 'invoiced_at', keep: ['name'] } },
        },
      }),
    );
    expect(graph.factsOf('invoices')).toEqual(['invoiced_at', 'paid_at', 'status']);
    expect(graph.factsOf('toString')).toEqual([]);
  });

  it('refuses what the linter refuses', () => {
    expect(() => buildGraph(mapOf({ a: { belongsTo: { nobody: 'x' } } }))).toThrow(GraphError);
    expect(() => buildGraph(mapOf({ a: { belongsTo: { b: 'x' } }, b: { belongsTo: { a: 'x' } } }))).toThrow(GraphError);
    expect(() => buildGraph(mapOf({ a: { belongsTo: { b: 'x' }, sharedBy: { b: 'x' } }, b: {} }))).toThrow(GraphError);
  });

  it('names only those who wait for themselves', () => {
    const map = mapOf({ a: { belongsTo: { b: 'x' } }, b: { belongsTo: { a: 'x' } }, c: { belongsTo: { a: 'x' } } });
    expect(ownershipCycle(map)).toEqual(['a', 'b']);
    expect(deleteOrderOf(map)).toEqual({ cycle: ['a', 'b'] });
  });
});

/** Collections c0…cn; each may belong to earlier ones, be shared by any earlier one, refer to itself. */
const forests = fc
  .array(
    fc.record({
      owners: fc.array(fc.nat(), { maxLength: 3 }),
      holders: fc.array(fc.nat(), { maxLength: 2 }),
      self: fc.boolean(),
      identifies: fc.boolean(),
      searched: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((nodes) =>
    mapOf(
      Object.fromEntries(
        nodes.map((node, index) => {
          const pick = (numbers: number[]): Record<string, string> =>
            index === 0 ? {} : Object.fromEntries(numbers.map((n) => [`c${n % index}`, 'x']));
          const owners = { ...pick(node.owners), ...(node.self ? { [`c${index}`]: 'parent' } : {}) };
          return [
            `c${index}`,
            {
              ...(node.identifies ? identity : {}),
              ...(Object.keys(owners).length > 0 ? { belongsTo: owners } : {}),
              // Only collections without owners are shared here, so that an order exists.
              ...(node.owners.length === 0 && node.holders.length > 0 && index > 0
                ? { sharedBy: pick(node.holders) }
                : {}),
              ...(node.searched ? {} : { searched: { not: { ground: 'g/x', reason: 'r' } } }),
            },
          ];
        }),
      ),
    ),
  );

describe('over any forest of collections', () => {
  it('owners are found before children, children deleted before owners, holders before what they share', () => {
    let sorted = 0;
    fc.assert(
      fc.property(forests, (map) => {
        const deleting = deleteOrderOf(map);
        if ('cycle' in deleting) return;
        sorted += 1;
        const graph = buildGraph(map);
        const names = Object.keys(map.collections).sort();
        expect([...graph.deleteOrder].sort()).toEqual(names);
        expect([...graph.ownersFirst].sort()).toEqual(names);
        for (const { source, target } of graph.ownership.filter((edge) => edge.source !== edge.target)) {
          expect(graph.deleteOrder.indexOf(source)).toBeLessThan(graph.deleteOrder.indexOf(target));
          expect(graph.ownersFirst.indexOf(target)).toBeLessThan(graph.ownersFirst.indexOf(source));
          expect(graph.dependentsOf(target)).toContain(source);
        }
        for (const { source, target } of graph.shared) {
          expect(graph.deleteOrder.indexOf(source)).toBeLessThan(graph.deleteOrder.indexOf(target));
        }
      }),
      { numRuns: 300 },
    );
    expect(sorted).toBeGreaterThan(30);
  });

  it('what is reachable is a fix point: it holds the entrances and nothing leads out of it', () => {
    fc.assert(
      fc.property(forests, (map) => {
        const reached = reachable(map);
        const open = (name: string): boolean => !('not' in (map.collections[name]!.searched ?? {}));
        for (const [name, collection] of Object.entries(map.collections)) {
          if (collection.identifiedBy && open(name)) expect(reached).toContain(name);
          const ways = [...Object.keys(collection.belongsTo ?? {}), ...Object.keys(collection.sharedBy ?? {})].filter(
            (way) => way !== name,
          );
          const led = ways.some((way) => reached.has(way) && open(way));
          if (led) expect(reached).toContain(name);
          // And nothing is in it without a reason.
          if (reached.has(name)) expect(led || (collection.identifiedBy !== undefined && open(name))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('any links at all end in an order or in names of a circle', () => {
    const any = fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.boolean()), { maxLength: 20 }).map((links) => {
      const shapes: Record<string, Shape> = Object.fromEntries(Array.from({ length: 8 }, (_u, i) => [`c${i}`, {}]));
      for (const [from, to, owned] of links) {
        const shape = shapes[`c${from}`]!;
        const side = owned ? 'belongsTo' : 'sharedBy';
        shape[side] = { ...shape[side], [`c${to}`]: 'x' };
      }
      return mapOf(shapes);
    });
    fc.assert(
      fc.property(any, (map) => {
        const result = deleteOrderOf(map);
        if ('cycle' in result) expect(result.cycle.length).toBeGreaterThan(1);
        else expect(new Set(result.order).size).toBe(8);
      }),
    );
  });
});
