import { apiClient } from '../api/client.js';

/** All calls of the desk: the session is a cookie that no script can read. */
export const api = apiClient();
