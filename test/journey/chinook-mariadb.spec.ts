import { chinookStory } from '../kit/chinook/chinook-story.js';
import { mariadbPlace } from '../kit/connectors/sql-harness.js';
import { mariadbAddress } from '../kit/mariadb.js';

const address = await mariadbAddress();

if (address) {
  chinookStory('on MariaDB', { dialect: 'mysql', open: () => mariadbPlace(address) });
} else {
  it.skip('Chinook on MariaDB: no server answers', () => undefined);
}
