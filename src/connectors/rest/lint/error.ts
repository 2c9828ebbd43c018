import type { Path, Remark } from '../../../datamap/finding.js';

export const error = (code: string, path: Path, message: string, hint = ''): Remark => ({
  severity: 'error',
  code,
  path,
  message,
  hint,
});
