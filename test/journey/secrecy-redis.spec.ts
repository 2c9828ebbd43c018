import { Redis } from 'ioredis';
import { redisAddress } from '../kit/redis.js';
import { secrecyStory } from '../kit/secrecy-story.js';

const address = await redisAddress(8);

if (address) {
  const number = new URL(address).pathname.slice(1);
  let ears: Redis | undefined;
  afterAll(() => ears?.disconnect());

  secrecyStory('with its queues on Redis', async () => {
    ears = new Redis(address);
    const heard: string[] = [];
    const monitor = await ears.monitor();
    monitor.on('monitor', (_time: string, words: string[], _source: string, database: string) => {
      if (database === number) heard.push(words.join(' '));
    });
    return {
      environment: { REDIS_URL: address },
      heard: () => {
        monitor.disconnect();
        return Promise.resolve(heard.join('\n'));
      },
    };
  });
} else {
  it.skip('secrecy with queues on Redis: no server answers', () => undefined);
}
