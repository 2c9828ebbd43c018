import { secrecyStory } from '../kit/secrecy-story.js';

secrecyStory('with its queues in PostgreSQL');
