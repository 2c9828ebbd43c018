import { chinookStory } from '../kit/chinook/chinook-story.js';
import { postgresPlace } from '../kit/connectors/sql-harness.js';
import { redisAddress } from '../kit/redis.js';

const address = await redisAddress(9);

if (address) {
  chinookStory('with its queues on Redis', {
    dialect: 'postgres',
    open: postgresPlace,
    environment: { REDIS_URL: address },
  });
} else {
  it.skip('Chinook with its queues on Redis: no server answers', () => undefined);
}
