import { chinookStory } from '../kit/chinook/chinook-story.js';
import { postgresPlace } from '../kit/connectors/sql-harness.js';

chinookStory('on PostgreSQL', { dialect: 'postgres', open: postgresPlace });
