import { useQuery } from '@tanstack/react-query';

export interface MapFacts {
  /** Slugs of the companies that the map names. */
  controllers: string[];
  /** Kinds of identifier by which it looks people up. */
  kinds: string[];
}

/** What a trial must know of a map. The parser is fetched when it is first needed. */
export function useMapFacts(system: string, version: string, text: string): MapFacts | undefined {
  return useQuery({
    queryKey: ['system', system, 'facts', version],
    queryFn: async () => factsIn((await import('yaml')).parse(text, { logLevel: 'silent' })),
    staleTime: Infinity,
    retry: false,
  }).data;
}

function factsIn(map: unknown): MapFacts {
  const { controllers, collections } = table(map);
  const kinds = Object.values(table(collections)).flatMap((one) => Object.keys(table(table(one)['identifiedBy'])));
  return {
    controllers: Array.isArray(controllers) ? controllers.filter((one) => typeof one === 'string') : [],
    kinds: [...new Set(kinds)],
  };
}

function table(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
