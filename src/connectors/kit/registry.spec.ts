import type { SystemMap } from '../../datamap/language.js';
import type { Connector, ConnectorFactory } from './contract.js';
import { Refused } from './errors.js';
import { localTools } from './local-tools.js';
import { ConnectorRegistry } from './registry.js';

const tools = localTools({ request: () => Promise.reject(new Error('Nobody is called here.')) });

describe('ConnectorRegistry', () => {
  it('opens one connector a version of a map, and closes them', async () => {
    const closed: string[] = [];
    const factory: ConnectorFactory = {
      name: 'fake',
      settings: {},
      create: (map) => ({ close: async () => void closed.push(map.system) }) as unknown as Connector,
    };
    const registry = new ConnectorRegistry([factory]);
    const map = (system: string, connector = 'fake') => ({ system, connector }) as unknown as SystemMap;
    const first = registry.open(map('a'), '1', tools);
    expect(registry.open(map('a'), '1', tools)).toBe(first);
    expect(registry.open(map('a'), '2', tools)).not.toBe(first);
    registry.open(map('b'), '1', tools);
    expect(() => registry.open(map('c', 'other'), '1', tools)).toThrow(Refused);
    await registry.close('a');
    expect(closed).toEqual(['a', 'a']);
    expect(registry.open(map('a'), '1', tools)).not.toBe(first);
    await registry.closeAll();
    expect(closed.sort()).toEqual(['a', 'a', 'a', 'b']);
  });
});
