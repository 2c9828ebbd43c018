/** One operation of the OpenAPI document, as far as the tests of the edge need it. */
export interface Operation {
  name: string;
  method: string;
  /** `/v1/requests/{id}` */
  path: string;
  parameters: string[];
  kinds: string[];
  may: string[];
  /** Sessions are asked for a fresh second factor. */
  fresh: boolean;
  takesJson: boolean;
}

interface Document {
  paths: Record<string, Record<string, Described>>;
}

interface Described {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, unknown> };
  'x-habeas-access'?: { kinds: string[]; may: string[]; fresh?: boolean };
}

export async function operationsOf(url: string): Promise<Operation[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      parameters: described.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [],
      kinds: described['x-habeas-access']?.kinds ?? [],
      may: described['x-habeas-access']?.may ?? [],
      fresh: described['x-habeas-access']?.fresh ?? false,
      takesJson: described.requestBody?.content['application/json'] !== undefined,
    })),
  );
}

/** The path with its parameters filled in; those not given are nobody's UUID. */
export function pathOf(operation: Operation, values: Record<string, string> = {}): string {
  return operation.path.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? NOBODY);
}

export const NOBODY = '0199c0de-0000-7000-8000-00000000dead';
