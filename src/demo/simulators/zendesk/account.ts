/** The account that is simulated. */
export const SUBDOMAIN = 'nordlicht';
export const ADMIN_ID = 700_000_001;
