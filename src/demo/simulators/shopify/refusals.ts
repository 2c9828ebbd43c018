/** A scope that the app was not given. */
export class AccessDenied extends Error {}

export const accessDenied = (field: string, scope: string): AccessDenied =>
  new AccessDenied(`Access denied for ${field} field. Required access: \`${scope}\` access scope.`);
